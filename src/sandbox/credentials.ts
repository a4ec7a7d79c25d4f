import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * What an account at a pretend vendor signs in with, and what the vendor signs its receipts with.
 */
export interface SandboxCredentials {
  readonly apiKey: string;
  readonly callbackSecret: string;
}

// Not secrets: they open nothing but the pretend market. Derived, so that the sandbox keeps no
// accounts.
const keySalt = "sandi sandbox key";
const secretSalt = "sandi sandbox callback secret";

/**
 * The credentials of an account at a pretend vendor; the same for the same names, in every process.
 *
 * @param label tells accounts at one vendor apart: letters, digits, - and _
 */
export function sandboxCredentials(vendor: string, label: string): SandboxCredentials {
  const apiKey = `sbx.${vendor}.${label}.${derive(keySalt, `${vendor}.${label}`).slice(0, 24)}`;
  return { apiKey, callbackSecret: callbackSecretOf(apiKey) };
}

/** What receipts of the account with this key are signed with. */
export function callbackSecretOf(apiKey: string): string {
  return derive(secretSalt, apiKey);
}

/** True when the key is one that `sandboxCredentials` made for this vendor. */
export function isKeyOf(vendor: string, apiKey: string): boolean {
  const label = /^sbx\.[^.]+\.([\w-]{1,64})\.[0-9a-f]{24}$/.exec(apiKey)?.[1];
  if (label === undefined) {
    return false;
  }
  const wanted = Buffer.from(sandboxCredentials(vendor, label).apiKey);
  const given = Buffer.from(apiKey);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

function derive(salt: string, text: string): string {
  return createHmac("sha256", salt).update(text).digest("hex");
}
