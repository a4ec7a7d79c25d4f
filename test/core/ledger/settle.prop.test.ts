import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttemptTerms } from "../../../src/core/ledger/attempt-cost.js";
import {
  learn,
  type MoneyFacts,
  noFacts,
  type Occurrence,
  refundAllMicros,
} from "../../../src/core/ledger/money-facts.js";
import {
  type AttemptBook,
  heldBook,
  holdMovement,
  type MoneyPlace,
  type Movement,
  settle,
} from "../../../src/core/ledger/settle.js";
import { readFacts, storeFacts } from "../../../src/core/ledger/stored-facts.js";
import { convert, multiply } from "../../../src/core/money.js";

const charged = fc.constantFrom("no", "maybe", "yes" as const);
const named = fc.record({ micros: fc.bigInt(0n, 50_000n), atMs: fc.integer({ min: 0, max: 3 }) });
const part = fc.option(fc.integer({ min: 1, max: 3 }), { nil: null });

const someOccurrence: fc.Arbitrary<Occurrence> = fc.oneof(
  fc.record({
    kind: fc.constant("accepted" as const),
    charged,
    quote: fc.option(named, { nil: null }),
  }),
  fc.record({ kind: fc.constant("rejected" as const), charged }),
  fc.record({ kind: fc.constant("unknown" as const), charged }),
  fc.constant({ kind: "taken" as const }),
  fc.constant({ kind: "canceled" as const }),
  fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })).map(([a, b]) => ({
    kind: "parts" as const,
    partsDelivered: Math.min(a, b),
    partsKnown: Math.max(a, b),
  })),
  fc.record({ kind: fc.constant("priced" as const), part, price: named }),
  fc.record({
    kind: fc.constant("refunded" as const),
    part,
    amount: fc.oneof(named, fc.constant({ micros: refundAllMicros, atMs: 2 })),
  }),
  fc.record({
    kind: fc.constant("invoiced" as const),
    amount: fc.record({
      micros: fc.bigInt(0n, 50_000n),
      atMs: fc.integer({ min: 0, max: 3 }),
      untilMs: fc.integer({ min: 0, max: 3 }),
    }),
  }),
  fc.constant({ kind: "hold_over" as const }),
);
const story = fc.array(someOccurrence, { maxLength: 12 });

const someTerms: fc.Arbitrary<AttemptTerms> = fc
  .record({
    billedOn: fc.constantFrom("SUBMITTED", "DELIVERED" as const),
    parts: fc.integer({ min: 1, max: 3 }),
    priceMicros: fc.bigInt(0n, 20_000n),
    exchangeRate: fc.constantFrom("1", "0.333333333333", "15800.25"),
  })
  .map((terms) => ({
    ...terms,
    holdMicros: convert(multiply(terms.priceMicros, terms.parts), terms.exchangeRate),
  }));

interface Books {
  readonly facts: MoneyFacts;
  readonly book: AttemptBook;
  readonly movements: readonly Movement[];
  readonly held: bigint;
  readonly spent: bigint;
  readonly maybe: bigint;
}

function opened(terms: AttemptTerms): Books {
  return {
    facts: noFacts,
    book: heldBook,
    movements: holdMovement(terms.holdMicros),
    held: terms.holdMicros,
    spent: 0n,
    maybe: 0n,
  };
}

function apply(terms: AttemptTerms, books: Books, occurrences: readonly Occurrence[]): Books {
  const settled = settle(terms, books.facts, books.book, occurrences);
  return {
    facts: settled.facts,
    book: settled.book,
    movements: [...books.movements, ...settled.movements],
    held: books.held + settled.heldDelta,
    spent: books.spent + settled.spentDelta,
    maybe: books.maybe + settled.maybeDelta,
  };
}

function live(terms: AttemptTerms, occurrences: readonly Occurrence[]): Books {
  return occurrences.reduce((books, one) => apply(terms, books, [one]), opened(terms));
}

function balance(movements: readonly Movement[], place: MoneyPlace): bigint {
  return movements.reduce(
    (sum, { debit, credit, amountMicros }) =>
      sum + (credit === place ? amountMicros : 0n) - (debit === place ? amountMicros : 0n),
    0n,
  );
}

const shuffledWithRepeats = story.chain((list) =>
  fc.tuple(
    fc.constant(list),
    fc.shuffledSubarray([...list, ...list], { minLength: list.length, maxLength: list.length * 2 }),
  ),
);

