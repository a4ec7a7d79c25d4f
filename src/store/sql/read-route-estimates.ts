import type { EstimateGroup } from "../../flow/measured-rows.js";
import { nobody } from "./change-route-estimates.js";
import { type Connection, run } from "./statement.js";

/** Rows as lines: `EstimateGroup`. */
const lines = (refSec: string, amounts: string): string => `
  nullif(r.owner_id, '${nobody}') as "ownerId", r.family, ${refSec} as "refSec",
  string_agg(r.key || E'\\t' || array_to_string(${amounts}, ' '), E'\\n') as lines`;

const changedText = `select ${lines("r.ref_sec", "r.amounts")}, max(r.version) as version
from route_estimate r where r.version > $1
group by r.owner_id, r.family, r.ref_sec`;

/**
 * What changed behind a version, and the highest version among it. One index range; with version -1
 * all of it.
 */
export async function readEstimates(
  db: Connection,
  after: bigint,
): Promise<{ readonly version: bigint; readonly groups: readonly EstimateGroup[] }> {
  const groups = await run<EstimateGroup & { readonly version: bigint }>(
    db,
    "read-route-estimates",
    changedText,
    [after],
  );
  const version = groups.reduce((max, group) => (group.version > max ? group.version : max), after);
  return { groups, version };
}

const baseRefSec = "case when r.checkpoint = $1 then r.base_ref_sec else r.ref_sec end";
const baseAmounts = "case when r.checkpoint = $1 then r.base_amounts else r.amounts end";
const baseText = `select ${lines(baseRefSec, baseAmounts)}
from route_estimate r where r.checkpoint <> $1 or r.base_amounts is not null
group by r.owner_id, r.family, ${baseRefSec}`;

/** Everything as of a checkpoint. Reads it all. */
export function readBase(db: Connection, checkpoint: bigint): Promise<EstimateGroup[]> {
  return run<EstimateGroup>(db, "read-route-base", baseText, [checkpoint]);
}
