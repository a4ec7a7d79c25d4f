import type { EstimateRow } from "../../flow/measured-rows.js";
import type { AgedRow, LearnerSeat } from "../../manage/routes/ports.js";
import { type Connection, write } from "./statement.js";

/** Whose rows are everybody's. */
export const nobody = "00000000-0000-0000-0000-000000000000";

// What a row was at the checkpoint is kept when it changes first behind it.
const keepBase = `
  base_ref_sec = case when r.checkpoint = $1 then r.base_ref_sec else r.ref_sec end,
  base_amounts = case when r.checkpoint = $1 then r.base_amounts else r.amounts end,
  checkpoint = $1, version = $2`;

// 2^−1000 is as good as nothing, and Postgres takes no less.
const factor = `power(2::float8, greatest(-1000, least(1000, (r.ref_sec - excluded.ref_sec) / h)))`;

const addText = `
with n as (
  select * from unnest($3::uuid[], $4::text[], $5::text[], $6::float8[], $7::text[])
    as n(owner_id, family, key, ref_sec, amounts)
)
insert into route_estimate as r (owner_id, family, key, ref_sec, amounts, checkpoint, version)
select n.owner_id, n.family, n.key, n.ref_sec, n.amounts::float8[], $1, $2 from n
order by 1, 2, 3
on conflict (owner_id, family, key) do update set ${keepBase}, ref_sec = excluded.ref_sec,
  amounts = aged_sum(r.amounts, ${factor.replace("/ h)", "/ ($8::jsonb ->> r.family)::float8)")},
    excluded.amounts)`;

/**
 * Adds to sums what was learned since the last look, relative to the rows' own moment; what is
 * there is aged to it. One row each, in the order of their keys.
 */
export function addEstimates(
  db: Connection,
  rows: readonly AgedRow[],
  seat: LearnerSeat,
): Promise<void> {
  const halfLives = Object.fromEntries(rows.map((row) => [row.family, row.halfLifeSec]));
  return rows.length === 0
    ? Promise.resolve()
    : write(db, "add-route-estimates", addText, [
        ...valuesOf(rows, seat),
        JSON.stringify(halfLives),
      ]);
}

const putText = `
with n as (
  select * from unnest($3::uuid[], $4::text[], $5::text[], $6::float8[], $7::text[])
    as n(owner_id, family, key, ref_sec, amounts)
)
insert into route_estimate as r (owner_id, family, key, ref_sec, amounts, checkpoint, version)
select n.owner_id, n.family, n.key, n.ref_sec, n.amounts::float8[], $1, $2 from n
order by 1, 2, 3
on conflict (owner_id, family, key) do update set ${keepBase}, ref_sec = excluded.ref_sec,
  amounts = excluded.amounts`;

/** Puts states in the place of what is there. One row each. */
export function putEstimates(
  db: Connection,
  rows: readonly EstimateRow[],
  seat: LearnerSeat,
): Promise<void> {
  return rows.length === 0
    ? Promise.resolve()
    : write(db, "put-route-estimates", putText, valuesOf(rows, seat));
}

const deleteText = "delete from route_estimate where family = $1 and ref_sec < $2";

/** Forgets states that did not change since then, in seconds since 1970. Reads all rows. */
export function deleteStates(db: Connection, family: string, beforeSec: number): Promise<void> {
  return write(db, "delete-route-states", deleteText, [family, beforeSec]);
}

function valuesOf(rows: readonly EstimateRow[], seat: LearnerSeat): readonly unknown[] {
  return [
    seat.checkpoint,
    seat.look,
    rows.map((row) => row.ownerId ?? nobody),
    rows.map((row) => row.family),
    rows.map((row) => row.key),
    rows.map((row) => row.refSec),
    rows.map((row) => `{${row.amounts.join(",")}}`),
  ];
}
