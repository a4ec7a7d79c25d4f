import type { ApiKeyRow } from "../../manage/keys/ports.js";
import { type Connection, run } from "./statement.js";

const text = `select id, tenant_id as "tenantId", name, prefix, role, scopes,
  last_used_at as "lastUsedAt",
    expires_at as "expiresAt", revoked_at as "revokedAt", created_at as "createdAt"
  from api_key where hash = $1`;

/**
 * The key with this hash, whether open or not; null when there is none. As sandi_engine.
 * One row, by index.
 */
export async function findKey(db: Connection, hash: Buffer): Promise<ApiKeyRow | null> {
  const rows = await run<ApiKeyRow>(db, "find-key", text, [hash]);
  return rows[0] ?? null;
}
