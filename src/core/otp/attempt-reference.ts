import assert from "node:assert/strict";
import { timingSafeEqual } from "node:crypto";
import { shortHmac } from "./short-hmac.js";

/** Whose attempt a reference names. Ids are lower-case uuids. */
export interface AttemptReference {
  readonly tenantId: string;
  readonly attemptId: string;
}

const uuidBytes = 16;
// 45 bytes in all: a multiple of 3, so that base64 has no spare bits and a reference just one
// spelling.
const tagBytes = 13;
const bodyBytes = uuidBytes * 2;
const referencePattern = /^[A-Za-z0-9_-]{60}$/;

/**
 * Our reference of an attempt: 60 url-safe characters that a vendor may echo, good for finding
 * tenant and attempt without a look-up. 32 bytes of ids and 13 of HMAC-SHA-256, so that nobody can
 * make one up (104 bits).
 *
 * @param key 32 to 64 bytes, the same for every process
 */
export function encodeAttemptReference(
  { tenantId, attemptId }: AttemptReference,
  key: Buffer,
): string {
  const body = Buffer.concat([bytesOf(tenantId), bytesOf(attemptId)]);
  return Buffer.concat([body, tagOf(body, key)]).toString("base64url");
}

/**
 * Reads a reference; null when it was not made with this key. Compares in constant time; a few µs.
 */
export function decodeAttemptReference(reference: string, key: Buffer): AttemptReference | null {
  if (!referencePattern.test(reference)) {
    return null;
  }
  const bytes = Buffer.from(reference, "base64url");
  const body = bytes.subarray(0, bodyBytes);
  if (!timingSafeEqual(bytes.subarray(bodyBytes), tagOf(body, key))) {
    return null;
  }
  return {
    tenantId: uuidOf(body.subarray(0, uuidBytes)),
    attemptId: uuidOf(body.subarray(uuidBytes)),
  };
}

/** Keeps tags apart from those that the key may make for other ends. */
const purpose = Buffer.from("attempt-reference ");

function tagOf(body: Buffer, key: Buffer): Buffer {
  return shortHmac(key, Buffer.concat([purpose, body])).subarray(0, tagBytes);
}

function bytesOf(uuid: string): Buffer {
  const bytes = Buffer.from(uuid.replaceAll("-", ""), "hex");
  assert(bytes.length === uuidBytes, "an id must be a uuid");
  return bytes;
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  const cuts = [0, 8, 12, 16, 20, 32];
  return cuts
    .slice(1)
    .map((end, index) => hex.slice(cuts[index], end))
    .join("-");
}