describe("settling, whatever is said in whatever order", () => {
  it("keeps ledger, books and deltas in agreement, and nothing is ever negative", () => {
    fc.assert(
      fc.property(someTerms, story, (terms, list) => {
        for (let count = 0; count <= list.length; count += 1) {
          const { book, movements, held, spent, maybe } = live(terms, list.slice(0, count));
          expect(held).toBe(book.charge === "HELD" ? terms.holdMicros : 0n);
          expect(spent).toBe(book.costMicros);
          expect(maybe).toBe(book.charge === "MAYBE" ? book.costMicros : 0n);
          expect(balance(movements, "HELD")).toBe(held);
          expect(balance(movements, "MAYBE")).toBe(maybe);
          expect(balance(movements, "CHARGED")).toBe(spent - maybe);
          expect(balance(movements, "FUNDS")).toBe(-(held + spent));
          expect(spent >= 0n && held >= 0n && maybe >= 0n).toBe(true);
          expect(movements.every(({ amountMicros }) => amountMicros > 0n)).toBe(true);
        }
      }),
    );
  });

  it("ends the same for any order and repetition once the hold's time is over", () => {
    fc.assert(
      fc.property(someTerms, shuffledWithRepeats, (terms, [list, repeated]) => {
        const missing = list.filter((one) => !repeated.includes(one));
        const over: Occurrence = { kind: "hold_over" };
        const one = live(terms, [...list, over]);
        const other = live(terms, [...repeated, ...missing, over]);
        expect(other.book).toEqual(one.book);
        expect(other.held).toBe(0n);
      }),
      { numRuns: 500 },
    );
  });

  it("settles one by one as it does all at once, when the hold's time is over", () => {
    fc.assert(
      fc.property(someTerms, story, (terms, list) => {
        const all: readonly Occurrence[] = [...list, { kind: "hold_over" }];
        expect(apply(terms, opened(terms), all).book).toEqual(live(terms, all).book);
      }),
    );
  });

  it("moves nothing for a repeat of anything that was said before", () => {
    fc.assert(
      fc.property(someTerms, story, fc.nat(), (terms, list, pick) => {
        fc.pre(list.length > 0);
        const books = live(terms, list);
        const again = list[pick % list.length];
        const after = apply(terms, books, again === undefined ? [] : [again]);
        expect(after.movements.length).toBe(books.movements.length);
      }),
    );
  });

  it("never holds again what was settled", () => {
    fc.assert(
      fc.property(someTerms, story, (terms, list) => {
        const states = list.map((_, index) => live(terms, list.slice(0, index + 1)).book.charge);
        const settledAt = states.findIndex((state) => state !== "HELD");
        expect(settledAt >= 0 && states.slice(settledAt).includes("HELD")).toBe(false);
      }),
    );
  });

  it("never charges more than the list price when the vendor names none", () => {
    const silent = story.map((list) =>
      list
        .filter(({ kind }) => kind !== "priced" && kind !== "invoiced")
        .map((one) => (one.kind === "accepted" ? { ...one, quote: null } : one)),
    );
    fc.assert(
      fc.property(someTerms, silent, (terms, list) => {
        expect(live(terms, list).spent).toBeLessThanOrEqual(terms.holdMicros);
      }),
    );
  });

  it("costs what the latest invoice bills, less what was taken back since", () => {
    fc.assert(
      fc.property(someTerms, story, fc.bigInt(0n, 50_000n), (terms, list, micros) => {
        const bill: Occurrence = { kind: "invoiced", amount: { micros, atMs: 9, untilMs: 9 } };
        const { book, movements } = live(terms, [...list, bill]);
        expect(book.vendorCostMicros).toBe(micros);
        expect(book.charge).toBe(micros > 0n ? "CHARGED" : "RELEASED");
        const before = live(terms, list).movements.length;
        expect(movements.slice(before).every(({ kind }) => kind === "INVOICE")).toBe(true);
      }),
    );
  });

  it("learns the same from any order and repetition, and keeps it through storage", () => {
    fc.assert(
      fc.property(shuffledWithRepeats, ([list, repeated]) => {
        const facts = list.reduce(learn, noFacts);
        const missing = list.filter((one) => !repeated.includes(one));
        expect([...repeated, ...missing].reduce(learn, noFacts)).toEqual(facts);
        const stored = JSON.parse(JSON.stringify(storeFacts(facts))) as ReturnType<
          typeof storeFacts
        >;
        expect(readFacts(stored)).toEqual(facts);
      }),
    );
  });
});
