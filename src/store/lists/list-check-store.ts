import type pg from "pg";
import { uuidv7 } from "uuidv7";
import type { Keyring } from "../../flow/keyring.js";
import type { ListCheckRow, ListCheckStore } from "../../manage/lists/ports.js";
import { asTenant } from "../exports/as-tenant.js";
import { openPiece } from "../exports/piece-codec.js";
import { inOrder, pageOf } from "../rows-in-order.js";
import { listCheckColumns, type StoredListCheck, toListCheckRow } from "./list-check-row.js";

/** Which checks a key sees: $2 = its id, $3 = reads recipients. */
const visible = "($3::boolean or c.key_id = $2::uuid)";

/** A tenant's list checks as requests see them, behind row-level security. */
export function createListCheckStore(pool: pg.Pool, keyring: Keyring): ListCheckStore {
  return {
    addListCheck: (tenantId, check, by) =>
      asTenant(pool, tenantId, (tx) => addListCheck(tx, tenantId, check, by)),
    startListCheck: (tenantId, id, maxCostMicros) =>
      asTenant(pool, tenantId, async (tx) => {
        const row = await change(
          tx,
          `status = 'QUEUED', starts = true, error = null, expires_at = null,
             max_cost_micros = case when account_id is null then null
               else coalesce($3, max_cost_micros) end
           where tenant_id = $1 and id = $2 and status = 'ESTIMATED'`,
          [tenantId, id, maxCostMicros],
        );
        if (row !== null) {
          await tx.query("select enqueue_list_check($1)", [id]);
        }
        return row;
      }),
    cancelListCheck: (tenantId, id, now) =>
      asTenant(pool, tenantId, async (tx) => {
        const row = await change(
          tx,
          `status = 'CANCELED', bytes = 0, finished_at = $3, worker = null, lease_until = null
           where tenant_id = $1 and id = $2 and status in ('QUEUED', 'RUNNING', 'ESTIMATED')`,
          [tenantId, id, now],
        );
        if (row !== null) {
          const pieces = "delete from list_check_piece where tenant_id = $1 and list_check_id = $2";
          await tx.query(pieces, [tenantId, id]);
        }
        return row;
      }),
    listChecks: (tenantId, { keyId, recipients }, limit, afterId) =>
      asTenant(pool, tenantId, async (tx) => {
        const { rows } = await tx.query<StoredListCheck>(
          `select ${listCheckColumns} from list_check c
           where c.tenant_id = $1 and ${visible} and ($4::uuid is null or c.id < $4)
           order by c.id desc limit $5`,
          [tenantId, keyId, recipients, afterId, limit + 1],
        );
        return pageOf(rows.map(toListCheckRow), limit);
      }),
    countListChecks: (tenantId, { keyId, recipients }) =>
      asTenant(pool, tenantId, async (tx) => {
        const { rows } = await tx.query<{ count: bigint }>(
          `select count(*) as count from list_check c where c.tenant_id = $1 and ${visible}`,
          [tenantId, keyId, recipients],
        );
        return Number(rows[0]?.count ?? 0n);
      }),
    listChecksById: (tenantId, ids) =>
      asTenant(pool, tenantId, async (tx) => {
        const { rows } = await tx.query<StoredListCheck>(
          `select ${listCheckColumns} from list_check c
           where c.tenant_id = $1 and c.id = any($2::uuid[])`,
          [tenantId, ids],
        );
        return inOrder(ids, rows.map(toListCheckRow));
      }),
    readPieces: (tenantId, id, start, end) =>
      readPieces(pool, keyring, { tenantId, id, start, end }),
  };
}

async function change(
  tx: pg.PoolClient,
  text: string,
  values: readonly unknown[],
): Promise<ListCheckRow | null> {
  const { rows } = await tx.query<StoredListCheck>(
    `with c as (update list_check set ${text} returning *) select ${listCheckColumns} from c`,
    [...values],
  );
  const [row] = rows;
  return row === undefined ? null : toListCheckRow(row);
}

async function addListCheck(
  tx: pg.PoolClient,
  tenantId: string,
  { uploadId, defaultCountry, lookUp, starts }: Parameters<ListCheckStore["addListCheck"]>[1],
  { requestedBy, keyId, openMax, now }: Parameters<ListCheckStore["addListCheck"]>[2],
): Promise<ListCheckRow | null> {
  // So that two requests at once do not both find room for one more.
  const lock = "select pg_advisory_xact_lock(hashtextextended('list check ' || $1, 0))";
  await tx.query(lock, [tenantId]);
  const { rows: open } = await tx.query<{ count: bigint }>(
    `select count(*) as count from list_check c
     where c.tenant_id = $1 and c.status in ('QUEUED', 'RUNNING', 'ESTIMATED')`,
    [tenantId],
  );
  if ((open[0]?.count ?? 0n) >= openMax) {
    return null;
  }
  const id = uuidv7();
  const { rows } = await tx.query<StoredListCheck>(
    `insert into list_check as c (tenant_id, id, upload_id, default_country, account_id,
       price_micros, price_currency, max_cost_micros, starts, status, requested_by, key_id,
       created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'QUEUED', $10, $11, $12)
     returning ${listCheckColumns}`,
    [
      ...[tenantId, id, uploadId, defaultCountry, lookUp?.accountId ?? null],
      ...[lookUp?.priceMicros ?? null, lookUp?.currency ?? null, lookUp?.maxCostMicros ?? null],
      ...[starts, requestedBy, keyId, now],
    ],
  );
  await tx.query("select enqueue_list_check($1)", [id]);
  const [row] = rows;
  return row === undefined ? null : toListCheckRow(row);
}

interface Stretch {
  readonly tenantId: string;
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** One piece at a time, so that a slow reader holds no connection and little memory. */
async function* readPieces(
  pool: pg.Pool,
  keyring: Keyring,
  { tenantId, id, start, end }: Stretch,
): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; ) {
    const piece = await readPiece(pool, tenantId, id, at);
    const bytes = await openPiece(keyring, tenantId, piece.sealed);
    const from = at - Number(piece.start);
    const part = bytes.subarray(from, Math.min(bytes.length, from + end - at));
    at += part.length;
    yield part;
  }
}

async function readPiece(pool: pg.Pool, tenantId: string, id: string, at: number) {
  const [piece] = await asTenant(pool, tenantId, async (tx) => {
    // All pieces but the last are of one length: the first one tells which it is.
    const read = await tx.query<{ readonly start: bigint; readonly sealed: Buffer }>(
      `select p.starts_at as start, p.sealed
       from list_check c
       join list_check_piece f on f.tenant_id = c.tenant_id and f.list_check_id = c.id
         and f.run_id = c.run_id and f.number = 0
       join list_check_piece p on p.tenant_id = c.tenant_id and p.list_check_id = c.id
         and p.run_id = c.run_id and p.number = ($3::bigint / f.ends_at)::integer
       where c.tenant_id = $1 and c.id = $2 and c.status = 'READY'`,
      [tenantId, id, at],
    );
    return read.rows;
  });
  if (piece === undefined) {
    throw new Error("a piece of a list's result is gone");
  }
  return piece;
}
