import type { Scenario } from "../../market/scenario.js";
import type { Figure } from "../figure.js";
import { figureList } from "../figure-list.js";
import { figureText } from "../figure-table.js";
import { seedValues, summarize } from "../figure-values.js";
import type { PolicyName } from "../policy-list.js";
import type { PolicyRun } from "../policy-run.js";
import { barPanel } from "./bar-panel.js";
import { shareTimeline } from "./share-timeline.js";
import { label, svg } from "./svg.js";

const width = 960;
const margin = 24;
const shown = [
  "activation",
  "cost per verified user",
  "share of the clairvoyant's value",
  "time to handset p95",
] as const;

/**
 * A scenario as a picture: activation, cost per verified user, share of the clairvoyant's value and
 * time to handset by policy, and to which vendors new sends went through its outages.
 */
export function scenarioPicture(
  scenario: Scenario,
  runs: readonly PolicyRun[],
  policies: readonly PolicyName[],
): string {
  const panelWidth = (width - 3 * margin) / 2;
  const panelHeight = 50 + 24 * policies.length;
  const panels = shown.flatMap((name, at) => {
    const figure = figureNamed(name);
    const values = policies.map((policy) => ({
      name: policy,
      summary: summarize(seedValues(figure, policy, scenario, runs)),
    }));
    const x = margin + (at % 2) * (panelWidth + margin);
    const y = 66 + Math.floor(at / 2) * panelHeight;
    const unit = figure.unit === "money" ? ` (${scenario.currency})` : "";
    const text = (value: number): string => figureText(value, figure.unit);
    return barPanel(x, y, panelWidth, { title: `${name}${unit}`, values, text });
  });
  const followed = policies.includes("smart") ? "smart" : policies.at(-1);
  const here = runs.filter((run) => run.scenario === scenario.name && run.policy === followed);
  const seeds = new Set(here.map(({ seed }) => seed)).size;
  const top = 66 + 2 * panelHeight + 46;
  const title = `Scenario ${scenario.name}`;
  const spread = seeds > 1 ? `mean and standard deviation of ${seeds} seeds` : "one seed";
  const note = `Invented market, ${spread}`;
  return svg(width, top + 230, title, [
    label(margin, 30, title, "head"),
    label(width - margin, 30, note, "quiet end"),
    ...panels,
    label(margin, top - 38, `First attempts by vendor, policy ${followed}, and outages`, "sub"),
    ...shareTimeline(margin, top, width - 2 * margin, 160, scenario, here),
  ]);
}

function figureNamed(name: string): Figure {
  const figure = figureList.find((one) => one.name === name);
  if (figure === undefined) {
    throw new Error(`no figure is called ${name}`);
  }
  return figure;
}
