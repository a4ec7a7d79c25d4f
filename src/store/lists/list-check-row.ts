import type { PhraseFact } from "../../core/messages/phrases.js";
import type { ListCheckRow, ListCheckStatus } from "../../manage/lists/ports.js";

/** The columns of a list check, of the table as `c`. */
export const listCheckColumns = `
  c.tenant_id as "tenantId", c.id, c.upload_id as "uploadId", c.default_country as "defaultCountry",
  c.account_id as "accountId", c.price_micros as "priceMicros",
  c.price_currency as "priceCurrency", c.max_cost_micros as "maxCostMicros", c.starts, c.status,
  c.inputs, c.numbers, c.look_ups_max as "lookUpsMax", c.inputs_read as "inputsRead", c.invalid,
  c.looked_up as "lookedUp", c.spent_micros as "spentMicros", c.bytes, c.sha256, c.error,
  c.requested_by as "requestedBy", c.key_id as "keyId", c.created_at as "createdAt",
  c.finished_at as "finishedAt", c.expires_at as "expiresAt"`;

/** As the columns come. */
export interface StoredListCheck {
  readonly tenantId: string;
  readonly id: string;
  readonly uploadId: string;
  readonly defaultCountry: string | null;
  readonly accountId: string | null;
  readonly priceMicros: bigint | null;
  readonly priceCurrency: string | null;
  readonly maxCostMicros: bigint | null;
  readonly starts: boolean;
  readonly status: ListCheckStatus;
  readonly inputs: bigint | null;
  readonly numbers: bigint | null;
  readonly lookUpsMax: bigint | null;
  readonly inputsRead: bigint;
  readonly invalid: bigint;
  readonly lookedUp: bigint;
  readonly spentMicros: bigint;
  readonly bytes: bigint;
  readonly sha256: Buffer | null;
  readonly error: PhraseFact | null;
  readonly requestedBy: string;
  readonly keyId: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** Counts as numbers: none comes near 2^53. */
export function toListCheckRow(stored: StoredListCheck): ListCheckRow {
  const { accountId, priceMicros, priceCurrency, maxCostMicros, ...others } = stored;
  const { inputs, numbers, lookUpsMax, ...row } = others;
  return {
    ...row,
    lookUp:
      accountId === null || priceMicros === null || priceCurrency === null || maxCostMicros === null
        ? null
        : { accountId, priceMicros, currency: priceCurrency, maxCostMicros },
    estimate:
      inputs === null || numbers === null || lookUpsMax === null
        ? null
        : { inputs: Number(inputs), numbers: Number(numbers), lookUpsMax: Number(lookUpsMax) },
    inputsRead: Number(row.inputsRead),
    invalid: Number(row.invalid),
    lookedUp: Number(row.lookedUp),
    bytes: Number(row.bytes),
  };
}
