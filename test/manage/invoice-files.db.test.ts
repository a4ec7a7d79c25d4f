import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AttemptRow } from "../../src/flow/rows.js";
import type { ReconcileRequest } from "../../src/manage/invoices/reconcile-invoice.js";
import { ownerViewer } from "../../src/manage/system-viewer.js";
import {
  type Billed,
  billOf,
  type InvoiceDesk,
  invoiceDesk,
  invoiceOf,
} from "../support/invoices.js";
import { ownMapping } from "../support/invoices.js";
import { accepting, createSettlingWorld, type SettlingWorld } from "../support/settling-world.js";

let world: SettlingWorld;
let desk: InvoiceDesk;
let attempts: AttemptRow[];
let bills: Billed[];

beforeAll(async () => {
  world = await createSettlingWorld();
  desk = invoiceDesk(world);
  attempts = [];
  for (let made = 0; made < 3; made += 1) {
    attempts.push(await world.hear(await world.start("on-delivery", accepting()), {}));
  }
  bills = attempts.map(billOf);
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});

async function refusal(
  file: string | Buffer | AsyncIterable<Buffer>,
  changes: Partial<ReconcileRequest> = {},
): Promise<unknown> {
  const made = await desk.hold(file, changes);
  expect(made.ok).toBe(false);
  const [error] = made.ok ? [] : made.errors;
  const reason = error?.params.reason;
  return typeof reason === "object" && "phrase" in reason ? reason.phrase : error?.code;
}

async function reconciliations(): Promise<number> {
  const { rows } = await world.database.owner.query("select id from reconciliation");
  return rows.length;
}

describe("a file that is no invoice is refused as a whole, and nothing is kept", () => {
  it.each<[string, () => string | Buffer, Partial<ReconcileRequest>, string]>([
    ["gzip, however small", () => gzipSync(Buffer.alloc(50_000_000)), {}, "sheetPacked"],
    ["a zip", () => Buffer.from("PK\u0003\u0004…"), {}, "sheetPacked"],
    ["UTF-16", () => Buffer.from("\uFEFFmessageId,amount", "utf16le"), {}, "sheetUtf16"],
    [
      "Latin 1",
      () => Buffer.from("messageId,amount,currency\ncafé,1,USD", "latin1"),
      {},
      "sheetEncoding",
    ],
    ["bytes", () => Buffer.from("messageId,amount,currency\na\0b,1,USD"), {}, "sheetBinary"],
    ["empty", () => "", {}, "sheetEmpty"],
    ["a header alone", () => "messageId,amount,currency\n", {}, "invoiceNoLine"],
    ["no line that can be read", () => "messageId,amount,currency\n,1,USD\n", {}, "invoiceNoLine"],
    [
      "a quote that does not end",
      () => 'messageId,amount,currency\n"a,1,USD\nb,1,USD\n',
      {},
      "sheetQuoteOpen",
    ],
    [
      "a line without end",
      () => `messageId,amount,currency\n${"x".repeat(30_000)}`,
      {},
      "sheetLineTooLong",
    ],
    [
      "two currencies",
      () => "messageId,amount,currency\na,1,USD\nb,1,EUR\n",
      {},
      "invoiceCurrencies",
    ],
    ["other columns, and no mapping", () => "id,price\na,1\n", {}, "MAPPING_REQUIRED"],
    [
      "a mapping that it does not fit",
      () => "id,price\na,1\n",
      { mapping: { ...ownMapping, messageId: "id" } },
      "invoiceColumns",
    ],
    ["no JSON", () => "messageId\n", { format: "NDJSON" }, "invoiceJson"],
    ["JSON, but no objects", () => "[1]\n", { format: "NDJSON" }, "invoiceJson"],
    ["Parquet", () => "", { format: "PARQUET" }, "INVOICE_FORMAT"],
    ["another vendor's", () => "", { vendor: "nobody" }, "VENDOR_NOT_FOUND"],
    [
      "another account's",
      () => "",
      { accountId: "01900000-0000-7000-8000-000000000000" },
      "ACCOUNT_NOT_FOUND",
    ],
    ["a range turned round", () => "", { from: new Date(2), to: new Date(1) }, "INVALID_RANGE"],
    [
      "ten years",
      () => "",
      { from: new Date(0), to: new Date(10 * 366 * 86_400_000) },
      "INVALID_RANGE",
    ],
    ["not there", () => "", { open: () => Promise.resolve(null) }, "UPLOAD_NOT_FOUND"],
  ])("%s", async (_, file, changes, reason) => {
    const before = await reconciliations();
    expect(await refusal(file(), changes)).toBe(reason);
    expect(await reconciliations()).toBe(before);
  });

  it("one that breaks off while it is read fails, and leaves nothing behind", async () => {
    async function* broken(): AsyncIterable<Buffer> {
      yield Buffer.from("messageId,amount,currency\na,1,USD\n");
      throw new Error("the upload is gone");
    }
    const before = await reconciliations();
    await expect(desk.hold(broken())).rejects.toThrow("the upload is gone");
    expect(await reconciliations()).toBe(before);
    // The place that it took is free again.
    expect(await desk.found(invoiceOf(bills))).toMatchObject({ lines: [] });
  });
});

