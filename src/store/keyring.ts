import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { shortHmac } from "../core/otp/short-hmac.js";
import { RandomPool } from "../core/random-pool.js";
import type { Keyring, SealPurpose } from "../flow/keyring.js";

/** One key of SANDI_KEYS: 32 bytes under a short id. */
export interface MasterKey {
  readonly id: string;
  readonly bytes: Buffer;
}

const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;
const nonces = new RandomPool(randomBytes);

/**
 * Makes the keyring over the master keys: the first seals, all open. Recipient indexes, idempotency
 * hashes and references are made with keys derived from the **oldest** (last) key, because they are
 * looked up and compared for as long as rows live; rotate by putting the new key in front.
 * Source: AES-256-GCM (NIST SP 800-38D), HKDF (RFC 5869), HMAC-SHA-256 (RFC 2104).
 */
export function createKeyring(keys: readonly MasterKey[]): Keyring {
  const [current] = keys;
  const oldest = keys.at(-1);
  if (current === undefined || oldest === undefined) {
    throw new Error("SANDI_KEYS holds no key");
  }
  // A key object is read once; a buffer would be made into one, at 30 µs, by every call.
  const sealKeys = new Map(keys.map((key) => [key.id, createSecretKey(derive(key, "seal"))]));
  const codeKeys = new Map(keys.map((key) => [key.id, derive(key, "code hash")]));
  const indexKey = derive(oldest, "recipient index");
  const bodyKey = derive(oldest, "request body");
  return {
    currentKeyId: current.id,
    referenceKey: derive(oldest, "attempt reference"),
    tokenKey: derive(oldest, "client token"),
    seal: (purpose, tenantId, plain) => sealWith(sealKeys, current.id, purpose, tenantId, plain),
    open: (purpose, tenantId, sealed) => openWith(sealKeys, purpose, tenantId, sealed),
    recipientIndex: (tenantId, value) => hmac(indexKey, `${tenantId} ${value}`),
    codeHmac: (ownerId, code, keyId) => {
      const key = codeKeys.get(keyId ?? current.id);
      if (key === undefined) {
        throw new Error(`the key ${keyId ?? ""} that a code was hashed with is not in SANDI_KEYS`);
      }
      return hmac(key, `${ownerId} ${code}`);
    },
    bodyHmac: (tenantId, canonical) => hmac(bodyKey, `${tenantId} ${canonical}`),
  };
}

/** Layout: length of key id, key id, nonce, tag, cipher text. */
function sealWith(
  keys: ReadonlyMap<string, KeyObject>,
  keyId: string,
  purpose: SealPurpose,
  tenantId: string | null,
  plain: string | Buffer,
): Buffer {
  const nonce = nonces.take(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", keyOf(keys, keyId), nonce);
  cipher.setAAD(associatedData(purpose, tenantId));
  const body =
    typeof plain === "string"
      ? Buffer.concat([cipher.update(plain, "utf8"), cipher.final()])
      : Buffer.concat([cipher.update(plain), cipher.final()]);
  const id = Buffer.from(keyId, "utf8");
  return Buffer.concat([Buffer.from([id.length]), id, nonce, cipher.getAuthTag(), body]);
}

function openWith(
  keys: ReadonlyMap<string, KeyObject>,
  purpose: SealPurpose,
  tenantId: string | null,
  sealed: Buffer,
): Buffer {
  const idEnd = 1 + (sealed[0] ?? 0);
  const keyId = sealed.subarray(1, idEnd).toString("utf8");
  const nonce = sealed.subarray(idEnd, idEnd + nonceBytes);
  const tagEnd = idEnd + nonceBytes + tagBytes;
  const decipher = createDecipheriv("aes-256-gcm", keyOf(keys, keyId), nonce);
  decipher.setAAD(associatedData(purpose, tenantId));
  decipher.setAuthTag(sealed.subarray(idEnd + nonceBytes, tagEnd));
  return Buffer.concat([decipher.update(sealed.subarray(tagEnd)), decipher.final()]);
}

function associatedData(purpose: SealPurpose, tenantId: string | null): Buffer {
  return Buffer.from(`${purpose} ${tenantId ?? "marketplace"}`, "utf8");
}

function keyOf(keys: ReadonlyMap<string, KeyObject>, keyId: string): KeyObject {
  const key = keys.get(keyId);
  if (key === undefined) {
    throw new Error(`the key ${keyId} is not in SANDI_KEYS`);
  }
  return key;
}

function derive(key: MasterKey, use: string): Buffer {
  return Buffer.from(hkdfSync("sha256", key.bytes, "sandi", use, keyBytes));
}

function hmac(key: Buffer, text: string): Buffer {
  return shortHmac(key, Buffer.from(text, "utf8"));
}
