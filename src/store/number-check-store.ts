import type { DataSource } from "typeorm";
import type { NumberFacts } from "../core/checks/number-facts.js";
import type { Channel } from "../core/otp/status.js";
import type { NumberCheckRow, NumberCheckStore } from "../manage/checks/ports.js";
import { asViewer } from "./as-viewer.js";

interface StoredCheck {
  readonly index: Buffer;
  readonly vendorId: string;
  readonly source: string;
  readonly checkedAt: Date;
  readonly facts: Omit<NumberFacts, "kind" | "price">;
  readonly reaches: Channel[];
  readonly priceMicros: string | null;
  readonly priceCurrency: string | null;
}

const findText = `
select c.recipient_index as index, c.vendor_id as "vendorId", v.slug as source,
  c.checked_at as "checkedAt", c.facts, c.reaches,
  c.price_micros::text as "priceMicros", c.price_currency as "priceCurrency"
from number_check c join vendor v on v.id = c.vendor_id
where c.tenant_id = $1 and c.recipient_index = any($2::bytea[])
order by c.checked_at desc, c.vendor_id`;

/** What vendors said of numbers, behind row-level security. */
export function createNumberCheckStore(dataSource: DataSource): NumberCheckStore {
  return {
    findChecks: (viewer, indexes) =>
      indexes.length === 0
        ? Promise.resolve([])
        : asViewer(dataSource, viewer, async (tx) => {
            const rows = await tx.query<StoredCheck[]>(findText, [viewer.tenantId, indexes]);
            return rows.map(toRow);
          }),
    dearestCheck: (viewer, vendorId, currency) =>
      asViewer(dataSource, viewer, async (tx) => {
        const [row] = await tx.query<{ micros: string | null }[]>(
          `select max(price_micros)::text as micros from number_check
           where tenant_id = $1 and vendor_id = $2 and price_currency = $3`,
          [viewer.tenantId, vendorId, currency],
        );
        const micros = row?.micros ?? null;
        return micros === null ? null : { micros: BigInt(micros), currency };
      }),
  };
}

function toRow({ priceMicros, priceCurrency, facts, ...row }: StoredCheck): NumberCheckRow {
  const price =
    priceMicros === null || priceCurrency === null
      ? null
      : { micros: BigInt(priceMicros), currency: priceCurrency };
  return { ...row, facts: { kind: "checked", ...facts, price } };
}
