import { Field, InputType } from "type-graphql";
import type { InvoiceMapping } from "../../core/invoice/invoice-mapping.js";
import type { ReceiptStatus } from "../../core/otp/status.js";
import { ReceiptStatusEnum } from "../otp/send-enums.js";
import { CurrencyCodeScalar } from "../scalars/currency-code.js";
import { DelimiterEnum, type DelimiterName, delimiters } from "./invoice-enums.js";

@InputType("InvoiceStatusWordInput", { description: "One status word of a vendor's invoices." })
export class InvoiceStatusWordInput {
  @Field(() => String, { description: "The word as the invoice has it; case does not count." })
  word!: string;

  @Field(() => ReceiptStatusEnum, {
    description: "What it says; only delivered or not is compared with our receipts.",
  })
  status!: ReceiptStatus;
}

@InputType("InvoiceMappingInput", {
  description:
    "How a vendor writes its invoices: the names of its columns (CSV) or keys (NDJSON). Others " +
    "that the file has are left alone.",
})
export class InvoiceMappingInput {
  @Field(() => String, { description: "Holds the vendor's id of the message." })
  messageId!: string;

  @Field(() => String, {
    nullable: true,
    description: "Holds what the line bills; exactly one of amount and price is given.",
  })
  amount?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Holds the price of one part, which times parts is what the line bills.",
  })
  price?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Holds the currency; exactly one of currencyColumn and currency is given.",
  })
  currencyColumn?: string | null;

  @Field(() => CurrencyCodeScalar, {
    nullable: true,
    description: "The currency of the whole file, where no column tells it.",
  })
  currency?: string | null;

  @Field(() => String, { nullable: true, description: "Holds the number of parts." })
  parts?: string | null;

  @Field(() => String, { nullable: true, description: "Holds what became of the message." })
  status?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Holds a day or time, RFC 3339, UTC where it says no offset. Lines outside the range count " +
      "only where their message is of the range.",
  })
  date?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Holds our reference; finds messages whose id we never learned.",
  })
  reference?: string | null;

  @Field(() => [InvoiceStatusWordInput], {
    nullable: true,
    defaultValue: [],
    description: "The vendor's own status words, beside the usual ones; 100 at most.",
  })
  statusWords?: InvoiceStatusWordInput[] | null;

  @Field(() => DelimiterEnum, {
    nullable: true,
    defaultValue: "COMMA",
    description: "What parts the cells of CSV.",
  })
  delimiter?: DelimiterName | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "True where amounts are written like 0,0075.",
  })
  decimalComma?: boolean | null;
}

export function toInvoiceMapping(input: InvoiceMappingInput): InvoiceMapping {
  return {
    messageId: input.messageId,
    amount: input.amount ?? null,
    price: input.price ?? null,
    currencyColumn: input.currencyColumn ?? null,
    currency: input.currency ?? null,
    parts: input.parts ?? null,
    status: input.status ?? null,
    date: input.date ?? null,
    reference: input.reference ?? null,
    statusWords: (input.statusWords ?? []).map(({ word, status }) => ({ word, status })),
    delimiter: delimiters[input.delimiter ?? "COMMA"],
    decimalComma: input.decimalComma ?? false,
  };
}
