import type { Money } from "../core/money.js";
import type { FailureClass } from "../core/otp/status.js";
import type { LineType } from "../core/phone.js";
import type { HttpClient } from "./http-client.js";
import type { OpenAccount } from "./vendor.js";

/** Whether a handset can be reached now, as far as the vendor knows. */
export type Reachability = "REACHABLE" | "UNREACHABLE" | "UNKNOWN";

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

/**
 * Asks a vendor about one number, for money. Never throws for anything that the vendor or the
 * network did.
 *
 * @param phone E.164, with its plus
 */
export type NumberCheck = (
  phone: string,
  account: OpenAccount,
  http: HttpClient,
) => Promise<NumberCheckResult>;
