import { describe, expect, it } from "vitest";
import { readInvoiceAmount } from "../../../src/core/invoice/invoice-amount.js";
import { type InvoiceLine, readInvoiceLine } from "../../../src/core/invoice/invoice-line.js";
import {
  checkMapping,
  type InvoiceMapping,
  plainMapping,
} from "../../../src/core/invoice/invoice-mapping.js";
import { statusReader } from "../../../src/core/invoice/invoice-status.js";

describe("an amount of an invoice", () => {
  it.each<[string, number, boolean, bigint | null]>([
    ["0.0075", 1, false, 7_500n],
    ["0,0075", 1, true, 7_500n],
    ["  12 ", 1, false, 12_000_000n],
    ["-1.5", 1, false, -1_500_000n],
    ["+1.5", 1, false, 1_500_000n],
    ["007.10", 1, false, 7_100_000n],
    // Finer than the micro-unit: half-even, once, after the parts are multiplied.
    ["0.0000005", 1, false, 0n],
    ["0.0000015", 1, false, 2n],
    ["0.0000005", 3, false, 2n],
    ["0.00000025", 2, false, 0n],
    ["-0.0000015", 1, false, -2n],
    ["0.007500000000000000", 1, false, 7_500n],
    ["1,234.50", 1, false, null],
    ["1.234,50", 1, true, null],
    ["0.0075", 1, true, null],
    ["$1", 1, false, null],
    ["1e-3", 1, false, null],
    ["", 1, false, null],
    ["1234567890123", 1, false, null],
  ])("“%s” for %d parts, comma %s, is %s", (text, times, comma, micros) => {
    expect(readInvoiceAmount(text, times, comma)).toBe(micros);
  });
});

const mapping: InvoiceMapping = {
  ...plainMapping,
  parts: "parts",
  status: "status",
  date: "date",
  reference: "reference",
};

function read(cells: Readonly<Record<string, string>>, changes: Partial<InvoiceMapping> = {}) {
  const unknown: string[] = [];
  const own = { ...mapping, ...changes };
  const line = readInvoiceLine(
    7,
    (column) => ({ messageId: "m", amount: "1", currency: "usd", ...cells })[column] ?? "",
    {
      mapping: own,
      statusOf: statusReader(own.statusWords),
      wordUnknown: (word) => unknown.push(word),
    },
  );
  return { line, unknown };
}

describe("a line of an invoice", () => {
  it("is read with everything that it may have", () => {
    const { line } = read({
      parts: "2",
      status: " DELIVRD ",
      date: "2026-06-01 12:00:00+07:00",
      reference: "ref",
    });

    expect(line).toEqual({
      line: 7,
      messageId: "m",
      reference: "ref",
      micros: 1_000_000n,
      currency: "USD",
      parts: 2,
      status: "DELIVERED",
      time: {
        from: new Date("2026-06-01T05:00:00Z"),
        until: new Date("2026-06-01T05:00:00.001Z"),
      },
    });
  });

  it("takes a price per part times its parts", () => {
    const price = { amount: null, price: "price" };
    expect(read({ price: "0.0000005", parts: "3" }, price).line).toMatchObject({ micros: 2n });
    expect(read({ price: "0.5" }, price).line).toMatchObject({ micros: 500_000n, parts: null });
  });

  it("with a day is of that day in UTC, without a date of any time", () => {
    const { time } = read({ date: "2026-06-01" }).line as InvoiceLine;
    expect(time?.from).toEqual(new Date("2026-06-01T00:00:00Z"));
    expect(time?.until).toEqual(new Date("2026-06-02T00:00:00Z"));
    expect(read({}).line).toMatchObject({ time: null, status: null, reference: null });
  });

  it.each<[string, Record<string, string>]>([
    ["invoiceId", { messageId: " " }],
    ["invoiceId", { messageId: "x".repeat(501) }],
    ["invoiceId", { messageId: "a\tb" }],
    ["invoiceAmount", { amount: "n/a" }],
    ["invoiceAmount", { amount: "999999999999" }],
    ["invoiceCurrency", { currency: "dollars" }],
    ["invoiceCurrency", { currency: "" }],
    ["invoiceParts", { parts: "0" }],
    ["invoiceParts", { parts: "1.5" }],
    ["invoiceParts", { parts: "256" }],
    ["invoiceDate", { date: "01/06/2026" }],
    ["invoiceDate", { date: "2026-13-01" }],
  ])("cannot be read because of %s: %o", (phrase, cells) => {
    expect(read(cells).line).toMatchObject({ phrase });
  });

  it("knows the vendor's own status words before the usual ones, and tells unknown ones", () => {
    const statusWords = [
      { word: "Failed", status: "DELIVERED" as const },
      { word: "ZUGESTELLT", status: "DELIVERED" as const },
    ];
    expect(read({ status: "failed" }, { statusWords }).line).toMatchObject({ status: "DELIVERED" });
    expect(read({ status: "zugestellt" }, { statusWords }).line).toMatchObject({
      status: "DELIVERED",
    });
    expect(read({ status: "sent" }).line).toMatchObject({ status: null });
    const odd = read({ status: "odd" });
    expect(odd.line).toMatchObject({ status: null });
    expect(odd.unknown).toEqual(["odd"]);
  });
});

describe("a mapping", () => {
  it.each<[string, Partial<InvoiceMapping>, string[]]>([
    ["that is plain", {}, []],
    ["with amount and price", { price: "p" }, ["MAPPING_AMOUNT"]],
    ["with neither", { amount: null }, ["MAPPING_AMOUNT"]],
    ["with two currencies", { currency: "USD" }, ["MAPPING_CURRENCY"]],
    ["with none", { currencyColumn: null }, ["MAPPING_CURRENCY"]],
    ["with no such one", { currencyColumn: null, currency: "XXQ" }, ["UNKNOWN_CURRENCY"]],
    ["with an empty name", { messageId: " " }, ["INVALID_TEXT"]],
    ["with a long name", { status: "x".repeat(101) }, ["TOO_LONG"]],
    [
      "with a word twice",
      {
        statusWords: [
          { word: "ok", status: "DELIVERED" },
          { word: "OK ", status: "UNDELIVERED" },
        ],
      },
      ["DUPLICATE_ITEM"],
    ],
    [
      "with too many words",
      {
        statusWords: Array.from({ length: 101 }, (_, index) => ({
          word: `w${index}`,
          status: "DELIVERED" as const,
        })),
      },
      ["TOO_MANY_ITEMS"],
    ],
  ])("%s: %o", (_, changes, codes) => {
    const errors = checkMapping({ ...plainMapping, ...changes }, ["mapping"]);
    expect(errors.map((error) => error.code)).toEqual(codes);
    expect(errors.every((error) => error.field?.[0] === "mapping")).toBe(true);
  });
});
