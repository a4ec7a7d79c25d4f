import { timingSafeEqual } from "node:crypto";
import { shortHmac } from "../core/otp/short-hmac.js";
import type { Keyring } from "./keyring.js";
import type { ClientViewer } from "./viewer.js";

type TokenKey = Pick<Keyring, "tokenKey">;

/** What client tokens begin with, so that they are told from keys without a look-up. */
export const clientTokenPrefix = "ct_";

/** Keeps tokens apart from what the key may sign for other ends. */
const purpose = Buffer.from("client-token\0");
const idBytes = 16;
const timeBytes = 6;
const macBytes = 16;
/** A screen that watches hears of the send's end before its token ends. */
const graceMs = 60_000;
const length = 2 * idBytes + timeBytes + macBytes;
const pattern = /^ct_[A-Za-z0-9_-]{72}$/;

/**
 * Makes a token for an end user's screen: it sees one send's progress, may resend and verify it,
 * and is stored nowhere. Tenant, send and expiry (milliseconds) under 128 bits of HMAC-SHA-256.
 *
 * @param send its ids are lower-case uuids; the token is good until one minute after its expiresAt
 */
export function mintClientToken(
  keyring: TokenKey,
  send: { readonly tenantId: string; readonly id: string; readonly expiresAt: Date },
): string {
  const body = Buffer.alloc(2 * idBytes + timeBytes);
  body.write(send.tenantId.replaceAll("-", ""), 0, "hex");
  body.write(send.id.replaceAll("-", ""), idBytes, "hex");
  body.writeUIntBE(send.expiresAt.getTime() + graceMs, 2 * idBytes, timeBytes);
  return clientTokenPrefix + Buffer.concat([body, macOf(keyring, body)]).toString("base64url");
}

/** Whose token it is; null for one that is not ours, was changed, or has expired. */
export function readClientToken(keyring: TokenKey, token: string, now: Date): ClientViewer | null {
  const bytes = pattern.test(token)
    ? Buffer.from(token.slice(clientTokenPrefix.length), "base64url")
    : null;
  if (bytes?.length !== length) {
    return null;
  }
  const body = bytes.subarray(0, length - macBytes);
  if (!timingSafeEqual(bytes.subarray(length - macBytes), macOf(keyring, body))) {
    return null;
  }
  const expiresAt = new Date(body.readUIntBE(2 * idBytes, timeBytes));
  if (expiresAt <= now) {
    return null;
  }
  return {
    kind: "client",
    tenantId: uuidOf(body.subarray(0, idBytes)),
    sendId: uuidOf(body.subarray(idBytes, 2 * idBytes)),
    expiresAt,
  };
}

function macOf(keyring: TokenKey, body: Buffer): Buffer {
  return shortHmac(keyring.tokenKey, Buffer.concat([purpose, body])).subarray(0, macBytes);
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  const ends = [8, 12, 16, 20, 32];
  return ends.map((end, i) => hex.slice(ends[i - 1] ?? 0, end)).join("-");
}
