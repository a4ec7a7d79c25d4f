import { createPrivateKey, createSign, type KeyObject, randomUUID } from "node:crypto";
import { basicAuth } from "../basic-auth.js";
import type { OpenAccount } from "../vendor.js";

const lifeSec = 900;
const renewSec = 300;

/** Tokens by account: signing one costs as much as ten requests. */
const tokens = new WeakMap<OpenAccount, { readonly token: string; readonly renewAt: number }>();

/**
 * The authorization header of an application: a JWT (RS256) that is good for 15 minutes and used
 * for 10. Null when the private key cannot be read. Source:
 * https://developer.vonage.com/en/getting-started/concepts/authentication#json-web-tokens
 */
export function applicationAuth(account: OpenAccount): string | null {
  const nowSec = Math.floor(Date.now() / 1000);
  const known = tokens.get(account);
  if (known !== undefined && nowSec < known.renewAt) {
    return `Bearer ${known.token}`;
  }
  const key = privateKeyOf(account);
  if (key === null) {
    return null;
  }
  const claims = {
    jti: randomUUID(),
    iat: nowSec,
    exp: nowSec + lifeSec,
    application_id: account.credentials["applicationId"] ?? "",
  };
  const signed = `${part({ typ: "JWT", alg: "RS256" })}.${part(claims)}`;
  const signature = createSign("RSA-SHA256").update(signed).sign(key, "base64url");
  const token = `${signed}.${signature}`;
  tokens.set(account, { token, renewAt: nowSec + lifeSec - renewSec });
  return `Bearer ${token}`;
}

/** The authorization header of the account itself. */
export function keyAuth({ credentials }: OpenAccount): string {
  return basicAuth(credentials["apiKey"] ?? "", credentials["apiSecret"] ?? "");
}

/**
 * The application's private key: PEM, also with its lines run together or its line ends written
 * as \n, as forms and settings make of it. Null when it is none.
 */
export function privateKeyOf({ credentials }: OpenAccount): KeyObject | null {
  const pem = (credentials["privateKey"] ?? "").replaceAll("\\n", "\n");
  const der = Buffer.from(pem.replace(/-----[A-Z ]+-----/g, "").replace(/\s+/g, ""), "base64");
  for (const type of ["pkcs8", "pkcs1"] as const) {
    try {
      return createPrivateKey({ key: der, format: "der", type });
    } catch {
      // Tried as the other kind, or not a key.
    }
  }
  return null;
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value), "utf8").toString("base64url");
}
