import { createPublicKey, type KeyObject } from "node:crypto";
import type { OpenAccount } from "../vendor.js";

/** Made once per open account: making one costs more than checking a signature. */
const keys = new WeakMap<OpenAccount, KeyObject>();

/** The account's key of webhooks; null when `publicKey` is none: 32 bytes in base64. */
export function webhookKey(account: OpenAccount): KeyObject | null {
  const known = keys.get(account);
  if (known !== undefined) {
    return known;
  }
  const bytes = Buffer.from(account.credentials["publicKey"] ?? "", "base64");
  if (bytes.length !== 32) {
    return null;
  }
  const jwk = { kty: "OKP", crv: "Ed25519", x: bytes.toString("base64url") };
  const key = createPublicKey({ key: jwk, format: "jwk" });
  keys.set(account, key);
  return key;
}
