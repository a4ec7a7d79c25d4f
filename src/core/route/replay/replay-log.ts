import type { Channel } from "../../otp/status.js";

/** What is known of one attempt that was really made. Times in ms after it was handed over. */
export interface LoggedAttempt {
  /** Account and channel, as `ReplayStep.routesIn` names them. */
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
  readonly hasEmail: boolean;
  /** In the order in which they were made; at least one. */
  readonly attempts: readonly LoggedAttempt[];
  /** When the person asked again, ms after the request, rising. */
  readonly resendsMs: readonly number[];
}

/** Where and when a candidate chooses. */
export interface ReplayMoment {
  readonly country: string;
  readonly cell: string;
  /** Ms since 1970. */
  readonly atMs: number;
  readonly hasEmail: boolean;
}

/** A route that may be next, and the chance that it is. */
export interface ReplayChance {
  readonly route: string;
  /** 0..1; those of all routes sum to 1. */
  readonly chance: number;
}

/** One step of a candidate plan. */
export interface ReplayStep {
  /**
   * Who may be next but for these; empty = the step has nothing left there.
   *
   * @param isFirst true = nothing was sent before
   */
  readonly chancesAt: (
    moment: ReplayMoment,
    without: ReadonlySet<string>,
    isFirst: boolean,
  ) => readonly ReplayChance[];
  /** How long an attempt on a route waits, ms. */
  readonly waitMs: (moment: ReplayMoment, route: string) => number;
  readonly attemptsMax: number;
  readonly advancesOnRejected: boolean;
  readonly advancesOnFailed: boolean;
  /** What ends the wait: a receipt "delivered", or the code typed in. */
  readonly waitFor: "DELIVERED" | "VERIFIED";
}

/** A candidate plan, as far as a replay follows it. */
export interface ReplayCandidate {
  readonly steps: readonly ReplayStep[];
  /**
   * Who may begin, with the index of the step, where the plan may begin with any; null = with the
   * first that can be used.
   */
  readonly firstAt:
    | ((moment: ReplayMoment) => readonly (ReplayChance & { readonly step: number })[])
    | null;
  /** Of a round: a person who asks again begins another. */
  readonly attemptsMax: number;
  /** True = a round begins with what earlier ones did not use. */
  readonly switchesVendor: boolean;
  readonly deadlineMs: number;
  readonly resendsMax: number;
}

/** What is known of routes besides the log. */
export interface ReplayRoutes {
  /** Receipts' trust in a country, 0..1.5; null = too little is known. */
  readonly trustOf: (route: string, country: string) => number | null;
  readonly channelOf: (route: string) => Channel;
  /** What a route shares with others and dies with. */
  readonly upstreamOf: (route: string) => string;
  /** What all tenants' attempts on it came to in a country, the log's too; null = unknown. */
  readonly marketOf: (route: string, country: string) => MarketRate | null;
  /** What it costs now; null = it is not offered there. */
  readonly priceOf: (route: string, country: string) => RoutePrice | null;
}

/** Attempts of all tenants, and how many of them were delivered. */
export interface MarketRate {
  readonly delivered: number;
  readonly settled: number;
}

/** Of a whole message, in micro-units of the tenant's currency. */
export interface RoutePrice {
  readonly micros: number;
  readonly isBilledOnDelivery: boolean;
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
  | { readonly reason: "NO_ROUTE"; readonly country: string }
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

/** A country whose sends a replay says nothing of. */
export interface ReplayGap {
  readonly country: string;
  readonly sendCount: number;
  readonly refusal: ReplayRefusal;
}

/** What a replay comes to. Null outcomes = it was refused. */
export interface ReplayResult {
  /** Sends that it was held against. */
  readonly sendCount: number;
  /** Countries that were left out, of what really happened, too; the most sends first. */
  readonly leftOut: readonly ReplayGap[];
  /** The least effective number of logged attempts behind any attempt; null = none was used. */
  readonly effective: number | null;
  readonly refusal: ReplayRefusal | null;
  readonly actual: ReplayOutcome | null;
  readonly candidate: ReplayOutcome | null;
}
