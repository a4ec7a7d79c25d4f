import type { RulesVersions } from "../../flow/rules.js";
import { int8Array, uuidArray } from "../array-bytes.js";
import { type Connection, write } from "./statement.js";

/** How a transaction fails that went by other rules than the database has. */
export const rulesOutdated = "SN001";

const text = `
select presumed(
  (select m.version from market_version m) = $3
    and not exists (
      select from unnest($1::uuid[], $2::bigint[]) as n(id, version)
      left join tenant t on t.id = n.id
      where t.rules_version is distinct from n.version
    ),
  '${rulesOutdated}')`;

/**
 * Fails the transaction unless the market and these tenants' rules are of these versions. One row
 * by primary key per tenant and the market's single row, no lock.
 */
export function confirmRules(db: Connection, { market, tenants }: RulesVersions): Promise<void> {
  return write(db, "confirm-rules", text, [
    uuidArray([...tenants.keys()]),
    int8Array([...tenants.values()]),
    market,
  ]);
}
