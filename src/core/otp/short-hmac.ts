import assert from "node:assert/strict";
import { sha256 } from "../sha256.js";

const blockBytes = 64;
const digestBytes = 32;

interface Pads {
  readonly inner: Buffer;
  /** Behind the pad, room for the inner hash: written and read within one call. */
  readonly outer: Buffer;
}

/** Keys are few and live as long as the process; their pads are made once. */
const padsOfKey = new WeakMap<Buffer, Pads>();

/**
 * HMAC-SHA-256 (RFC 2104) of a short message in two one-shot hashes: several times as fast as
 * `createHmac`, whose set-up costs more than the hashing.
 *
 * @param key at most 64 bytes, never changed in place
 */
export function shortHmac(key: Buffer, message: Buffer): Buffer {
  const { inner, outer } = padsOfKey.get(key) ?? makePads(key);
  outer.set(sha256(Buffer.concat([inner, message])), blockBytes);
  return sha256(outer);
}

function makePads(key: Buffer): Pads {
  assert(key.length <= blockBytes, "a key is at most 64 bytes");
  const inner = Buffer.alloc(blockBytes, 0x36);
  const outer = Buffer.alloc(blockBytes + digestBytes, 0x5c);
  for (const [index, byte] of key.entries()) {
    inner[index] = byte ^ 0x36;
    outer[index] = byte ^ 0x5c;
  }
  const pads = { inner, outer };
  padsOfKey.set(key, pads);
  return pads;
}
