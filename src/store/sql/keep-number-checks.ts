import type { NumberCheckRow } from "../../manage/checks/ports.js";
import { type Connection, write } from "./statement.js";

const text = `
insert into number_check (tenant_id, recipient_index, vendor_id, checked_at, facts, reaches,
  price_micros, price_currency)
select $1, decode(j.index, 'hex'), j.vendor, j.at, j.facts, j.reaches, j.micros, j.currency
from json_to_recordset($2::json) as j(index text, vendor uuid, at timestamptz, facts jsonb,
  reaches text[], micros bigint, currency text)
order by j.index, j.vendor
on conflict (tenant_id, recipient_index, vendor_id) do update set
  checked_at = excluded.checked_at, facts = excluded.facts, reaches = excluded.reaches,
  price_micros = excluded.price_micros, price_currency = excluded.price_currency
where number_check.checked_at <= excluded.checked_at`;

/** Keeps what vendors said of numbers, in place of older answers of the same vendor. */
export function keepNumberChecks(
  db: Connection,
  tenantId: string,
  rows: readonly NumberCheckRow[],
): Promise<void> {
  return write(db, "keep-number-checks", text, [tenantId, JSON.stringify(rows.map(toRecord))]);
}

function toRecord({ index, vendorId, checkedAt, reaches, facts }: NumberCheckRow) {
  const { kind: _, price, ...told } = facts;
  return {
    index: index.toString("hex"),
    vendor: vendorId,
    at: checkedAt,
    facts: told,
    reaches,
    micros: price === null ? null : String(price.micros),
    currency: price?.currency ?? null,
  };
}
