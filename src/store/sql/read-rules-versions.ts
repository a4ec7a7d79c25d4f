import type { RulesVersions } from "../../flow/rules.js";
import { uuidArray } from "../array-bytes.js";
import { run, type Connection } from "./statement.js";

/**
 * Reads which version of their rules these tenants and the market are at. One statement: a row by
 * primary key per tenant and the market's single row, no lock.
 */
export async function readRulesVersions(
  db: Connection,
  tenantIds: readonly string[],
): Promise<RulesVersions> {
  const rows = await run<VersionRow>(db, "read-rules-versions", text, [uuidArray(tenantIds)]);
  const [first] = rows;
  if (first === undefined) {
    throw new Error("the market has no version row");
  }
  return {
    market: first.market,
    tenants: new Map(
      rows.flatMap((row): [string, bigint][] =>
        row.tenantId === null || row.version === null ? [] : [[row.tenantId, row.version]],
      ),
    ),
  };
}

interface VersionRow {
  readonly market: bigint;
  readonly tenantId: string | null;
  readonly version: bigint | null;
}

const text = `
  select m.version as market, t.id as "tenantId", t.rules_version as version
  from market_version m left join tenant t on t.id = any($1::uuid[])`;
