import { z } from "zod";
import { messageOf } from "../core/errors.js";
import {
  checkMapping,
  invoiceDelimiters,
  type InvoiceMapping,
  plainMapping,
} from "../core/invoice/invoice-mapping.js";
import { receiptStatuses } from "../core/otp/status.js";

const column = z.string().nullable().default(null);

const shape = z.strictObject({
  messageId: z.string().default(plainMapping.messageId),
  amount: column,
  price: column,
  currencyColumn: column,
  currency: column,
  parts: column,
  status: column,
  date: column,
  reference: column,
  statusWords: z
    .array(z.strictObject({ word: z.string(), status: z.enum(receiptStatuses) }))
    .default([]),
  delimiter: z.enum(invoiceDelimiters).default(","),
  decimalComma: z.boolean().default(false),
});

/** Reads a mapping as InvoiceMappingInput writes it, in JSON; throws what is wrong with it. */
export function readInvoiceMapping(text: string): InvoiceMapping {
  const parsed = shape.safeParse(jsonOf(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`--mapping: ${issue?.path.join(".") ?? ""} ${issue?.message ?? "is wrong"}`);
  }
  const errors = checkMapping(parsed.data, []);
  if (errors.length > 0) {
    const lines = errors.map((error) => `${error.field?.join(".")}: ${messageOf(error, "en")}`);
    throw new Error(`--mapping: ${lines.join("\n")}`);
  }
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("--mapping: the file is not JSON.");
  }
}
