import type { Scenario } from "../market/scenario.js";
import type { Figure, Goal } from "./figure.js";
import type { PolicyName } from "./policy-list.js";
import type { PolicyRun } from "./policy-run.js";

/** One figure's values of one policy in one scenario, by seed; empty where it does not arise. */
export type SeedValues = readonly (readonly number[])[];

/** Mean over seeds, and how far seeds differ; sd null with fewer than two of them. */
export interface Summary {
  readonly mean: number;
  readonly sd: number | null;
}

/** A goal held against what was reached. Null = its condition did not arise. */
export interface Verdict {
  readonly goal: Goal;
  readonly reached: number | null;
  readonly isMet: boolean | null;
  /** Null without an aim, too. */
  readonly isAimMet: boolean | null;
}

/** Reads a figure from all runs of one scenario. */
export function seedValues(
  figure: Figure,
  policy: PolicyName,
  scenario: Scenario,
  runs: readonly PolicyRun[],
): SeedValues {
  const here = runs.filter((run) => run.scenario === scenario.name);
  return here
    .filter((run) => run.policy === policy)
    .map((run) =>
      figure.read({
        scenario,
        run,
        beside: (name) =>
          here.find((other) => other.policy === name && other.seed === run.seed) ?? null,
      }),
    );
}

/** Null where no seed has a value. */
export function summarize(values: SeedValues): Summary | null {
  const bySeed = values.filter((some) => some.length > 0).map(meanOf);
  if (bySeed.length === 0) {
    return null;
  }
  const mean = meanOf(bySeed);
  const squares = bySeed.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: bySeed.length < 2 ? null : Math.sqrt(squares / (bySeed.length - 1)) };
}

/** Holds the goals of a figure against its values, scenario by scenario. */
export function judge(figure: Figure, byScenario: readonly SeedValues[]): Verdict[] {
  const means = byScenario.flatMap((values) => summarize(values)?.mean ?? []);
  const all = byScenario.flat(2);
  return figure.goals.map((goal) => {
    const worst = goal.better === "higher" ? Math.min : Math.max;
    const reached =
      means.length === 0
        ? null
        : goal.over === "mean"
          ? meanOf(means)
          : worst(...(goal.over === "each run" ? all : means));
    return {
      goal,
      reached,
      isMet: reached === null ? null : reaches(reached, goal.must, goal.better),
      isAimMet:
        reached === null || goal.aim === null ? null : reaches(reached, goal.aim, goal.better),
    };
  });
}

function reaches(value: number, wanted: number, better: Goal["better"]): boolean {
  return better === "higher" ? value >= wanted : value <= wanted;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
