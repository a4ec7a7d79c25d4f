import type pg from "pg";
import { uuidv7 } from "uuidv7";
import type { Keyring } from "../../flow/keyring.js";
import type { ExportRights, ExportStore } from "../../manage/exports/ports.js";
import { inOrder, pageOf } from "../rows-in-order.js";
import { asTenant } from "./as-tenant.js";
import { exportColumns, type StoredExport, toExportRow } from "./export-row.js";
import { openPiece } from "./piece-codec.js";

/** Which exports a key sees: $2 = with money, $3 = with recipients. */
const visible = `(e.kind in ('SENDS', 'DELIVERY_REPORT') or $2::boolean)
  and (not e.reveals_recipients or $3::boolean)`;

/** A tenant's exports as requests see them, behind row-level security. */
export function createExportStore(pool: pg.Pool, keyring: Keyring): ExportStore {
  return {
    addExport: (tenantId, spec, by) =>
      asTenant(pool, tenantId, (tx) => addExport(tx, tenantId, spec, by)),
    unknownPlans: (tenantId, planIds) =>
      asTenant(pool, tenantId, async (tx) => {
        const { rows } = await tx.query<{ id: string }>(
          "select p.id from plan p where p.tenant_id = $1 and p.id = any($2::uuid[])",
          [tenantId, planIds],
        );
        return planIds.filter((id) => !rows.some((row) => row.id === id));
      }),
    exports: (tenantId, rights, limit, afterId) =>
      asTenant(pool, tenantId, async (tx) => {
        const { rows } = await tx.query<StoredExport>(
          `select ${exportColumns} from export e
           where e.tenant_id = $1 and ${visible} and ($4::uuid is null or e.id < $4)
           order by e.id desc limit $5`,
          [tenantId, ...listOf(rights), afterId, limit + 1],
        );
        return pageOf(rows.map(toExportRow), limit);
      }),
    countExports: (tenantId, rights) =>
      asTenant(pool, tenantId, async (tx) => {
        const { rows } = await tx.query<{ count: bigint }>(
          `select count(*) as count from export e where e.tenant_id = $1 and ${visible}`,
          [tenantId, ...listOf(rights)],
        );
        return Number(rows[0]?.count ?? 0n);
      }),
    exportsById: (tenantId, ids) =>
      asTenant(pool, tenantId, async (tx) => {
        const { rows } = await tx.query<StoredExport>(
          `select ${exportColumns} from export e where e.tenant_id = $1 and e.id = any($2::uuid[])`,
          [tenantId, ids],
        );
        return inOrder(ids, rows.map(toExportRow));
      }),
    readPieces: (tenantId, exportId, start, end) =>
      readPieces(pool, keyring, { tenantId, exportId, start, end }),
  };
}

function listOf({ money, recipients }: ExportRights): [boolean, boolean] {
  return [money, recipients];
}

async function addExport(
  tx: pg.PoolClient,
  tenantId: string,
  spec: Parameters<ExportStore["addExport"]>[1],
  { requestedBy, openMax, now }: Parameters<ExportStore["addExport"]>[2],
) {
  // So that two requests at once do not both find room for one more.
  await tx.query("select pg_advisory_xact_lock(hashtextextended('export ' || $1, 0))", [tenantId]);
  const { rows: open } = await tx.query<{ count: bigint }>(
    `select count(*) as count from export e
     where e.tenant_id = $1 and e.status in ('QUEUED', 'RUNNING')`,
    [tenantId],
  );
  if ((open[0]?.count ?? 0n) >= openMax) {
    return null;
  }
  const id = uuidv7();
  const { rows } = await tx.query<StoredExport>(
    `insert into export as e (tenant_id, id, kind, format, status, starts_at, ends_at, group_by,
       filter, reveals_recipients, requested_by, created_at)
     values ($1, $2, $3, $4, 'QUEUED', $5, $6, $7, $8, $9, $10, $11)
     returning ${exportColumns}`,
    [
      ...[tenantId, id, spec.kind, spec.format, spec.from, spec.to, spec.groupBy],
      ...[JSON.stringify(spec.filter), spec.revealsRecipients, requestedBy, now],
    ],
  );
  await tx.query("select enqueue_export($1)", [id]);
  const [row] = rows;
  return row === undefined ? null : toExportRow(row);
}

interface Stretch {
  readonly tenantId: string;
  readonly exportId: string;
  readonly start: number;
  readonly end: number;
}

interface StoredPiece {
  readonly number: number;
  readonly start: bigint;
  readonly sealed: Buffer;
}

/** One piece at a time, so that a slow reader holds no connection and little memory. */
async function* readPieces(
  pool: pg.Pool,
  keyring: Keyring,
  { tenantId, exportId, start, end }: Stretch,
): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; ) {
    const piece = await readPiece(pool, tenantId, exportId, at);
    const bytes = await openPiece(keyring, tenantId, piece.sealed);
    const from = at - Number(piece.start);
    const part = bytes.subarray(from, Math.min(bytes.length, from + end - at));
    at += part.length;
    yield part;
  }
}

async function readPiece(
  pool: pg.Pool,
  tenantId: string,
  exportId: string,
  at: number,
): Promise<StoredPiece> {
  const rows = await asTenant(pool, tenantId, async (tx) => {
    // All pieces but the last are of one length: the first one tells which it is.
    const read = await tx.query<StoredPiece>(
      `select p.number, p.starts_at as start, p.sealed
       from export e
       join export_piece f on f.tenant_id = e.tenant_id and f.export_id = e.id
         and f.run_id = e.run_id and f.number = 0
       join export_piece p on p.tenant_id = e.tenant_id and p.export_id = e.id
         and p.run_id = e.run_id and p.number = ($3::bigint / f.ends_at)::integer
       where e.tenant_id = $1 and e.id = $2 and e.status = 'READY'`,
      [tenantId, exportId, at],
    );
    return read.rows;
  });
  const [piece] = rows;
  if (piece === undefined) {
    throw new Error("a piece of an export is gone");
  }
  return piece;
}
