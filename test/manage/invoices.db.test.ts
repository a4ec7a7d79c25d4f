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

describe("what is in doubt", () => {
  const maybe = async () => world.passHold(await world.start("on-delivery", silent()));
  const held = () => world.start("on-delivery", accepting());
  const heldLong = () => world.start("on-delivery-long", accepting(2));

  it.each<[string, () => Promise<AttemptRow>, Partial<Billed>, readonly object[]]>([
    ["agrees where MAYBE is billed as we count it", maybe, { amount: "0.031" }, []],
    ["agrees where MAYBE is stated as billed at nothing", maybe, { amount: "0" }, []],
    ["agrees where the status is not known to us", held, { status: "undelivered" }, []],
    ["agrees where a held message is billed as held", held, { amount: "0.031" }, []],
    ["agrees where a held message is not billed yet", held, { amount: "0" }, []],
    ["agrees where all parts are billed", heldLong, { amount: "0.062", parts: 2 }, []],
    [
      "differs where MAYBE has another price",
      maybe,
      { amount: "0.030999" },
      [{ kind: "PRICE_MISMATCH", ourMicros: 31_000n, theirMicros: 30_999n }],
    ],
    [
      "differs where a held message has another price",
      held,
      { amount: "0.031001" },
      [{ kind: "PRICE_MISMATCH", ourMicros: 31_000n, theirMicros: 31_001n }],
    ],
    [
      "differs where MAYBE has other parts, whatever they cost",
      maybe,
      { amount: "0.062", parts: 2 },
      [{ kind: "PARTS_MISMATCH", note: { ours: 1, theirs: 2 }, theirMicros: 62_000n }],
    ],
    [
      "differs where a held message has other parts and is not billed",
      held,
      { amount: "0", parts: 3 },
      [{ kind: "PARTS_MISMATCH", ourMicros: 31_000n, theirMicros: 0n }],
    ],
    [
      "differs where a held message of two parts is billed at the price of one",
      heldLong,
      { amount: "0.031", parts: 2 },
      [{ kind: "PRICE_MISMATCH", ourMicros: 62_000n, theirMicros: 31_000n }],
    ],
  ])("%s", async (_name, start, billed, lines) => {
    const attempt = await start();
    const reference = world.referenceOf(attempt);
    const [messageId = "x"] = attempt.vendorMessageIds;
    const bill = { messageId, amount: "0.031", reference, ...billed };

    const found = await desk.found(invoiceOf([bill]), { apply: true });

    expect(found.lines).toMatchObject(lines);
    expect(found.lines).toHaveLength(lines.length);
    expect(found.lines.every(({ note }) => note.inDoubt === true)).toBe(true);
    const isBilled = bill.amount !== "0";
    const micros = BigInt(bill.amount.replace("0.", "").padEnd(6, "0"));
    const after = await world.money(attempt);
    const isWaiting = attempt.charge === "HELD" && !isBilled;
    expect(after.charge).toBe(isWaiting ? "HELD" : isBilled ? "CHARGED" : "RELEASED");
    expect(after.vendorCost).toBe(micros);
    expect(found).toMatchObject({ inDoubt: isWaiting ? 0n : 1n, inDoubtInvoiceMicros: micros });
  });

  it("settles at what the invoice bills for it, or at nothing when it lacks it", async () => {
    const lacked = await maybe();
    const [other] = await delivered(1);

    const found = await desk.found(invoiceOf([billOf(other as AttemptRow)]), { apply: true });

    expect(found).toMatchObject({ lines: [], inDoubt: 1n, inDoubtOurMicros: 31_000n });
    expect(await world.money(lacked)).toMatchObject({ charge: "RELEASED", cost: 0n });
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
      { kind: "PRICE_MISMATCH", vendorMessageId: "lost", note: { inDoubt: true } },
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
