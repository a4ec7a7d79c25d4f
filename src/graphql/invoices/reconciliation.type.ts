import { Field, ID, Int, ObjectType } from "type-graphql";
import type { DifferenceKind } from "../../core/invoice/difference.js";
import { encodeId } from "../../core/ids.js";
import { invoiceNote } from "../../core/messages/invoice-notes.js";
import type { ReconciliationLineRow, ReconciliationRow } from "../../manage/invoices/ports.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { MoneyType, toMoney } from "../money.type.js";
import { Node } from "../node.type.js";
import { ReportRangeType } from "../reports/report-range.type.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { DifferenceKindEnum } from "./invoice-enums.js";

@ObjectType("InvoiceReconciliation", {
  implements: Node,
  description:
    "A vendor's invoice held against the books of one account: the tenant's own, or for an " +
    "operator the marketplace's.",
})
export class InvoiceReconciliationType implements Node {
  @Field(() => ID, { description: "The reconciliation's id." })
  id!: string;

  @Field(() => ReportRangeType, { description: "The attempts of which time, by their hold." })
  range!: ReportRangeType;

  @Field(() => Int, { description: "Lines whose message is ours, differing or not." })
  matchedCount!: number;

  @Field(() => Int, { description: "Charged messages that the invoice does not bill." })
  missingOnInvoiceCount!: number;

  @Field(() => Int, { description: "Lines that are no message of this account, or repeat one." })
  unknownOnInvoiceCount!: number;

  @Field(() => Int, {
    description:
      "Messages billed with another amount than was charged, or is held for them, or in another " +
      "currency.",
  })
  priceMismatchCount!: number;

  @Field(() => Int, { description: "Messages with another number of parts." })
  partsMismatchCount!: number;

  @Field(() => Int, { description: "Messages that did not end as our receipts say." })
  statusMismatchCount!: number;

  @Field(() => MoneyType, {
    description:
      "What we had booked as charged for the range and for what is billed, in the invoice's " +
      "currency; without what was in doubt, and without prices agreed in other currencies.",
  })
  ourTotal!: MoneyType;

  @Field(() => MoneyType, { description: "What the invoice bills for the range." })
  invoiceTotal!: MoneyType;

  @Field(() => MoneyType, {
    description:
      "invoiceTotal less ourTotal: the sum of what its lines differ by, those in doubt left out, " +
      "and inDoubtBilled.",
  })
  difference!: MoneyType;

  @Field(() => Int, {
    description:
      "Attempts that were HELD or MAYBE and that the invoice decides: billed ones cost what it " +
      "bills, MAYBE ones that it does not bill nothing.",
  })
  inDoubtCount!: number;

  @Field(() => MoneyType, { description: "What we counted the MAYBE ones among them at." })
  inDoubtBooked!: MoneyType;

  @Field(() => MoneyType, { description: "What the invoice bills for them." })
  inDoubtBilled!: MoneyType;

  @Field(() => Int, { description: "Lines of the file that could not be read." })
  unreadableCount!: number;

  @Field(() => [String], {
    description: "Status words that nobody knows, and so were not compared; the first 20.",
  })
  unknownStatusWords!: readonly string[];

  @Field(() => Int, {
    nullable: true,
    description: "How many attempts were corrected; null when the books were not touched.",
  })
  correctedCount!: number | null;

  @Field(() => DateTimeScalar, { description: "When it was made." })
  createdAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the books followed it; null when they did not.",
  })
  appliedAt!: Date | null;

  declare row: ReconciliationRow;
}

@ObjectType("ReconciliationLine", { description: "One difference between invoice and books." })
export class ReconciliationLineType {
  @Field(() => DifferenceKindEnum, { description: "How it differs." })
  kind!: DifferenceKind;

  @Field(() => String, { nullable: true, description: "The vendor's id; null when it has none." })
  vendorMessageId!: string | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      "What we have as charged, where it is in doubt what we hold; null where we have no such " +
      "message.",
  })
  ours!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "What the invoice bills; null where it does not have the message.",
  })
  theirs!: MoneyType | null;

  @Field(() => Boolean, {
    description:
      "True: what it costs was HELD or MAYBE. The invoice decides it, and inDoubtBilled holds it.",
  })
  inDoubt!: boolean;

  @Field(() => String, { description: "The difference in a sentence." })
  note!: string;

  declare row: ReconciliationLineRow;
}

/** Shows a reconciliation. */
export function toReconciliation(row: ReconciliationRow): InvoiceReconciliationType {
  const money = (micros: bigint): MoneyType => toMoney(micros, row.currency);
  const { counts } = row;
  return instance(InvoiceReconciliationType, {
    id: encodeId("reconciliation", row.id),
    range: instance(ReportRangeType, { from: row.from, to: row.to }),
    matchedCount: Number(row.matched),
    missingOnInvoiceCount: Number(counts.MISSING_ON_INVOICE),
    unknownOnInvoiceCount: Number(counts.UNKNOWN_ON_INVOICE),
    priceMismatchCount: Number(counts.PRICE_MISMATCH),
    partsMismatchCount: Number(counts.PARTS_MISMATCH),
    statusMismatchCount: Number(counts.STATUS_MISMATCH),
    ourTotal: money(row.ourMicros),
    invoiceTotal: money(row.invoiceMicros),
    difference: money(row.invoiceMicros - row.ourMicros),
    inDoubtCount: Number(row.inDoubt),
    inDoubtBooked: money(row.inDoubtOurMicros),
    inDoubtBilled: money(row.inDoubtInvoiceMicros),
    unreadableCount: Number(row.unreadable),
    unknownStatusWords: row.unknownWords,
    correctedCount: row.corrected === null ? null : Number(row.corrected),
    createdAt: row.at,
    appliedAt: row.appliedAt,
    row,
  });
}

/** Shows a difference in the reader's language. */
export function toReconciliationLine(
  row: ReconciliationLineRow,
  currency: string,
  { locale }: Pick<GraphqlContext, "locale">,
): ReconciliationLineType {
  const { ourMicros, ourCurrency, theirMicros } = row;
  return instance(ReconciliationLineType, {
    kind: row.kind,
    vendorMessageId: row.vendorMessageId,
    ours: ourMicros === null ? null : toMoney(ourMicros, ourCurrency ?? currency),
    theirs: theirMicros === null ? null : toMoney(theirMicros, currency),
    inDoubt: row.note.inDoubt === true,
    note: invoiceNote(row.note, locale),
    row,
  });
}
