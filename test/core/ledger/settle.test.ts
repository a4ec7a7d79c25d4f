import { describe, expect, it } from "vitest";
import type { AttemptTerms } from "../../../src/core/ledger/attempt-cost.js";
import { noFacts, type Occurrence, refundAllMicros } from "../../../src/core/ledger/money-facts.js";
import {
  heldBook,
  holdMovement,
  settle,
  type Settlement,
} from "../../../src/core/ledger/settle.js";

const onSubmit: AttemptTerms = {
  holdMicros: 10_000n,
  billedOn: "SUBMITTED",
  parts: 1,
  priceMicros: 10_000n,
  exchangeRate: "1",
};
const onDelivery: AttemptTerms = { ...onSubmit, billedOn: "DELIVERED" };
const twoParts: AttemptTerms = { ...onDelivery, parts: 2, holdMicros: 20_000n };

const accepted: Occurrence = { kind: "accepted", charged: "maybe", quote: null };
const delivered: Occurrence = { kind: "parts", partsDelivered: 1, partsKnown: 1 };
const undelivered: Occurrence = { kind: "parts", partsDelivered: 0, partsKnown: 1 };
const unknown: Occurrence = { kind: "unknown", charged: "maybe" };
const holdOver: Occurrence = { kind: "hold_over" };

/** Settles one occurrence after the other, as they come in. */
function after(terms: AttemptTerms, ...occurrences: readonly Occurrence[]): Settlement {
  let facts = noFacts;
  let book = heldBook;
  let latest = settle(terms, facts, book, []);
  for (const occurrence of occurrences) {
    latest = settle(terms, facts, book, [occurrence]);
    ({ facts, book } = latest);
  }
  return latest;
}

describe("the Settling table", () => {
  it.each<[string, AttemptTerms, Occurrence[], string, bigint]>([
    ["submit-billed, accepted", onSubmit, [accepted], "CHARGED", 10_000n],
    ["submit-billed, delivered", onSubmit, [accepted, delivered], "CHARGED", 10_000n],
    ["submit-billed, undelivered stays", onSubmit, [accepted, undelivered], "CHARGED", 10_000n],
    ["submit-billed, rejected", onSubmit, [{ kind: "rejected", charged: "no" }], "RELEASED", 0n],
    ["submit-billed, no receipt", onSubmit, [accepted, holdOver], "CHARGED", 10_000n],
    ["submit-billed, unknown", onSubmit, [unknown], "HELD", 0n],
    ["submit-billed, unknown to the end", onSubmit, [unknown, holdOver], "MAYBE", 10_000n],
    ["delivery-billed, accepted", onDelivery, [accepted], "HELD", 0n],
    ["delivery-billed, delivered", onDelivery, [accepted, delivered], "CHARGED", 10_000n],
    ["delivery-billed, undelivered", onDelivery, [accepted, undelivered], "RELEASED", 0n],
    [
      "delivery-billed, rejected",
      onDelivery,
      [{ kind: "rejected", charged: "no" }],
      "RELEASED",
      0n,
    ],
    ["delivery-billed, no receipt", onDelivery, [accepted, holdOver], "RELEASED", 0n],
    ["delivery-billed, unknown to the end", onDelivery, [unknown, holdOver], "MAYBE", 10_000n],
    ["never handed over", onSubmit, [{ kind: "canceled" }], "RELEASED", 0n],
    ["lost before any answer", onSubmit, [holdOver], "MAYBE", 10_000n],
  ])("%s", (_, terms, occurrences, charge, cost) => {
    expect(after(terms, ...occurrences).book).toMatchObject({ charge, costMicros: cost });
  });
});

