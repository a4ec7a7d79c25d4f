import type { Autofill } from "../otp/autofill.js";
import type { Channel } from "../otp/status.js";

/** The ways in which a step can choose among its vendors. */
export const strategies = [
  "PRIORITY",
  "CHEAPEST",
  "BEST_DELIVERY",
  "FASTEST",
  "WEIGHTED",
  "SMART",
] as const;
/** How a step chooses among its vendors. */
export type StrategyName = (typeof strategies)[number];

/** What can move a step on before its wait ends. */
export const advanceTriggers = ["REJECTED", "UNDELIVERED", "OUTCOME_UNKNOWN"] as const;
/** What moves a step on before its wait ends. */
export type AdvanceTrigger = (typeof advanceTriggers)[number];

/** What a step can wait for. */
export const waitFors = ["DELIVERED", "READ", "VERIFIED"] as const;
/** What a step waits for; when it comes in time, nothing else is tried. */
export type WaitFor = (typeof waitFors)[number];

/** What a plan can be run for: codes typed in, money saved, or both alike. */
export const objectives = ["CONVERSION", "BALANCED", "COST"] as const;
/** What a plan is run for. */
export type Objective = (typeof objectives)[number];

/** The orders in which a plan's steps can be taken. */
export const stepOrders = ["AS_WRITTEN", "SMART"] as const;
/** The order in which a plan's steps are taken. */
export type StepOrder = (typeof stepOrders)[number];

/** The characters that codes can be made of. */
export const codeAlphabets = ["DIGITS", "ALPHANUMERIC"] as const;
/** The characters that a plan's codes are made of. */
export type CodeAlphabet = (typeof codeAlphabets)[number];

/** How codes look and how long they are good. length 4..10, ttlSec 30..3600, maxChecks 1..10. */
export interface CodePolicy {
  readonly length: number;
  readonly alphabet: CodeAlphabet;
  readonly ttlSec: number;
  readonly maxChecks: number;
  readonly perAttempt: boolean;
  /** How devices fill codes of SMS in; left out = not by themselves. */
  readonly autofill?: Autofill;
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
  /** The language where a send names none that there is a text in; left out = the tenant's. */
  readonly messageLocale?: string;
}
