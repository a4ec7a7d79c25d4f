import type { EstimateRow } from "../../flow/measured-rows.js";
import { nobody } from "./change-route-estimates.js";
import { type Connection, run } from "./statement.js";

const owner = `nullif(r.owner_id, '${nobody}') as "ownerId"`;

const changedText = `select ${owner}, r.family, r.key, r.ref_sec as "refSec", r.amounts, r.version
  from route_estimate r where r.version > $1`;

/**
 * What changed behind a version, and the highest version among it. One index range; with version -1
 * all of it.
 */
export async function readEstimates(
  db: Connection,
  after: bigint,
): Promise<{ readonly version: bigint; readonly rows: readonly EstimateRow[] }> {
  const rows = await run<EstimateRow & { readonly version: bigint }>(
    db,
    "read-route-estimates",
    changedText,
    [after],
  );
  return {
    rows,
    version: rows.reduce((max, row) => (row.version > max ? row.version : max), after),
  };
}

const baseText = `
select ${owner}, r.family, r.key,
  case when r.checkpoint = $1 then r.base_ref_sec else r.ref_sec end as "refSec",
  case when r.checkpoint = $1 then r.base_amounts else r.amounts end as amounts
from route_estimate r where r.checkpoint <> $1 or r.base_amounts is not null`;

/** Everything as of a checkpoint. Reads it all. */
export function readBase(db: Connection, checkpoint: bigint): Promise<EstimateRow[]> {
  return run<EstimateRow>(db, "read-route-base", baseText, [checkpoint]);
}
