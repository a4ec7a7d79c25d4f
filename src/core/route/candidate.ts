import type { BillingTrigger, Channel } from "../otp/status.js";
import type { RouteEvidence } from "./evidence.js";

/** How a route is; the order is the stored form's, append only. */
export const healthStates = ["HEALTHY", "DEGRADED", "OPEN", "PINNED_OFF"] as const;
/** One word of `healthStates`. PINNED_OFF = paused by an operator or the tenant. */
export type HealthState = (typeof healthStates)[number];

/**
 * Why a vendor of a step is not to be had for this recipient now; the order is the stored form's,
 * append only.
 */
export const skipReasons = [
  "NO_ACCOUNT",
  "DISCONNECTED",
  "CHANNEL_NOT_OFFERED",
  "PAUSED",
  "NO_SENDER",
  "NO_OFFER",
  "NO_EXCHANGE_RATE",
  "DEARER_THAN_CAP",
  "BREAKER_OPEN",
  "ACCOUNT_STOPPED",
  "ALREADY_TRIED",
  "MEASURED_OPEN",
  "NO_GAIN",
] as const;
/** One word of `skipReasons`. */
export type SkipReason = (typeof skipReasons)[number];

/** A vendor's price of one part, call or e-mail, in the vendor's currency. */
export interface CandidatePrice {
  readonly micros: bigint;
  readonly currency: string;
  readonly billedOn: BillingTrigger;
}

/** One vendor of a step, weighed for one recipient at one moment. */
export interface Candidate {
  /** Index into the vendors of the step. */
  readonly vendorIndex: number;
  /** Null when the account is not there. */
  readonly vendorId: string | null;
  readonly vendorSlug: string;
  /** The account that would be used; null when it is not there. */
  readonly accountId: string | null;
  readonly channel: Channel;
  /** For WEIGHTED; null elsewhere. */
  readonly weight: number | null;
  /** Null = may be used. */
  readonly skippedBecause: SkipReason | null;
  /** Null when nothing is offered. */
  readonly price: CandidatePrice | null;
  readonly parts: number;
  /**
   * Decimal text, vendor's currency to the tenant's, "1" within one; null when there is no rate.
   */
  readonly exchangeRate: string | null;
  /**
   * price × parts in the tenant's currency, rounded half-even once: what is held. Null without
   * price or rate.
   */
  readonly tenantPriceMicros: bigint | null;
  readonly breaker: HealthState;
  /** True when the breaker is open and this attempt would be its probe. */
  readonly isProbe: boolean;
  /** Failures in a row at the breaker; orders candidates when all are open. */
  readonly failures: number;
  /** What was measured there; null = too little, or the strategy does not look at it. */
  readonly evidence: RouteEvidence | null;
}
