import type { KeyViewer } from "./viewer.js";

/** A key that was found open. expiresAt null = never. */
export interface AuthenticatedKey {
  readonly viewer: KeyViewer;
  readonly expiresAt: Date | null;
}

/** Tells who holds a key's secret; implemented in store/key-authenticator.ts. */
export interface KeyAuthenticator {
  /**
   * Null for an unknown, revoked or expired key: callers are told no difference.
   * Sees a revocation within 2 s.
   */
  authenticate(secret: string, now: Date): Promise<AuthenticatedKey | null>;
}
