import type { KeyAuthenticator } from "../flow/authenticate.js";
import { clientTokenPrefix, readClientToken } from "../flow/client-token.js";
import type { Keyring } from "../flow/keyring.js";
import type { Viewer } from "../flow/viewer.js";

/** Who is behind a secret, and until when. */
export interface Identity {
  readonly viewer: Viewer;
  /** Null = never. */
  readonly expiresAt: Date | null;
  /** Whose rate of requests this counts into. */
  readonly rateKey: string;
}

export type Identify = (secret: string, now: Date) => Promise<Identity | null>;

const secretLengthMax = 200;

/** Tells keys and client tokens apart and checks them; null for anything that is not good now. */
export function createIdentify(
  keys: KeyAuthenticator,
  keyring: Pick<Keyring, "tokenKey">,
): Identify {
  return async (secret, now) => {
    if (secret === "" || secret.length > secretLengthMax) {
      return null;
    }
    if (secret.startsWith(clientTokenPrefix)) {
      const viewer = readClientToken(keyring, secret, now);
      return viewer === null
        ? null
        : { viewer, expiresAt: viewer.expiresAt, rateKey: `send ${viewer.sendId}` };
    }
    const key = await keys.authenticate(secret, now);
    return key === null
      ? null
      : { viewer: key.viewer, expiresAt: key.expiresAt, rateKey: `key ${key.viewer.keyId}` };
  };
}

/** The secret of an Authorization header; null without one. */
export function bearerSecret(header: unknown): string | null {
  const match = typeof header === "string" ? /^Bearer +(\S+) *$/i.exec(header) : null;
  return match?.[1] ?? null;
}
