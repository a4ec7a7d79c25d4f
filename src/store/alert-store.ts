import type { DataSource } from "typeorm";
import { marketplaceTenantId } from "../core/alert.js";
import type { KeyViewer } from "../flow/viewer.js";
import type { AlertRow, AlertStore } from "../manage/alerts/ports.js";
import { asViewer } from "./as-viewer.js";
import { inOrder, pageOf } from "./rows-in-order.js";
import { alertColumns } from "./sql/read-alerts-since.js";

const isOpen = "(not $2::boolean or (a.resolved_at is null and a.acknowledged_at is null))";

/** Alerts behind row-level security. */
export function createAlertStore(dataSource: DataSource): AlertStore {
  return {
    alerts: (viewer, openOnly, limit, after) =>
      asViewer(dataSource, viewer, async (tx) =>
        pageOf(
          await tx.query<AlertRow[]>(
            `select ${alertColumns} from alert a
             where a.tenant_id = $1 and ${isOpen}
               and ($3::timestamptz is null or (a.raised_at, a.id) < ($3, $4::uuid))
             order by a.raised_at desc, a.id desc limit $5`,
            [tenantOf(viewer), openOnly, after?.at ?? null, after?.id ?? null, limit + 1],
          ),
          limit,
        ),
      ),
    countAlerts: (viewer, openOnly) =>
      asViewer(dataSource, viewer, async (tx) => {
        const [row] = await tx.query<{ count: bigint }[]>(
          `select count(*) as count from alert a where a.tenant_id = $1 and ${isOpen}`,
          [tenantOf(viewer), openOnly],
        );
        return Number(row?.count ?? 0);
      }),
    alertsById: (viewer, ids) =>
      asViewer(dataSource, viewer, async (tx) =>
        inOrder(
          ids,
          await tx.query<AlertRow[]>(
            `select ${alertColumns} from alert a where a.tenant_id = $1 and a.id = any($2::uuid[])`,
            [tenantOf(viewer), ids],
          ),
        ),
      ),
    acknowledgeAlert: (viewer, id, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        const [rows] = await tx.query<[AlertRow[], number]>(
          `update alert a set acknowledged_at = coalesce(a.acknowledged_at, $3)
           where a.tenant_id = $1 and a.id = $2 returning ${alertColumns}`,
          [tenantOf(viewer), id, now],
        );
        return rows[0] ?? null;
      }),
  };
}

function tenantOf(viewer: KeyViewer): string {
  return viewer.tenantId ?? marketplaceTenantId;
}
