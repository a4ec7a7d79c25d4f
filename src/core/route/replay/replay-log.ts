/** What is known of one attempt that was really made. Times in ms after it was handed over. */
export interface LoggedAttempt {
  /** Account and channel, as `ReplayStep.routes` names them. */
  readonly route: string;
  /** Handed over, ms after the request. */
  readonly startedMs: number;
  /** Chance with which it was chosen, above 0 up to 1. */
  readonly propensity: number;
  readonly waitMs: number;
  /** True when the person had asked again for it. */
  readonly isResend: boolean;
  /** Null = it did not happen; receipts count also when they came after a failover. */
  readonly rejectedMs: number | null;
  readonly deliveredMs: number | null;
  readonly failedMs: number | null;
  /** When its code was typed in; null = it was not, or another attempt's was. */
  readonly typedMs: number | null;
  /** What it cost, in micro-units of the tenant's currency. */
  readonly costMicros: number;
}

/** One send that was really made. */
export interface LoggedSend {
  /** Two letters; "" = only an e-mail address is known. */
  readonly country: string;
  /** Country and network: sends of one cell are alike. */
  readonly cell: string;
  /** When it was asked for, ms since 1970. */
  readonly atMs: number;
  /** In the order in which they were made; at least one. */
  readonly attempts: readonly LoggedAttempt[];
  /** When the person asked again, ms after the request, rising. */
  readonly resendsMs: readonly number[];
}

/** One step of a candidate plan. */
export interface ReplayStep {
  /** The routes in the order in which the step tries them, in one country. */
  readonly routesIn: (country: string) => readonly string[];
  /** Ms; null = as long as the logged attempts waited. */
  readonly waitMs: number | null;
  readonly attemptsMax: number;
  readonly advancesOnRejected: boolean;
  readonly advancesOnFailed: boolean;
  /** What ends the wait: a receipt "delivered", or the code typed in. */
  readonly waitFor: "DELIVERED" | "VERIFIED";
}

/** A candidate plan, as far as a replay follows it. */
export interface ReplayCandidate {
  readonly steps: readonly ReplayStep[];
  readonly attemptsMax: number;
  readonly deadlineMs: number;
  readonly resendsMax: number;
}

/** A number with the interval that covers the truth 95 times in 100. */
export interface ReplayEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What sends came to. Rates 0..1; null = nothing was delivered. */
export interface ReplayOutcome {
  readonly successRate: ReplayEstimate;
  readonly deliveryRate: ReplayEstimate;
  readonly costMicros: ReplayEstimate;
  readonly timeToDeliverMsP95: ReplayEstimate | null;
}

/** Why a replay is not answered. */
export type ReplayRefusal =
  | { readonly reason: "NO_SENDS" }
  | { readonly reason: "CHOOSES_BY_MEASUREMENT"; readonly step: number }
  | {
      readonly reason: "LITTLE_EVIDENCE";
      /** Which attempt of a send, from 1. */
      readonly place: number;
      readonly route: string;
      readonly country: string;
      readonly effective: number;
    }
  | {
      readonly reason: "UNTRUSTED_RECEIPTS";
      readonly route: string;
      readonly country: string;
      readonly trust: number;
    };

/** What a replay comes to. Null outcomes = it was refused. */
export interface ReplayResult {
  readonly sendCount: number;
  /** The least effective number of logged attempts behind any place; null = none was used. */
  readonly effective: number | null;
  readonly refusal: ReplayRefusal | null;
  readonly actual: ReplayOutcome | null;
  readonly candidate: ReplayOutcome | null;
}
