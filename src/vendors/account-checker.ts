import type { AccountOpener } from "./gateway.js";
import type { HttpClient } from "./http-client.js";

/** Asks a vendor whether credentials work, before or after they are stored. */
interface AccountChecker {
  check(question: {
    readonly adapter: string;
    readonly vendorSlug: string;
    readonly baseUrl: string | null;
    readonly accountId: string;
    readonly credentials: Readonly<Record<string, string>>;
  }): Promise<{ readonly ok: boolean; readonly message: string }>;
}

/**
 * Makes the way to check accounts through their adapters; nothing is sent or billed.
 *
 * @param publicUrl where this service is reached from outside, without a slash at the end
 */
export function accountChecker(
  opener: AccountOpener,
  http: HttpClient,
  publicUrl: string,
): AccountChecker {
  return {
    async check({ adapter, vendorSlug, baseUrl, accountId, credentials }) {
      const account = {
        accountId,
        baseUrl: opener.baseUrlOf({ slug: vendorSlug, baseUrl }),
        credentials,
        callbackUrl: `${publicUrl}/callbacks/${accountId}`,
        vendor: vendorSlug,
      };
      try {
        return await opener.adapter(adapter).checkAccount(account, http);
      } catch {
        // An adapter must not throw, and what it throws may hold secrets.
        return { ok: false, message: "The account could not be checked." };
      }
    },
  };
}
