import type {
  AttemptStatus,
  Channel,
  FailureClass,
  SendStatus,
  VerificationStatus,
} from "../otp/status.js";
import type { PlanSpec } from "../plan/plan.js";

/** One attempt as the engine sees it. */
export interface EngineAttempt {
  /** 1-based within the send, in the order in which attempts were planned. */
  readonly number: number;
  /** 1-based step of the plan revision. */
  readonly step: number;
  /** Index into the vendors of that step. */
  readonly vendorIndex: number;
  /** 0 = the send itself, +1 per resend. */
  readonly round: number;
  readonly status: AttemptStatus;
  /** Why it failed; null while it has not, or when the vendor gave no reason. */
  readonly failureClass: FailureClass | null;
  /**
   * End of its wait; on a TIMED_OUT attempt the moment to which what follows is put off. Null while
   * the wait has not begun; null on a settled attempt means that its wait is over. Whoever turns a
   * lost SUBMITTING attempt into UNKNOWN sets this to now: there is nothing to wait for.
   */
  readonly deadlineAt: Date | null;
  /** When we learned that it was DELIVERED, or READ if later; null before. */
  readonly reachedAt: Date | null;
  /** True = a receipt "delivered" does not end its wait, because such receipts lie. */
  readonly isDoubted?: boolean;
}

/** Why no attempt of this round could be placed although steps were left. */
export type Halt = "BUDGET" | "NO_ROUTE" | "FRAUD";

/** One send as the engine sees it. */
export interface EngineSend {
  readonly spec: PlanSpec;
  readonly status: SendStatus;
  readonly verification: VerificationStatus;
  /** ISO 3166-1 alpha-2; null when only an e-mail address is known. */
  readonly country: string | null;
  readonly hasPhone: boolean;
  readonly hasEmail: boolean;
  readonly expiresAt: Date;
  /** 0 = the send itself, +1 per resend. */
  readonly round: number;
  /** When this round began: the send, or its latest resend. */
  readonly roundStartedAt: Date;
  /** The channel that the latest resend asked for; null = any, and in round 0. */
  readonly resendChannel: Channel | null;
  /** Set once none of a move's options could be placed; a resend clears it. */
  readonly halted: Halt | null;
  /** All attempts of all rounds, in any order. */
  readonly attempts: readonly EngineAttempt[];
}

/** What puts an attempt on its way. */
export type TryCause = "first" | "auto_switch" | "failover" | "resend";

/** A step that may be tried now. */
export interface StepOption {
  /** 1-based. */
  readonly step: number;
  readonly channel: Channel;
  /** Vendors of the step that this round has not tried, in plan order, at least one. */
  readonly vendorIndexes: readonly number[];
  readonly cause: TryCause;
}

/** Why a step cannot be tried; messages/reason-words.ts says it to people. */
export type StepSkipReason =
  | "NO_PHONE"
  | "NO_EMAIL"
  | "COUNTRY_NOT_SERVED"
  | "CHANNEL_FAILED"
  | "ACCOUNTS_FAILED"
  | "OTHER_CHANNEL_ASKED";

/** A step that was passed over, and why. */
export interface SkippedStep {
  readonly step: number;
  readonly channel: Channel;
  readonly reason: StepSkipReason;
}

/**
 * What a move does to attempts that are there already; apply only while the status is still `from`.
 */
export interface AttemptChange {
  readonly number: number;
  readonly from: AttemptStatus;
  readonly to: "TIMED_OUT" | "CANCELED";
}

/** Why the engine stopped, as a code. */
export type StopReason =
  | "verified"
  | "checks_exhausted"
  | "canceled"
  | "blocked"
  | "expired"
  | "nothing_left"
  | "deadline_passed"
  | "attempts_used_up"
  | "no_step_serves"
  | "budget"
  | "no_route"
  | "fraud";

/** The engine's one answer. `changes` is carried out with it, in the same transaction. */
export type Move =
  | {
      readonly kind: "try";
      /**
       * At least one, best first: the next is for when a step has no eligible vendor, or no budget.
       */
      readonly options: readonly StepOption[];
      /** Steps passed over on the way to the first option. */
      readonly skipped: readonly SkippedStep[];
      readonly changes: readonly AttemptChange[];
    }
  | {
      readonly kind: "wait";
      /** When the engine acts next; null = on news or at expiry only. */
      readonly until: Date | null;
      /** What it would try then; null = nothing is left. */
      readonly nextStep: { readonly step: number; readonly channel: Channel } | null;
      readonly changes: readonly AttemptChange[];
    }
  | {
      readonly kind: "stop";
      /**
       * The send's new status; BLOCKED when no attempt was ever made, null = as it is, until news
       * or expiry.
       */
      readonly status: "FAILED" | "BLOCKED" | null;
      readonly failureClass: FailureClass | null;
      readonly reason: StopReason;
      readonly skipped: readonly SkippedStep[];
      readonly changes: readonly AttemptChange[];
    };
