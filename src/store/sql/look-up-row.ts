import type { LookUpBook } from "../../core/ledger/look-up-money.js";
import type { Columns } from "./columns.js";

/** One question to a vendor about a number, for money. */
export interface LookUpRow extends LookUpBook {
  readonly tenantId: string;
  readonly id: string;
  /** The list that it was asked for; null = a request. */
  readonly listId: string | null;
  readonly recipientIndex: Buffer;
  readonly country: string | null;
  readonly vendorId: string;
  readonly accountId: string;
  /** The vendor's words, without numbers; null = an answer, none yet, or it was not asked. */
  readonly failure: string | null;
  readonly holdUntil: Date;
  readonly heldAt: Date;
  readonly settledAt: Date | null;
  readonly budgetPeriods: readonly string[];
}

/** Every column of `look_up`. */
export const lookUpColumns: Columns<LookUpRow> = {
  tenantId: "uuid",
  id: "uuid",
  listId: "uuid",
  recipientIndex: "bytea",
  country: "text",
  vendorId: "uuid",
  accountId: "uuid",
  priceMicros: "bigint",
  priceCurrency: "text",
  exchangeRate: "numeric",
  holdMicros: "bigint",
  charge: "text",
  costMicros: "bigint",
  vendorCostMicros: "bigint",
  failure: "text",
  holdUntil: "timestamptz",
  heldAt: "timestamptz",
  settledAt: "timestamptz",
  budgetPeriods: "uuid[]",
};
