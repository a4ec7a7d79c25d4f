import { X509Certificate, type KeyObject } from "node:crypto";
import type { HttpClient } from "./http-client.js";

const hostPattern = /^sns\.[a-z0-9-]{3,30}\.amazonaws\.com(\.cn)?$/;
const fetchTimeoutMs = 5000;
const keysMax = 100;

/**
 * Keys by the address of their certificate. Amazon gives a new certificate a new address, so that
 * one never has to be asked for again.
 */
const keys = new Map<string, Promise<KeyObject | null>>();

/** Whether an address is Amazon SNS's own: by https, without port, user or password. */
export function isSnsAddress(address: string): boolean {
  if (!URL.canParse(address)) {
    return false;
  }
  const { protocol, host, username, password } = new URL(address);
  return protocol === "https:" && hostPattern.test(host) && username === "" && password === "";
}

/**
 * The public key of the certificate at an address of SNS's, fetched once and then kept; null when
 * it cannot be had.
 *
 * @param address one that `isSnsAddress` knows
 */
export async function signingKeyOf(address: string, http: HttpClient): Promise<KeyObject | null> {
  const known = keys.get(address);
  if (known !== undefined) {
    return known;
  }
  if (!new URL(address).pathname.endsWith(".pem")) {
    return null;
  }
  const fetching = fetchKey(address, http);
  if (keys.size >= keysMax) {
    keys.clear();
  }
  keys.set(address, fetching);
  const key = await fetching;
  if (key === null) {
    keys.delete(address);
  }
  return key;
}

async function fetchKey(url: string, http: HttpClient): Promise<KeyObject | null> {
  const request = { method: "GET", url, headers: {}, body: null } as const;
  const result = await http.request({ ...request, timeoutMs: fetchTimeoutMs });
  if (result.kind !== "answered" || result.status !== 200) {
    return null;
  }
  try {
    return new X509Certificate(result.body).publicKey;
  } catch {
    return null;
  }
}
