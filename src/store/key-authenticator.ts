import type pg from "pg";
import type { AuthenticatedKey, KeyAuthenticator } from "../flow/authenticate.js";
import { hashSecret } from "../core/hash-secret.js";
import type { Bus } from "../flow/tail.js";
import type { ApiKeyRow } from "../manage/keys/ports.js";
import { findKey } from "./sql/find-key.js";
import { touchKey } from "./sql/touch-key.js";

interface KnownKey {
  readonly row: ApiKeyRow;
  readonly authenticated: AuthenticatedKey;
  readonly readAt: number;
  touchedAt: number;
}

// Below the 2 s in which a revocation has to be seen, should its notice be lost.
const trustedMs = 1_000;
const touchEveryMs = 60_000;
const knownMax = 10_000;
const secretPattern = /^sk_[0-9A-Za-z]{43}$/;

/**
 * Checks keys as sandi_engine and trusts an answer for a second, so that a busy key costs no query
 * per request.
 *
 * @param onTouchError hears why a key's last use could not be noted; nobody waits for that
 */
export function createKeyAuthenticator(
  engine: pg.Pool,
  bus: Bus,
  onTouchError: (error: unknown) => void,
): KeyAuthenticator {
  const known = new Map<string, KnownKey>();
  const reads = new Map<string, Promise<KnownKey | null>>();
  bus.subscribe("keys", () => known.clear());

  async function read(name: string, hash: Buffer, now: Date): Promise<KnownKey | null> {
    const row = await findKey(engine, hash);
    if (row === null) {
      known.delete(name);
      return null;
    }
    if (known.size >= knownMax) {
      known.clear();
    }
    const touchedAt = known.get(name)?.touchedAt ?? row.lastUsedAt?.getTime() ?? 0;
    const key = { row, authenticated: authenticated(row), readAt: now.getTime(), touchedAt };
    known.set(name, key);
    return key;
  }

  function readOnce(name: string, hash: Buffer, now: Date): Promise<KnownKey | null> {
    const running = reads.get(name);
    if (running !== undefined) {
      return running;
    }
    const reading = read(name, hash, now).finally(() => reads.delete(name));
    reads.set(name, reading);
    return reading;
  }

  function touch(key: KnownKey, now: Date): void {
    if (now.getTime() - key.touchedAt >= touchEveryMs) {
      key.touchedAt = now.getTime();
      touchKey(engine, key.row.id, now).catch(onTouchError);
    }
  }

  return {
    async authenticate(secret, now) {
      if (!secretPattern.test(secret)) {
        return null;
      }
      const hash = hashSecret(secret);
      const name = hash.toString("base64");
      const cached = known.get(name);
      const isFresh = cached !== undefined && now.getTime() - cached.readAt < trustedMs;
      const key = isFresh ? cached : await readOnce(name, hash, now);
      if (key === null || !isOpen(key.row, now)) {
        return null;
      }
      touch(key, now);
      return key.authenticated;
    },
  };
}

function isOpen(key: ApiKeyRow, now: Date): boolean {
  return key.revokedAt === null && (key.expiresAt === null || key.expiresAt > now);
}

function authenticated(key: ApiKeyRow): AuthenticatedKey {
  return {
    viewer: {
      kind: "key",
      keyId: key.id,
      keyName: key.name,
      tenantId: key.tenantId,
      role: key.role,
      scopes: new Set(key.scopes),
    },
    expiresAt: key.expiresAt,
  };
}
