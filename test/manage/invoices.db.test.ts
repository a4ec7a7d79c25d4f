import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { AttemptRow } from "../../src/flow/rows.js";
import {
  type Billed,
  billOf,
  type InvoiceDesk,
  invoiceDesk,
  invoiceOf,
} from "../support/invoices.js";
import {
  accepting,
  createSettlingWorld,
  type SettlingWorld,
  silent,
} from "../support/settling-world.js";

let world: SettlingWorld;
let desk: InvoiceDesk;

beforeAll(async () => {
  world = await createSettlingWorld();
  desk = invoiceDesk(world);
  await world.setBudget({ limit: "1000", period: "MONTH" });
});
afterEach(async () => {
  await world.expectSound();
  // The next test's invoices cover none of this one's attempts.
  world.clock.jump(40 * 86_400);
});
afterAll(() => world.close());

async function delivered(count: number): Promise<AttemptRow[]> {
  const attempts: AttemptRow[] = [];
  for (let made = 0; made < count; made += 1) {
    attempts.push(await world.hear(await world.start("on-delivery", accepting()), {}));
  }
  return attempts;
}

describe("an invoice that agrees with the books", () => {
  it("shows no difference, to the micro-unit", async () => {
    const attempts = await delivered(3);

    const found = await desk.found(invoiceOf(attempts.map(billOf)));

    expect(found).toMatchObject({
      lines: [],
      matched: 3n,
      ourMicros: 93_000n,
      invoiceMicros: 93_000n,
      inDoubt: 0n,
      corrected: null,
      appliedAt: null,
      unreadable: 0n,
    });
  });
});

describe("differences", () => {
  it("of five kinds are found, each once, and add up to the difference of the totals", async () => {
    const attempts = await delivered(6);
    const [priced, counted, stated, ...rest] = attempts.map(billOf);
    const [missing] = rest.splice(0, 1);
    if (!priced || !counted || !stated || !missing) {
      throw new Error("four of six");
    }

    const found = await desk.found(
      invoiceOf([
        { ...priced, amount: "0.035" },
        { ...counted, parts: 2, amount: "0.062" },
        { ...stated, status: "undelivered", amount: "0" },
        ...rest,
        { messageId: "nobody's", amount: "0.031" },
      ]),
    );

    expect(found.lines).toMatchObject([
      { kind: "PRICE_MISMATCH", vendorMessageId: priced.messageId, theirMicros: 35_000n },
      { kind: "PARTS_MISMATCH", vendorMessageId: counted.messageId, note: { ours: 1, theirs: 2 } },
      { kind: "STATUS_MISMATCH", vendorMessageId: stated.messageId, theirMicros: 0n },
      { kind: "UNKNOWN_ON_INVOICE", vendorMessageId: "nobody's", attemptId: null },
      { kind: "MISSING_ON_INVOICE", vendorMessageId: missing.messageId, ourMicros: 31_000n },
    ]);
    expect(found).toMatchObject({ matched: 5n, ourMicros: 186_000n, invoiceMicros: 190_000n });
    expect(await world.money(attempts[0] as AttemptRow)).toMatchObject({ cost: 31_000n });
  });
});

describe("applying", () => {
  it("lets the books follow the invoice as new rows, once", async () => {
    const attempts = await delivered(3);
    const doubtful = await world.passHold(await world.start("on-delivery", silent()));
    const [priced, missing, agreed] = attempts.map(billOf) as [Billed, Billed, Billed];
    const file = invoiceOf([
      { ...priced, amount: "0.035" },
      agreed,
      { messageId: "lost", amount: "0.03", reference: world.referenceOf(doubtful) },
      { messageId: "nobody's", amount: "9" },
    ]);

    const dry = await desk.found(file);
    expect(dry).toMatchObject({ inDoubt: 1n, inDoubtOurMicros: 31_000n });
    expect(dry).toMatchObject({ inDoubtInvoiceMicros: 30_000n, corrected: null });
    expect(dry.lines).toMatchObject([
      { kind: "PRICE_MISMATCH", vendorMessageId: priced.messageId },
      { kind: "UNKNOWN_ON_INVOICE", vendorMessageId: "nobody's" },
      { kind: "MISSING_ON_INVOICE", vendorMessageId: missing.messageId },
    ]);
    expect((await world.attemptOf(doubtful.sendId)).charge).toBe("MAYBE");

    const applied = await desk.found(file, { apply: true });
    expect(applied.corrected).toBe(3n);
    const entries = async (attempt: AttemptRow | undefined) =>
      (await world.money(attempt as AttemptRow)).entries.slice(2);
    expect(await entries(attempts[0])).toEqual(["INVOICE FUNDS>CHARGED 4000"]);
    expect(await entries(attempts[1])).toEqual(["INVOICE CHARGED>FUNDS 31000"]);
    expect(await entries(attempts[2])).toEqual([]);
    expect(await entries(doubtful)).toEqual([
      "INVOICE MAYBE>CHARGED 30000",
      "INVOICE MAYBE>FUNDS 1000",
    ]);
    const last = (await world.events(doubtful.sendId)).at(-1);
    expect(last).toMatchObject({ type: "COST_CHANGED", costMicros: 30_000n });

    const again = await desk.found(file, { apply: true });
    expect(again).toMatchObject({ corrected: 0n, inDoubt: 0n });
    expect(again.lines.map((line) => line.kind)).toEqual(["UNKNOWN_ON_INVOICE"]);
    expect(await entries(attempts[0])).toHaveLength(1);
  });
});
