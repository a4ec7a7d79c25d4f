import type { Money } from "../money.js";
import type { Channel, FailureClass } from "../otp/status.js";
import type { LineType } from "../phone.js";

/** Every answer to whether somebody can be reached. */
export const reachabilities = ["REACHABLE", "UNREACHABLE", "UNKNOWN"] as const;
/** Whether a handset or mailbox can be reached, as far as anybody knows. */
export type Reachability = (typeof reachabilities)[number];

/** What a vendor says of a number. */
export interface NumberFacts {
  readonly kind: "checked";
  /** Null = the vendor cannot tell. */
  readonly isValid: boolean | null;
  /** ISO 3166-1, two letters; null = not told. */
  readonly country: string | null;
  readonly lineType: LineType;
  /** The network that the number is in now, ported or not; null = not told. */
  readonly network: {
    readonly name: string | null;
    readonly mcc: string | null;
    readonly mnc: string | null;
  } | null;
  readonly isPorted: boolean | null;
  readonly reachability: Reachability;
  /** The vendor's own words for what is wrong or odd, as codes; empty when nothing is. */
  readonly reasons: readonly string[];
  /** What the vendor bills for the check, when it says so. */
  readonly price: Money | null;
}

/** A check that brought nothing: whose fault, and whether it may be billed all the same. */
export interface NumberCheckFailure {
  readonly kind: "failed";
  readonly failureClass: FailureClass;
  readonly charged: "no" | "maybe";
  readonly vendorCode: string | null;
  /** Trimmed to 200 characters; without numbers or secrets. */
  readonly vendorText: string | null;
  readonly retryAfterMs: number | null;
}

/** What came of a check. */
export type NumberCheckResult = NumberFacts | NumberCheckFailure;

/** What a vendor said of a number at some time, as it is kept. */
export interface DatedFacts {
  /** The vendor's slug. */
  readonly source: string;
  readonly checkedAt: Date;
  /** What the vendor's `reachability` is about. */
  readonly reaches: readonly Channel[];
  readonly facts: NumberFacts;
}
