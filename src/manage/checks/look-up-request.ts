import type { DatedFacts } from "../../core/checks/number-facts.js";
import type { PhraseFact } from "../../core/messages/phrases.js";
import type { LookUpAccount, LookUpList, NumberCheckRow } from "./ports.js";

/** What may be spent on asking a vendor, and at which account. */
export interface LookUpRequest {
  /** The uuid of an own account; null = no id of an account. */
  readonly accountId: string | null;
  /** In micro-units of `currency`, as every amount here. */
  readonly maxCostMicros: bigint;
  readonly currency: string;
  /** What one look-up costs at most; null = the most that this vendor billed so far. */
  readonly priceEachMicros: bigint | null;
  /** The list that it is about, which asks about a number once; null = a request of its own. */
  readonly list: LookUpList | null;
}

/** Every word for what came of a look-up. */
export const lookUpStates = [
  "ANSWERED",
  "FAILED",
  "STOPPED",
  "MAX_COST",
  "BUDGET_EXHAUSTED",
] as const;
/**
 * What came of a look-up that was asked for: STOPPED = the vendor refused the one before; MAX_COST,
 * BUDGET_EXHAUSTED = it was not asked, because there was no room.
 */
export type LookUpState = (typeof lookUpStates)[number];

/** What is known of one number besides its form. */
export interface NumberFindings {
  /** Latest first. */
  readonly dated: readonly DatedFacts[];
  /** Why it was not looked up although that was asked for. */
  readonly notes: readonly PhraseFact[];
  /** Null = none was asked for. */
  readonly lookUp: LookUpState | null;
}

/** The account that is asked, and what one question is reckoned to cost. */
export interface LookUpSource {
  readonly account: LookUpAccount;
  readonly vendorId: string;
  readonly reaches: NumberCheckRow["reaches"];
  readonly eachMicros: bigint;
}
