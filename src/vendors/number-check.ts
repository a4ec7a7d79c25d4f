import type { NumberCheckResult } from "../core/checks/number-facts.js";
import type { HttpClient } from "./http-client.js";
import type { OpenAccount } from "./vendor.js";

export type {
  NumberCheckFailure,
  NumberCheckResult,
  NumberFacts,
  Reachability,
} from "../core/checks/number-facts.js";

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