describe("lines that cannot be read", () => {
  const file = (): string =>
    invoiceOf([...bills.slice(0, 2), { ...(bills[2] as Billed), amount: "n/a" }]);

  it("are told with their number, and count as absent", async () => {
    const found = await desk.found(file());
    expect(found).toMatchObject({ unreadable: 1n, matched: 2n });
    expect(found.rejected).toEqual([
      { line: 4, reason: { phrase: "invoiceAmount", params: { found: "n/a" } } },
    ]);
    expect(found.lines.map((line) => line.kind)).toEqual(["MISSING_ON_INVOICE"]);
  });

  it("let nothing be applied", async () => {
    expect(await refusal(file(), { apply: true })).toBe("invoiceUnreadable");
    expect((await world.money(attempts[2] as AttemptRow)).entries).toHaveLength(2);
  });
});

describe("an invoice", () => {
  it("that none of our messages is on is never applied", async () => {
    const file = "messageId,amount,currency\nnobody,1,USD\n";
    expect(await refusal(file, { apply: true })).toBe("invoiceNothing");
  });

  it("that bills a message twice shows the second line, and charges once", async () => {
    const [first] = bills as [Billed];
    const found = await desk.found(invoiceOf([...bills, first, first]), { apply: true });

    expect(found.lines).toMatchObject([
      { kind: "UNKNOWN_ON_INVOICE", vendorMessageId: first.messageId, note: { code: "REPEATED" } },
      { kind: "UNKNOWN_ON_INVOICE", vendorMessageId: first.messageId, note: { code: "REPEATED" } },
    ]);
    expect(found).toMatchObject({ corrected: 0n, invoiceMicros: 155_000n, ourMicros: 93_000n });
  });

  it("may take back what it bills, on a line of its own", async () => {
    const [first, ...rest] = bills as [Billed, ...Billed[]];
    const credit = { ...first, amount: "-0.011" };
    const found = await desk.found(invoiceOf([first, ...rest, credit]));

    expect(found.lines).toMatchObject([
      { kind: "PRICE_MISMATCH", ourMicros: 31_000n, theirMicros: 20_000n },
    ]);
  });

  it("in another currency than agreed is shown, and neither compared nor applied", async () => {
    const file = invoiceOf(bills.map((bill) => ({ ...bill, currency: "EUR" })));
    const found = await desk.found(file, { apply: true });

    expect(found.lines).toHaveLength(3);
    expect(found.lines[0]).toMatchObject({
      kind: "PRICE_MISMATCH",
      ourCurrency: "USD",
      note: { code: "CURRENCY", ours: "USD", theirs: "EUR" },
    });
    expect(found).toMatchObject({ currency: "EUR", ourMicros: 0n, corrected: 0n });
  });

  it("leaves out lines of other times, but for messages of the range", async () => {
    const old = "2020-01-01";
    const found = await desk.found(
      invoiceOf([
        ...bills.map((bill) => ({ ...bill, date: old })),
        { messageId: "long ago", amount: "5", date: old },
        { messageId: "today", amount: "5", date: world.clock.now().toISOString() },
      ]),
    );
    expect(found.lines.map((line) => line.vendorMessageId)).toEqual(["today"]);
    expect(found).toMatchObject({ lines: [{}], matched: 3n, invoiceMicros: 5_093_000n });
  });

  it("says words that nobody knows, and compares no status then", async () => {
    const file = invoiceOf(bills.map((bill) => ({ ...bill, status: "verlorengegangen" })));
    const found = await desk.found(file);
    expect(found.unknownWords).toEqual(["verlorengegangen"]);
    expect(found.lines).toEqual([]);
  });

  it("is read by the mapping that was said, which the next one needs no more", async () => {
    const lines = bills.map(({ messageId }) => `x;${messageId};0,031;zugestellt`).join("\n");
    const file = `Kunde;Nachricht;Preis;Zustand\n${lines}\n`;
    const mapping = {
      ...ownMapping,
      messageId: "Nachricht",
      amount: null,
      price: "Preis",
      currencyColumn: null,
      currency: "USD",
      status: "Zustand",
      statusWords: [{ word: "zugestellt", status: "DELIVERED" as const }],
      delimiter: ";" as const,
      decimalComma: true,
    };
    expect(await desk.found(file, { mapping })).toMatchObject({ lines: [], matched: 3n });
    expect(await desk.found(file)).toMatchObject({ lines: [], matched: 3n, unknownWords: [] });
    // One vendor's mapping is not another's, and not another owner's.
    expect(await refusal(file, { vendor: "primeline" })).toBe("MAPPING_REQUIRED");
    const owner = ownerViewer("test", world.tenantId);
    const own = await desk.reconciliations.mapping(owner, attempts[0]?.vendorId ?? "");
    expect(own).toBeNull();
  });

  it("is read as NDJSON, with numbers and with texts", async () => {
    const [first, second, third] = bills as [Billed, Billed, Billed];
    const file = [
      { messageId: first.messageId, amount: 0.031, currency: "USD" },
      { messageId: second.messageId, amount: "0.031", currency: "USD", more: { deep: 1 } },
      { messageId: third.messageId, amount: "0.0310", currency: "USD" },
    ]
      .map((line) => JSON.stringify(line))
      .join("\r\n");
    const mapping = { ...ownMapping };
    expect(await desk.found(file, { format: "NDJSON", mapping })).toMatchObject({
      lines: [],
      matched: 3n,
      unreadable: 0n,
    });
  });
});
