import type { DifferenceKind } from "../../core/invoice/difference.js";
import { enumType } from "../enum-type.js";

export const DifferenceKindEnum = enumType<DifferenceKind>(
  "DifferenceKind",
  "How an invoice differs from the books; a message has one kind, the one that explains most.",
  {
    MISSING_ON_INVOICE: "We have it as charged, and the invoice does not bill it.",
    UNKNOWN_ON_INVOICE:
      "The invoice bills a message that this account did not send, or one message once more.",
    PRICE_MISMATCH: "The invoice bills another amount, or bills in another currency than agreed.",
    PARTS_MISMATCH: "The invoice counts another number of parts.",
    STATUS_MISMATCH: "The invoice says delivered and our receipts do not, or the other way round.",
  },
);

/** What parts the cells of CSV, by its name in the API. */
export const delimiters = { COMMA: ",", SEMICOLON: ";", TAB: "\t", PIPE: "|" } as const;
export type DelimiterName = keyof typeof delimiters;

export const DelimiterEnum = enumType<DelimiterName>(
  "InvoiceDelimiter",
  "What parts the cells of a line of CSV.",
  {
    COMMA: "A comma.",
    SEMICOLON: "A semicolon.",
    TAB: "A tabulator.",
    PIPE: "A vertical bar.",
  },
);
