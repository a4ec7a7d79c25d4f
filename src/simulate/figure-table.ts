import type { Scenario } from "../market/scenario.js";
import type { Figure, FigureUnit, Goal } from "./figure.js";
import { figureList } from "./figure-list.js";
import { judge, seedValues, type Summary, summarize, type Verdict } from "./figure-values.js";
import type { PolicyName } from "./policy-list.js";
import type { PolicyRun } from "./policy-run.js";

const notApplicable = "not applicable";
const notRun = "not run";

/** Every figure of one scenario for every policy, mean ± standard deviation over the seeds. */
export function scenarioTable(
  scenario: Scenario,
  runs: readonly PolicyRun[],
  policies: readonly PolicyName[],
): string {
  const head = ["", ...policies];
  const rows = figureList.map((figure) => [
    label(figure),
    ...policies.map((policy) => cellText(figure, policy, scenario, runs, policies)),
  ]);
  return aligned([head, ...rows]);
}

/** The goals of every figure for one policy, over all scenarios: reached, must, aim. */
export function goalTable(
  scenarios: readonly Scenario[],
  runs: readonly PolicyRun[],
  policy: PolicyName,
  policies: readonly PolicyName[],
): string {
  const head = ["", "over", policy, "must", "", "aim", ""];
  const rows = figureList.flatMap((figure) => {
    const isRun = figure.against.every((name) => policies.includes(name));
    const values = scenarios.map((scenario) => seedValues(figure, policy, scenario, runs));
    return judge(figure, values).map((verdict) => goalRow(figure, verdict, isRun));
  });
  return aligned([head, ...rows]);
}

/**
 * A value as people read it, without what tells how sure it is.
 *
 * @param more digits beyond the usual ones
 */
export function figureText(value: number, unit: FigureUnit, more = 0): string {
  switch (unit) {
    case "share":
      return `${(100 * value).toFixed(2 + more)} %`;
    case "change":
      return `${value < 0 ? "−" : "+"}${Math.abs(100 * value).toFixed(1 + more)} %`;
    case "seconds":
      return `${value.toFixed(1 + more)} s`;
    case "count":
      return value.toFixed(1 + more);
    case "micros":
      return `${value.toFixed(1 + more)} µs`;
    case "money":
      return value.toFixed((Math.abs(value) < 10 && value !== 0 ? 4 : 2) + more);
  }
}

/** What was reached, with two digits more where it only looks like the bound that it misses. */
function reachedText(
  reached: number,
  { goal, isMet, isAimMet }: Verdict,
  unit: FigureUnit,
): string {
  const text = figureText(reached, unit);
  const isClose =
    (isMet === false && text === figureText(goal.must, unit)) ||
    (isAimMet === false && goal.aim !== null && text === figureText(goal.aim, unit));
  return isClose ? figureText(reached, unit, 2) : text;
}

function goalRow(figure: Figure, judged: Verdict, isRun: boolean) {
  const { goal, reached, isMet, isAimMet } = judged;
  const verdict = (isGood: boolean | null): string =>
    isGood === null ? "" : isGood ? "pass" : "FAIL";
  return [
    label(figure),
    goal.over,
    reached === null ? (isRun ? notApplicable : notRun) : reachedText(reached, judged, figure.unit),
    goalText(goal, goal.must, figure.unit),
    verdict(isMet),
    goal.aim === null ? "" : goalText(goal, goal.aim, figure.unit),
    isAimMet === null ? "" : isAimMet ? "reached" : "not yet",
  ];
}

/** A bound as people read it, e.g. ≤ 12.0 %. */
export function goalText(goal: Goal, value: number, unit: FigureUnit): string {
  return `${goal.better === "higher" ? "≥" : "≤"} ${figureText(value, unit)}`;
}

/** A figure of one policy in one scenario: mean ± standard deviation over the seeds. */
export function cellText(
  figure: Figure,
  policy: PolicyName,
  scenario: Scenario,
  runs: readonly PolicyRun[],
  policies: readonly PolicyName[],
): string {
  if (figure.against.some((name) => !policies.includes(name))) {
    return notRun;
  }
  const summary = summarize(seedValues(figure, policy, scenario, runs));
  return summary === null ? notApplicable : summaryText(summary, figure.unit);
}

function summaryText({ mean, sd }: Summary, unit: FigureUnit): string {
  const text = figureText(mean, unit);
  if (sd === null) {
    return text;
  }
  const [value = "", ...rest] = text.split(" ");
  const [spread = ""] = figureText(sd, unit === "change" ? "share" : unit).split(" ");
  return [value, "±", spread, ...rest].join(" ");
}

function label({ number, name }: Figure): string {
  return number === null ? `   ${name}` : `${String(number).padStart(2)} ${name}`;
}

/** Columns under each other: the first to the left, all others to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => Array.from(row[at] ?? "").length)),
  );
  const lines = rows.map((row) =>
    row
      .map((text, at) => (at === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[at] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}
