import type { Scenario } from "../market/scenario.js";
import { type Ablation, ablationList, ablationNames } from "./ablation-list.js";
import type { PlayedName } from "./policy-list.js";
import type { PolicyRun } from "./policy-run.js";

const head = ["without", "mean", "p95 to the handset", "lost to outages"];

/**
 * What measured routing loses without each of its ideas, as a Markdown table: points of the
 * clairvoyant's value by scenario, the change of the p95 to the handset, and sends lost before an
 * outage was found; means over the seeds, the same luck. A dash = not one send went another way.
 *
 * @param runs of the policies smart and oracle, and of every ablation
 */
export function ablationTable(scenarios: readonly Scenario[], runs: readonly PolicyRun[]): string {
  const [without = "", ...figures] = head;
  const columns = [without, ...scenarios.map(({ name }) => name), ...figures];
  const whole = rowOf("nothing", "smart", scenarios, runs);
  const rows = ablationNames.map((name) => {
    const ablation: Ablation = ablationList[name];
    return rowOf(ablation.without, name, scenarios, runs);
  });
  return [columns, columns.map(() => "---"), whole, ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}

/** One seed of one scenario: what was played beside the whole and the clairvoyant. */
interface Trio {
  readonly run: PolicyRun;
  readonly smart: PolicyRun;
  readonly oracle: PolicyRun;
}

function rowOf(
  label: string,
  policy: PlayedName,
  scenarios: readonly Scenario[],
  runs: readonly PolicyRun[],
): readonly string[] {
  const byScenario = scenarios.map(({ name }) => triosOf(name, policy, runs));
  const trios = byScenario.flat();
  const isWhole = policy === "smart";
  return [
    label,
    ...byScenario.map((some) => shareText(some, isWhole)),
    shareText(trios, isWhole),
    waitText(trios, isWhole),
    lostText(trios),
  ];
}

function triosOf(
  scenario: string,
  policy: PlayedName,
  runs: readonly PolicyRun[],
): readonly Trio[] {
  const here = runs.filter((run) => run.scenario === scenario);
  const of = (name: PlayedName, seed: number): PolicyRun | undefined =>
    here.find((run) => run.policy === name && run.seed === seed);
  return here.flatMap((run) => {
    const [smart, oracle] = [of("smart", run.seed), of("oracle", run.seed)];
    return run.policy === policy && smart !== undefined && oracle !== undefined
      ? [{ run, smart, oracle }]
      : [];
  });
}

/** Share of the clairvoyant's value, or the points that it changes by. */
function shareText(trios: readonly Trio[], isWhole: boolean): string {
  if (!isWhole && trios.every(isSame)) {
    return "–";
  }
  const shares = trios.map(({ run, smart, oracle }) =>
    isWhole ? run.value / oracle.value : (run.value - smart.value) / oracle.value,
  );
  const points = 100 * meanOf(shares);
  return isWhole ? `${points.toFixed(2)} %` : signed(points, 2);
}

/** The p95 to the handset, or how it changes. */
function waitText(trios: readonly Trio[], isWhole: boolean): string {
  if (!isWhole && trios.every(isSame)) {
    return "–";
  }
  const known = trios.flatMap(({ run, smart }) =>
    run.timeToHandsetMsP95 === null || smart.timeToHandsetMsP95 === null
      ? []
      : [{ ms: run.timeToHandsetMsP95, ofWhole: smart.timeToHandsetMsP95 }],
  );
  if (known.length === 0) {
    return "–";
  }
  return isWhole
    ? `${(meanOf(known.map(({ ms }) => ms)) / 1000).toFixed(1)} s`
    : `${signed(100 * (meanOf(known.map(({ ms, ofWhole }) => ms / ofWhole)) - 1), 0)} %`;
}

/** First attempts lost per outage of which it is known when it was left. */
function lostText(trios: readonly Trio[]): string {
  const lost = trios.flatMap(({ run }) =>
    run.outages.flatMap((outage) => (outage.rerouted === null ? [] : [outage.firstAttemptsLost])),
  );
  return lost.length === 0 ? "–" : meanOf(lost).toFixed(1);
}

function isSame({ run, smart }: Trio): boolean {
  return run.value === smart.value && run.timeToHandsetMsP95 === smart.timeToHandsetMsP95;
}

function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value < 0 ? "−" : "+"}${text}`;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
