import type { Channel } from "../otp/status.js";

export const strategies = [
  "PRIORITY",
  "CHEAPEST",
  "BEST_DELIVERY",
  "FASTEST",
  "WEIGHTED",
  "SMART",
] as const;
export type StrategyName = (typeof strategies)[number];

export const advanceTriggers = ["REJECTED", "UNDELIVERED", "OUTCOME_UNKNOWN"] as const;
export type AdvanceTrigger = (typeof advanceTriggers)[number];

export const waitFors = ["DELIVERED", "READ", "VERIFIED"] as const;
export type WaitFor = (typeof waitFors)[number];

export const objectives = ["CONVERSION", "BALANCED", "COST"] as const;
export type Objective = (typeof objectives)[number];

export const stepOrders = ["AS_WRITTEN", "SMART"] as const;
export type StepOrder = (typeof stepOrders)[number];

export const codeAlphabets = ["DIGITS", "ALPHANUMERIC"] as const;
export type CodeAlphabet = (typeof codeAlphabets)[number];

/** How codes look and how long they are good. length 4..10, ttlSec 30..3600, maxChecks 1..10. */
export interface CodePolicy {
  readonly length: number;
  readonly alphabet: CodeAlphabet;
  readonly ttlSec: number;
  readonly maxChecks: number;
  readonly perAttempt: boolean;
}

/** How often an end user may ask again. maxResends 0..10, cooldownSec 0..600. */
export interface ResendPolicy {
  readonly maxResends: number;
  readonly cooldownSec: number;
  readonly switchVendor: boolean;
}

/**
 * accountId null = the marketplace's account at that vendor.
 * weight 0..1000 for WEIGHTED, else null.
 */
export interface StepVendor {
  readonly vendor: string;
  readonly accountId: string | null;
  readonly weight: number | null;
}

/** One channel. The vendors in order of PRIORITY; countries null = all; waitSec null = adaptive. */
export interface PlanStep {
  readonly channel: Channel;
  readonly vendors: readonly StepVendor[];
  readonly strategy: StrategyName;
  readonly advanceOn: readonly AdvanceTrigger[];
  readonly waitSec: number | null;
  readonly waitFor: WaitFor;
  readonly maxAttempts: number;
  readonly countries: readonly string[] | null;
}

/** A text of the tenant's own; accountId null = for every vendor of the channel. */
export interface MessageTemplate {
  readonly channel: Channel;
  readonly locale: string;
  readonly subject: string | null;
  readonly accountId: string | null;
  readonly body: string | null;
  readonly vendorTemplateName: string | null;
}

/** What a revision of a plan says; stored as it is, never changed in place. Steps count from 1. */
export interface PlanSpec {
  readonly steps: readonly PlanStep[];
  readonly code: CodePolicy;
  readonly resend: ResendPolicy;
  readonly maxCostPerSendMicros: bigint | null;
  readonly maxAttempts: number;
  readonly deadlineSec: number;
  readonly countries: readonly string[] | null;
  readonly objective: Objective;
  readonly order: StepOrder;
  readonly messages: readonly MessageTemplate[];
}
