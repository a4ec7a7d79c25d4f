import type { KeyViewer, Role, Scope } from "../../flow/viewer.js";

/** A key without its secret. tenantId null = an operator's. */
export interface ApiKeyRow {
  readonly id: string;
  readonly tenantId: string | null;
  readonly name: string;
  readonly prefix: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly createdAt: Date;
}

export interface KeyStore {
  insertKey(viewer: KeyViewer, key: ApiKeyRow, hash: Buffer): Promise<void>;
  /** Keeps the first time; null when the viewer may see no such key. */
  revokeKey(viewer: KeyViewer, id: string, now: Date): Promise<ApiKeyRow | null>;
  /** Newest first; tenantId null = operators' keys. */
  keysOf(viewer: KeyViewer, tenantId: string | null): Promise<readonly ApiKeyRow[]>;
  /** In the order of ids; null where the viewer may see none. */
  keysById(viewer: KeyViewer, ids: readonly string[]): Promise<readonly (ApiKeyRow | null)[]>;
  /** Keys that are neither revoked nor expired. */
  countOpenKeys(viewer: KeyViewer, tenantId: string | null, now: Date): Promise<number>;
}
