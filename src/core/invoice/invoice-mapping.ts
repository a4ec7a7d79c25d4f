import { isCurrency } from "../currency.js";
import { type DomainError, domainError } from "../errors.js";
import { hasControlCharacters } from "../limits.js";
import type { ReceiptStatus } from "../otp/status.js";

/** What parts the cells of a line of CSV. */
export const invoiceDelimiters = [",", ";", "\t", "|"] as const;

/** One word that a vendor writes for what became of a message, and what it says in ours. */
export interface StatusWord {
  readonly word: string;
  readonly status: ReceiptStatus;
}

/**
 * How a vendor writes its invoices: the names of its columns (CSV) or keys (NDJSON), as they stand
 * in the file, and its ways of writing. Null = there is none. Exactly one of amount and price is
 * given, and exactly one of currencyColumn and currency.
 */
export interface InvoiceMapping {
  /** The vendor's id of the message, as its answer to the submission named it. */
  readonly messageId: string;
  /** What the line bills. */
  readonly amount: string | null;
  /** What it bills per part; parts, where there are none 1, times this is the amount. */
  readonly price: string | null;
  readonly currencyColumn: string | null;
  /** ISO 4217, where the whole file is in one currency. */
  readonly currency: string | null;
  readonly parts: string | null;
  readonly status: string | null;
  /** Day or time of the line; a line outside the range counts only where its attempt is inside. */
  readonly date: string | null;
  /** Our reference, for messages whose answer, and with it their id, was lost. */
  readonly reference: string | null;
  /** Beside the usual ones; case does not count. */
  readonly statusWords: readonly StatusWord[];
  readonly delimiter: (typeof invoiceDelimiters)[number];
  /** True where amounts are written as 0,0075. */
  readonly decimalComma: boolean;
}

/** What is tried where nobody has said how a vendor writes its invoices. */
export const plainMapping: InvoiceMapping = {
  messageId: "messageId",
  amount: "amount",
  price: null,
  currencyColumn: "currency",
  currency: null,
  parts: null,
  status: null,
  date: null,
  reference: null,
  statusWords: [],
  delimiter: ",",
  decimalComma: false,
};

/** Columns that `plainMapping` takes where the file has them. */
export const plainExtras = ["parts", "status", "date", "reference"] as const;

const nameLengthMax = 100;
const wordsMax = 100;

const columnFields = [
  "messageId",
  "amount",
  "price",
  "currencyColumn",
  "parts",
  "status",
  "date",
  "reference",
] as const;

/** The columns that a mapping names, by its field. */
export function columnsOf(
  mapping: InvoiceMapping,
): readonly (readonly [(typeof columnFields)[number], string])[] {
  return columnFields.flatMap((field) => {
    const name = mapping[field];
    return name === null ? [] : [[field, name] as const];
  });
}

/**
 * What is wrong with a mapping, none when it is sound. Errors: MAPPING_AMOUNT, MAPPING_CURRENCY,
 * UNKNOWN_CURRENCY, INVALID_TEXT, TOO_LONG, DUPLICATE_ITEM, TOO_MANY_ITEMS; fields below `field`.
 */
export function checkMapping(
  mapping: InvoiceMapping,
  field: readonly string[],
): readonly DomainError[] {
  const errors: DomainError[] = [];
  if ((mapping.amount === null) === (mapping.price === null)) {
    errors.push(domainError("MAPPING_AMOUNT", [...field, "amount"]));
  }
  if ((mapping.currencyColumn === null) === (mapping.currency === null)) {
    errors.push(domainError("MAPPING_CURRENCY", [...field, "currency"]));
  }
  if (mapping.currency !== null && !isCurrency(mapping.currency)) {
    const currency = mapping.currency.slice(0, 8);
    errors.push(domainError("UNKNOWN_CURRENCY", [...field, "currency"], { currency }));
  }
  for (const [name, column] of columnsOf(mapping)) {
    errors.push(...checkName(column, [...field, name]));
  }
  return [...errors, ...checkWords(mapping.statusWords, [...field, "statusWords"])];
}

function checkName(name: string, field: readonly string[]): DomainError[] {
  if (name.trim() === "" || hasControlCharacters(name)) {
    return [domainError("INVALID_TEXT", field)];
  }
  return name.length > nameLengthMax
    ? [domainError("TOO_LONG", field, { max: nameLengthMax })]
    : [];
}

function checkWords(words: readonly StatusWord[], field: readonly string[]): DomainError[] {
  if (words.length > wordsMax) {
    return [domainError("TOO_MANY_ITEMS", field, { max: wordsMax })];
  }
  const plain = words.map(({ word }) => word.trim().toLowerCase());
  return words.flatMap(({ word }, index) => {
    const at = [...field, String(index), "word"];
    return plain.indexOf(plain[index] ?? "") < index
      ? [domainError("DUPLICATE_ITEM", at, { item: word.slice(0, nameLengthMax) })]
      : checkName(word, at);
  });
}
