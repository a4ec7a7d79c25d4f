import type { DataSource } from "typeorm";
import type { KeyViewer } from "../flow/viewer.js";
import type { ImportRow, MissingRate, RateStore, RateTarget } from "../manage/rates/ports.js";
import { asViewer } from "./as-viewer.js";
import { bumpMarket } from "./bump-version.js";
import { mergeRateSheet } from "./merge-rate-sheet.js";
import { inOrder, pageOf } from "./rows-in-order.js";

/** Offers and their prices, written by whole sheets. */
export function createRateStore(dataSource: DataSource): RateStore {
  return {
    importRates: (viewer, target, now, begin, record) =>
      asViewer(dataSource, viewer, async (tx) => {
        const lock = `rates ${target.vendorId} ${target.accountId ?? ""}`;
        await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [lock]);
        await tx.query(planSettings);
        const owner = { ...target, tenantId: tenantOf(viewer, target) };
        const counts = await mergeRateSheet(tx, owner, begin(), now, record);
        if (record !== null && counts.added + counts.changed + counts.withdrawn > 0) {
          await bumpMarket(tx);
        }
        return counts;
      }),
    hasOffers: (viewer, vendorId) =>
      asViewer(dataSource, viewer, async (tx) => {
        const rows = await tx.query<unknown[]>(
          "select 1 from offer where vendor_id = $1 and account_id is null limit 1",
          [vendorId],
        );
        return rows.length > 0;
      }),
    missingRates: (viewer, currencies, now) =>
      asViewer(dataSource, viewer, (tx) =>
        tx.query<MissingRate[]>(
          `select c.currency, array_agg(distinct t.currency order by t.currency) as quotes
           from unnest($1::text[]) as c(currency) join tenant t on t.currency <> c.currency
           where not exists (select from exchange_rate r
             where r.base = c.currency and r.quote = t.currency and r.effective_from <= $2)
           group by c.currency order by c.currency`,
          [currencies, now],
        ),
      ),
    imports: (viewer, limit, beforeId) =>
      asViewer(dataSource, viewer, async (tx) => {
        const rows = await tx.query<ImportRow[]>(
          `select ${importColumns} from rate_sheet_import
           where ${viewer.tenantId === null ? "tenant_id is null" : "tenant_id = $3"}
             and ($2::uuid is null or id < $2)
           order by id desc limit $1`,
          [limit + 1, beforeId, ...(viewer.tenantId === null ? [] : [viewer.tenantId])],
        );
        return pageOf(rows, limit);
      }),
    importsById: (viewer, ids) =>
      asViewer(dataSource, viewer, async (tx) =>
        inOrder(
          ids,
          await tx.query<ImportRow[]>(
            `select ${importColumns} from rate_sheet_import where id = any($1::uuid[])`,
            [ids],
          ),
        ),
      ),
  };
}

// Behind row-level security the planner expects a single row of any table, for which it would go
// through all lines of a part one after another, and of a table that has just grown it expects
// little, which it would read whole for every part.
const planSettings = `set local enable_nestloop = off; set local enable_seqscan = off;
  set local work_mem = '64MB'; set local max_parallel_workers_per_gather = 0`;

const importColumns = `id, vendor_id as "vendorId", by, at, added, changed, unchanged, withdrawn,
  rejected_count as "rejectedCount"`;

/** Whose offers they are: an account's are its tenant's. */
function tenantOf(viewer: KeyViewer, target: RateTarget): string | null {
  return target.accountId === null ? null : viewer.tenantId;
}