describe("what the vendor's answer says beats the table", () => {
  it.each<[string, AttemptTerms, Occurrence, string]>([
    [
      "accepted and billed at once",
      onDelivery,
      { kind: "accepted", charged: "yes", quote: null },
      "CHARGED",
    ],
    [
      "accepted for nothing",
      onSubmit,
      { kind: "accepted", charged: "no", quote: null },
      "RELEASED",
    ],
    [
      "accepted, billed later",
      onDelivery,
      { kind: "accepted", charged: "no", quote: null },
      "HELD",
    ],
    ["rejected but billed", onSubmit, { kind: "rejected", charged: "yes" }, "CHARGED"],
    ["rejected, perhaps billed", onSubmit, { kind: "rejected", charged: "maybe" }, "HELD"],
    ["unknown, surely not billed", onSubmit, { kind: "unknown", charged: "no" }, "RELEASED"],
    ["unknown, surely billed", onDelivery, { kind: "unknown", charged: "yes" }, "CHARGED"],
  ])("%s", (_, terms, occurrence, charge) => {
    expect(after(terms, occurrence).book.charge).toBe(charge);
  });
});

describe("a receipt after the fact", () => {
  it("settles MAYBE as a charge: nothing is spent twice", () => {
    const late = after(onSubmit, unknown, holdOver, delivered);

    expect(late.book).toEqual({
      charge: "CHARGED",
      costMicros: 10_000n,
      vendorCostMicros: 10_000n,
    });
    expect(late).toMatchObject({ heldDelta: 0n, spentDelta: 0n, maybeDelta: -10_000n });
    expect(late.movements).toEqual([
      { kind: "CHARGE", debit: "MAYBE", credit: "CHARGED", amountMicros: 10_000n },
    ]);
  });

  it("gives MAYBE back where only delivery is billed", () => {
    const late = after(onDelivery, unknown, holdOver, undelivered);

    expect(late.book.charge).toBe("RELEASED");
    expect(late).toMatchObject({ heldDelta: 0n, spentDelta: -10_000n, maybeDelta: -10_000n });
    expect(late.movements).toEqual([
      { kind: "RELEASE", debit: "MAYBE", credit: "FUNDS", amountMicros: 10_000n },
    ]);
  });

  it("books a late charge when the hold was released long ago", () => {
    const late = after(onDelivery, accepted, holdOver, delivered);

    expect(late).toMatchObject({ heldDelta: 0n, spentDelta: 10_000n });
    expect(late.movements).toEqual([
      { kind: "LATE_CHARGE", debit: "FUNDS", credit: "CHARGED", amountMicros: 10_000n },
    ]);
  });

  it("takes the charge back when the vendor rejects what it had accepted", () => {
    const late = after(onSubmit, accepted, { kind: "rejected", charged: "no" });

    expect(late.book.charge).toBe("RELEASED");
    expect(late.movements).toEqual([
      { kind: "REFUND", debit: "CHARGED", credit: "FUNDS", amountMicros: 10_000n },
    ]);
  });

  it("that only confirms a rejection charges nothing", () => {
    const late = after(onSubmit, { kind: "rejected", charged: "no" }, undelivered);

    expect(late.book).toMatchObject({ charge: "RELEASED", costMicros: 0n });
  });

  it("believes a delivery more than a rejection", () => {
    expect(after(onSubmit, { kind: "rejected", charged: "no" }, delivered).book.charge).toBe(
      "CHARGED",
    );
  });

  it("changes nothing when it is repeated", () => {
    expect(after(onDelivery, accepted, delivered, delivered)).toMatchObject({
      movements: [],
      heldDelta: 0n,
      spentDelta: 0n,
      isChanged: false,
    });
  });

  it("that comes before the answer settles the same", () => {
    expect(after(onDelivery, delivered, accepted).book).toEqual(
      after(onDelivery, accepted, delivered).book,
    );
  });
});

