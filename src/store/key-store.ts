import { type DataSource, In, IsNull } from "typeorm";
import type { ApiKeyRow, KeyStore } from "../manage/keys/ports.js";
import { asViewer } from "./as-viewer.js";
import { ApiKeyEntity } from "./entity/api-key.entity.js";
import { inOrder } from "./rows-in-order.js";

/** API keys behind row-level security. */
export function createKeyStore(dataSource: DataSource): KeyStore {
  return {
    insertKey: (viewer, key, hash) =>
      asViewer(dataSource, viewer, async (tx) => {
        await tx.insert(ApiKeyEntity, { ...key, scopes: [...key.scopes], hash });
      }),
    revokeKey: (viewer, id, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        await tx.update(ApiKeyEntity, { id, revokedAt: IsNull() }, { revokedAt: now });
        return tx.findOneBy(ApiKeyEntity, { id });
      }),
    keysOf: (viewer, tenantId) =>
      asViewer(dataSource, viewer, (tx) =>
        tx.find(ApiKeyEntity, {
          where: { tenantId: tenantId ?? IsNull() },
          order: { id: "DESC" },
        }),
      ),
    keysById: (viewer, ids) =>
      asViewer(dataSource, viewer, async (tx) =>
        inOrder<ApiKeyRow>(ids, await tx.findBy(ApiKeyEntity, { id: In([...ids]) })),
      ),
    countOpenKeys: (viewer, tenantId, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        const [row] = await tx.query<{ count: bigint }[]>(
          `select count(*) as count from api_key where tenant_id is not distinct from $1
             and revoked_at is null and (expires_at is null or expires_at > $2)`,
          [tenantId, now],
        );
        return Number(row?.count ?? 0);
      }),
  };
}
