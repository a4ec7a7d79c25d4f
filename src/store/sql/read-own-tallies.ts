import { groupMarked } from "./stat-columns.js";
import { spanRows, tallySelect } from "./tally-rows.js";

const cell = ["bucket", "vendor_id", "channel", "country", "network"];

/**
 * What one tenant's attempts came to by bucket and finest cell; cost in the tenant's currency. As
 * sandi_app. Parameters: `spanValues`, the tenant, the vendors (null = all). Cost: the rows of the
 * roll-up in the ranges.
 */
export const readOwnTallies = `
with ${spanRows(
  ["vendor_id", "channel", "country", "network"],
  "s.tenant_id = $5::uuid and ($6::uuid[] is null or s.vendor_id = any($6::uuid[]))",
)}, ${groupMarked("cells", "part", cell)}
select ${tallySelect}, cost_micros::bigint as "costMicros" from cells`;
