import type { NumberCheckResult } from "../core/checks/number-facts.js";
import type { Channel } from "../core/otp/status.js";
import type { AccountOpener } from "./gateway.js";
import type { HttpClient } from "./http-client.js";

/** Asks vendors about numbers. */
interface NumberLookUps {
  reachesOf(adapter: string): readonly Channel[] | null;
  ask(
    phone: string,
    account: {
      readonly adapter: string;
      readonly vendorSlug: string;
      readonly baseUrl: string | null;
      readonly accountId: string;
      readonly credentials: Readonly<Record<string, string>>;
    },
  ): Promise<NumberCheckResult>;
}

/**
 * Makes the way to the vendors that look numbers up, through their adapters.
 *
 * @param publicUrl where this service is reached from outside, without a slash at the end
 */
export function numberLookUps(
  opener: AccountOpener,
  http: HttpClient,
  publicUrl: string,
): NumberLookUps {
  return {
    reachesOf: (name) => opener.adapter(name).lookUpNumber?.reaches ?? null,
    async ask(phone, { adapter, vendorSlug, baseUrl, accountId, credentials }) {
      const lookUp = opener.adapter(adapter).lookUpNumber;
      if (lookUp === undefined) {
        throw new Error(`the adapter ${adapter} looks no numbers up`);
      }
      const account = {
        accountId,
        baseUrl: opener.baseUrlOf({ slug: vendorSlug, baseUrl }),
        credentials,
        callbackUrl: `${publicUrl}/callbacks/${accountId}`,
        vendor: vendorSlug,
      };
      try {
        return await lookUp.ask(phone, account, http);
      } catch {
        // An adapter must not throw; whether it was billed is not known.
        return {
          kind: "failed",
          failureClass: "OUTCOME_UNKNOWN",
          charged: "maybe",
          vendorCode: "ADAPTER_FAILED",
          vendorText: null,
          retryAfterMs: null,
        };
      }
    },
  };
}