describe("messages of several parts", () => {
  const parts = (partsDelivered: number, partsKnown: number): Occurrence => ({
    kind: "parts",
    partsDelivered,
    partsKnown,
  });

  it("are held until every part's fate is known, then charged for the parts delivered", () => {
    expect(after(twoParts, accepted, parts(1, 1)).book.charge).toBe("HELD");

    const settled = after(twoParts, accepted, parts(1, 1), parts(1, 2));
    expect(settled.book).toMatchObject({ charge: "CHARGED", costMicros: 10_000n });
    expect(settled.movements).toEqual([
      { kind: "CHARGE", debit: "HELD", credit: "CHARGED", amountMicros: 10_000n },
      { kind: "RELEASE", debit: "HELD", credit: "FUNDS", amountMicros: 10_000n },
    ]);
  });

  it("are charged for the parts known to be delivered when the hold's time is over", () => {
    expect(after(twoParts, accepted, parts(1, 1), holdOver).book.costMicros).toBe(10_000n);
  });

  it("are charged by the prices of their receipts, the list's where a part has none", () => {
    const priced: Occurrence = { kind: "priced", part: 1, price: { micros: 12_000n, atMs: 1 } };

    expect(after(twoParts, accepted, priced, parts(2, 2)).book.costMicros).toBe(22_000n);
  });

  it("cost what the parts' receipts say when these come after the whole message's price", () => {
    const price = (part: number | null, micros: bigint, atMs: number): Occurrence => ({
      kind: "priced",
      part,
      price: { micros, atMs },
    });
    const whole = price(null, 18_000n, 2);
    const byPart = [price(1, 7_000n, 3), price(2, 8_000n, 1)];

    expect(after(twoParts, accepted, parts(2, 2), whole, ...byPart).book.costMicros).toBe(15_000n);
    const later = price(null, 18_000n, 3);
    expect(after(twoParts, accepted, parts(2, 2), later, ...byPart).book.costMicros).toBe(18_000n);
  });

  it("cost the quote's share of the parts delivered", () => {
    const quoted: Occurrence = {
      kind: "accepted",
      charged: "maybe",
      quote: { micros: 30_000n, atMs: 1 },
    };

    expect(after(twoParts, quoted, parts(1, 2)).book.costMicros).toBe(15_000n);
  });
});

describe("prices that the vendor reports", () => {
  const priced = (micros: bigint, atMs = 1): Occurrence => ({
    kind: "priced",
    part: null,
    price: { micros, atMs },
  });

  it("books what goes beyond the hold", () => {
    const dearer = settle(onDelivery, noFacts, heldBook, [accepted, delivered, priced(14_000n)]);

    expect(dearer).toMatchObject({ heldDelta: -10_000n, spentDelta: 14_000n });
    expect(dearer.movements).toEqual([
      { kind: "CHARGE", debit: "HELD", credit: "CHARGED", amountMicros: 10_000n },
      { kind: "OVERRUN", debit: "FUNDS", credit: "CHARGED", amountMicros: 4_000n },
    ]);
  });

  it("releases what the vendor bills nothing for", () => {
    expect(after(onSubmit, accepted, priced(0n)).book).toMatchObject({
      charge: "RELEASED",
      costMicros: 0n,
    });
  });

  it("follows the latest word, whichever came first", () => {
    const one = after(onSubmit, accepted, priced(11_000n, 5), priced(12_000n, 3));
    const other = after(onSubmit, accepted, priced(12_000n, 3), priced(11_000n, 5));

    expect(one.book.costMicros).toBe(11_000n);
    expect(other.book).toEqual(one.book);
  });

  it("turns MAYBE into the charge that the vendor names", () => {
    expect(after(onSubmit, unknown, holdOver, priced(9_000n)).book).toMatchObject({
      charge: "CHARGED",
      costMicros: 9_000n,
    });
  });

  it("exchanges once per attempt, a half to the even micro-unit", () => {
    const terms = { ...onSubmit, priceMicros: 5n, parts: 1, exchangeRate: "0.5", holdMicros: 2n };
    const odd = { ...terms, priceMicros: 7n, holdMicros: 4n };

    expect(after(terms, accepted).book).toMatchObject({ costMicros: 2n, vendorCostMicros: 5n });
    expect(after(odd, accepted).book).toMatchObject({ costMicros: 4n, vendorCostMicros: 7n });
  });
});

