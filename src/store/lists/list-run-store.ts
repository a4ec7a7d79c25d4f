import type pg from "pg";
import type { Keyring } from "../../flow/keyring.js";
import type { ListRun, ListRunStore } from "../../manage/lists/ports.js";
import { asTenant } from "../exports/as-tenant.js";
import { sealPiece } from "../exports/piece-codec.js";
import { listCheckColumns, type StoredListCheck, toListCheckRow } from "./list-check-row.js";

/** The run is still the one that makes it. */
const isOurs = "c.tenant_id = $1 and c.id = $2 and c.run_id = $3 and c.status = 'RUNNING'";
const ended = "worker = null, lease_until = null";

/** What checks lists, as sandi_app of the tenant that each belongs to. */
export function createListRunStore(pool: pg.Pool, keyring: Keyring): ListRunStore {
  const change = (run: ListRun, set: string, values: readonly unknown[]) =>
    asTenant(pool, run.tenantId, async (tx) => {
      const { rowCount } = await tx.query(`update list_check c set ${set} where ${isOurs}`, [
        ...keyOf(run),
        ...values,
      ]);
      return rowCount === 1;
    });
  return { ...beginnings(pool, keyring), ...changes(pool, change) };
}

type Change = (run: ListRun, set: string, values: readonly unknown[]) => Promise<boolean>;

function beginnings(pool: pg.Pool, keyring: Keyring): Pick<ListRunStore, "claim" | "addPiece"> {
  return {
    claim: (run, worker, leaseUntil) =>
      asTenant(pool, run.tenantId, async (tx) => {
        const { rows } = await tx.query<StoredListCheck>(
          `update list_check c set status = 'RUNNING', run_id = $3, worker = $4, lease_until = $5,
             inputs_read = 0, invalid = 0, bytes = 0
           where c.tenant_id = $1 and c.id = $2 and c.status = 'QUEUED'
           returning ${listCheckColumns}`,
          [...keyOf(run), worker, leaseUntil],
        );
        const [row] = rows;
        if (row === undefined) {
          return null;
        }
        await tx.query(
          `delete from list_check_piece
           where tenant_id = $1 and list_check_id = $2 and run_id <> $3`,
          keyOf(run),
        );
        return toListCheckRow(row);
      }),
    async addPiece(run, { number, start, bytes }) {
      const sealed = await sealPiece(keyring, run.tenantId, bytes);
      await asTenant(pool, run.tenantId, (tx) =>
        tx.query(
          // Nothing is kept of a check that was stopped meanwhile.
          `insert into list_check_piece (tenant_id, list_check_id, run_id, number, starts_at,
             ends_at, sealed)
           select c.tenant_id, c.id, c.run_id, $4, $5, $6, $7 from list_check c where ${isOurs}`,
          [...keyOf(run), number, start, start + bytes.length, sealed],
        ),
      );
    },
  };
}

function changes(pool: pg.Pool, change: Change): Omit<ListRunStore, "claim" | "addPiece"> {
  return {
    noteProgress: (run, { inputsRead, invalid, lookedUp, spentMicros, bytes }, leaseUntil) =>
      change(
        run,
        `inputs_read = $4, invalid = $5, looked_up = $6, spent_micros = $7, bytes = $8,
         lease_until = $9`,
        [inputsRead, invalid, lookedUp, spentMicros, bytes, leaseUntil],
      ),
    noteEstimate: (run, { inputs, numbers, lookUpsMax }) =>
      change(run, "inputs = $4, numbers = $5, look_ups_max = $6", [inputs, numbers, lookUpsMax]),
    finishEstimate: (run, error, expiresAt) =>
      change(
        run,
        `status = 'ESTIMATED', starts = false, inputs_read = 0, error = $4, expires_at = $5,
         ${ended}`,
        [error === null ? null : JSON.stringify(error), expiresAt],
      ),
    finish: (run, { inputsRead, invalid, lookedUp, spentMicros, bytes, ...done }) =>
      change(
        run,
        `status = 'READY', inputs_read = $4, invalid = $5, looked_up = $6, spent_micros = $7,
         bytes = $8, sha256 = $9, finished_at = $10, expires_at = $11, ${ended}`,
        [
          ...[inputsRead, invalid, lookedUp, spentMicros, bytes],
          ...[done.sha256, done.now, done.expiresAt],
        ],
      ),
    giveUp: (run, error, now) =>
      asTenant(pool, run.tenantId, async (tx) => {
        const { rowCount } = await tx.query(
          `update list_check c set
             status = case when $4::jsonb is null then 'QUEUED' else 'FAILED' end, error = $4,
             finished_at = case when $4::jsonb is not null then $5::timestamptz end, ${ended}
           where ${isOurs}`,
          [...keyOf(run), error === null ? null : JSON.stringify(error), now],
        );
        await tx.query(
          `delete from list_check_piece
           where tenant_id = $1 and list_check_id = $2 and run_id = $3`,
          keyOf(run),
        );
        return rowCount === 1;
      }),
  };
}

function keyOf({ tenantId, id, runId }: ListRun): [string, string, string] {
  return [tenantId, id, runId];
}
