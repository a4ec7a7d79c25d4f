import type { Scenario } from "../market/scenario.js";
import type { PolicyName } from "./policy-list.js";
import type { PolicyRun } from "./policy-run.js";

/** A run, and the runs of the other policies under the same scenario and seed. */
export interface RunInContext {
  readonly scenario: Scenario;
  readonly run: PolicyRun;
  /** Null = that policy was not run. */
  readonly beside: (policy: PolicyName) => PolicyRun | null;
}

/** How a figure is written. */
export type FigureUnit = "share" | "change" | "seconds" | "count" | "micros" | "money";

/** What has to be reached, over all scenarios that were run. */
export interface Goal {
  /** Of what: the mean of the scenarios' means, the worst of those, or the worst single value. */
  readonly over: "mean" | "each scenario" | "each run";
  readonly better: "higher" | "lower";
  readonly must: number;
  /** Null = no further aim. */
  readonly aim: number | null;
}

/** One of the things by which a policy is judged. */
export interface Figure {
  /** Its number in the list of figures; null = only shown. */
  readonly number: number | null;
  readonly name: string;
  readonly unit: FigureUnit;
  /** Policies that it is measured against. */
  readonly against: readonly PolicyName[];
  /** Its values in one run; empty where its condition does not arise. */
  read(run: RunInContext): readonly number[];
  readonly goals: readonly Goal[];
}