describe("an invoice", () => {
  const billed = (micros: bigint, atMs = 10, untilMs = 5): Occurrence => ({
    kind: "invoiced",
    amount: { micros, atMs, untilMs },
  });
  const refunded = (micros: bigint, atMs: number): Occurrence => ({
    kind: "refunded",
    part: null,
    amount: { micros, atMs },
  });

  it.each<[string, Occurrence[], string[]]>([
    ["what is in doubt", [unknown, holdOver, billed(10_000n)], ["MAYBE>CHARGED 10000"]],
    ["what is held", [unknown, billed(9_000n)], ["HELD>CHARGED 9000", "HELD>FUNDS 1000"]],
    ["more than was charged", [accepted, billed(12_000n)], ["FUNDS>CHARGED 2000"]],
    ["less", [accepted, billed(7_000n)], ["CHARGED>FUNDS 3000"]],
    ["not at all", [accepted, billed(0n)], ["CHARGED>FUNDS 10000"]],
    ["what was released", [{ kind: "canceled" }, billed(10_000n)], ["FUNDS>CHARGED 10000"]],
    ["what it is known to", [accepted, billed(10_000n)], []],
    ["the same again", [accepted, billed(7_000n), billed(7_000n, 11)], []],
  ])("that bills %s is booked as rows of its own kind", (_, occurrences, rows) => {
    const { movements } = after(onSubmit, ...occurrences);

    expect(movements.map((one) => `${one.debit}>${one.credit} ${one.amountMicros}`)).toEqual(rows);
    expect(movements.every(({ kind }) => kind === "INVOICE")).toBe(true);
  });

  it("beats every price of a receipt, and a later one beats it", () => {
    const priced: Occurrence = { kind: "priced", part: null, price: { micros: 1n, atMs: 99 } };

    expect(after(onSubmit, accepted, billed(7_000n), priced).book.costMicros).toBe(7_000n);
    expect(after(onSubmit, accepted, billed(7_000n, 10), billed(6_000n, 11)).book.costMicros).toBe(
      6_000n,
    );
    expect(after(onSubmit, accepted, billed(6_000n, 11), billed(7_000n, 10)).book.costMicros).toBe(
      6_000n,
    );
  });

  it("holds the refunds of its time already; a later one is taken off", () => {
    const early = after(onSubmit, accepted, refunded(4_000n, 5), billed(6_000n));
    const late = after(onSubmit, accepted, billed(6_000n), refunded(4_000n, 6));
    const all = after(onSubmit, accepted, billed(6_000n), refunded(refundAllMicros, 6));

    expect(early.book.costMicros).toBe(6_000n);
    expect(late.book.costMicros).toBe(2_000n);
    expect(late.movements.map(({ kind }) => kind)).toEqual(["REFUND"]);
    expect(all.book).toMatchObject({ charge: "RELEASED", costMicros: 0n });
  });
});

describe("refunds", () => {
  const refunded = (micros: bigint, part: number | null = null): Occurrence => ({
    kind: "refunded",
    part,
    amount: { micros, atMs: 9 },
  });

  it("give back all where no amount is named", () => {
    const settled = after(onSubmit, accepted, undelivered, refunded(refundAllMicros));

    expect(settled.book).toEqual({ charge: "RELEASED", costMicros: 0n, vendorCostMicros: 0n });
    expect(settled.movements).toEqual([
      { kind: "REFUND", debit: "CHARGED", credit: "FUNDS", amountMicros: 10_000n },
    ]);
  });

  it("give back what is named, once, however often it is said", () => {
    const twice = after(onSubmit, accepted, refunded(4_000n), refunded(4_000n));

    expect(twice.book).toMatchObject({ charge: "CHARGED", costMicros: 6_000n });
    expect(twice.movements).toEqual([]);
  });

  it("give back one part of several", () => {
    const terms = { ...twoParts, billedOn: "SUBMITTED" as const };

    expect(after(terms, accepted, refunded(refundAllMicros, 2)).book.costMicros).toBe(10_000n);
  });

  it("never give back more than was charged", () => {
    expect(after(onSubmit, accepted, refunded(99_000n)).book.costMicros).toBe(0n);
  });
});

describe("free attempts", () => {
  const free = { ...onSubmit, priceMicros: 0n, holdMicros: 0n };

  it("are charged nothing and move nothing", () => {
    expect(after(free, accepted)).toMatchObject({
      book: { charge: "CHARGED", costMicros: 0n },
      movements: [],
    });
    expect(holdMovement(0n)).toEqual([]);
  });
});

it("a hold takes its amount from the funds", () => {
  expect(holdMovement(5n)).toEqual([
    { kind: "HOLD", debit: "FUNDS", credit: "HELD", amountMicros: 5n },
  ]);
});
