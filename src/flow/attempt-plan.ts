import type { TryCause } from "../core/failover/engine-state.js";
import type { PlanStep } from "../core/plan/plan.js";
import type { Candidate } from "../core/route/candidate.js";
import type { DecideRequest } from "../core/route/measured/route-request.js";
import type { Wait } from "../core/route/wait.js";
import type { ChosenOrder } from "./choose-in-step.js";
import type { MeasuredDesk } from "./measured-desk.js";
import type { FlowMetrics } from "./metrics.js";

/** One way to make the next attempt: a vendor of a step at its price. */
export interface AttemptPlan {
  readonly position: number;
  readonly step: PlanStep;
  readonly cause: TryCause;
  readonly candidate: Candidate;
  /** Index of the candidate in the order's candidates. */
  readonly place: number;
  readonly priceMicros: bigint;
  readonly order: ChosenOrder;
  /** Worked out for the way that is taken. */
  wait(): Wait;
}

/** Why there is no way. */
export type NoPlan =
  | "NO_ROUTE"
  | "COUNTRY_NOT_SERVED"
  | "COST_CAP_TOO_LOW"
  | "PUMPED_PREFIX"
  | "PREFIX_RATE"
  | "BUDGET_PACED"
  | "NOT_WORTH_ITS_PRICE";

/** A step that could have been tried and had no vendor to offer. */
export interface EmptyStep {
  readonly step: number;
  readonly channel: PlanStep["channel"];
  /** The vendors' own reasons, each once. */
  readonly reasons: readonly string[];
}

/** The ways to make an attempt, or why there is none. */
export interface Decided {
  /** The chosen way first, then what to fall back to where the budget has no room for it. */
  readonly plans: readonly AttemptPlan[];
  /** Steps before the chosen one that had no vendor. */
  readonly empty: readonly EmptyStep[];
  /** Why `plans` is empty; null when it is not, or when the send is only put off. */
  readonly noPlan: NoPlan | null;
  /** What measured routing was asked first; null = it was not asked. */
  readonly asked: DecideRequest | null;
  /** When to ask again, because what is under way will probably do; null = not put off. */
  readonly putOffUntil: Date | null;
}

/** What a decision needs besides its send. */
export interface DecisionPorts {
  readonly desk: MeasuredDesk;
  readonly metrics: Pick<FlowMetrics, "guardJudged">;
}
