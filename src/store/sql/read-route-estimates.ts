import type { EstimateGroup } from "../../flow/measured-rows.js";
import { readArrays } from "../wire/read-arrays.js";
import { nobody } from "./change-route-estimates.js";
import { type Connection, run } from "./statement.js";

/** A group's rows as two long values: read faster than a row each, and than numbers as text. */
interface PackedGroup extends Pick<EstimateGroup, "ownerId" | "family" | "refSec"> {
  readonly keys: string;
  readonly amounts: Buffer;
  readonly version?: bigint;
}

const packed = (refSec: string, amounts: string): string => `
  nullif(r.owner_id, '${nobody}') as "ownerId", r.family, ${refSec} as "refSec",
  string_agg(r.key, E'\\n') as keys, string_agg(array_send(${amounts}), '') as amounts`;

const changedText = `select ${packed("r.ref_sec", "r.amounts")}, max(r.version) as version
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
  const rows = await run<PackedGroup>(db, "read-route-estimates", changedText, [after]);
  const version = rows.reduce((max, { version: one = 0n }) => (one > max ? one : max), after);
  return { groups: rows.map(unpacked), version };
}

const baseRefSec = "case when r.checkpoint = $1 then r.base_ref_sec else r.ref_sec end";
const baseAmounts = "case when r.checkpoint = $1 then r.base_amounts else r.amounts end";
const baseText = `select ${packed(baseRefSec, baseAmounts)}
from route_estimate r where r.checkpoint <> $1 or r.base_amounts is not null
group by r.owner_id, r.family, ${baseRefSec}`;

/** Everything as of a checkpoint. Reads it all. */
export async function readBase(db: Connection, checkpoint: bigint): Promise<EstimateGroup[]> {
  return (await run<PackedGroup>(db, "read-route-base", baseText, [checkpoint])).map(unpacked);
}

function unpacked({ ownerId, family, refSec, keys, amounts }: PackedGroup): EstimateGroup {
  return { ownerId, family, refSec, keys: keys.split("\n"), amounts: readArrays(amounts) };
}
