import {
  type Charged,
  type Invoiced,
  type MoneyFacts,
  type Named,
  noFacts,
  type SubmitOutcome,
} from "./money-facts.js";

/** [micros as decimal text, ms since 1970] */
type StoredNamed = readonly [string, number];

/** Facts as JSON; what is as in `noFacts` is left out, so that most attempts store a few bytes. */
export interface StoredFacts {
  readonly o?: SubmitOutcome;
  readonly c?: Charged;
  readonly d?: number;
  readonly k?: number;
  readonly h?: 1;
  readonly q?: StoredNamed;
  readonly p?: Readonly<Record<string, StoredNamed>>;
  readonly r?: Readonly<Record<string, StoredNamed>>;
  /** Micros as text, when it was held against the books, the end of what it covers. */
  readonly i?: readonly [string, number, number];
}

/** Facts in the form in which they are kept with the attempt. */
export function storeFacts(facts: MoneyFacts): StoredFacts {
  return {
    ...(facts.outcome === "PENDING" ? {} : { o: facts.outcome }),
    ...(facts.charged === null ? {} : { c: facts.charged }),
    ...(facts.partsDelivered === 0 ? {} : { d: facts.partsDelivered }),
    ...(facts.partsKnown === 0 ? {} : { k: facts.partsKnown }),
    ...(facts.isHoldOver ? { h: 1 as const } : {}),
    ...(facts.quote === null ? {} : { q: storeNamed(facts.quote) }),
    ...(facts.prices.size === 0 ? {} : { p: storeAll(facts.prices) }),
    ...(facts.refunds.size === 0 ? {} : { r: storeAll(facts.refunds) }),
    ...(facts.invoice === null ? {} : { i: storeInvoiced(facts.invoice) }),
  };
}

/** The facts that `storeFacts` wrote. */
export function readFacts(stored: StoredFacts): MoneyFacts {
  return {
    outcome: stored.o ?? noFacts.outcome,
    charged: stored.c ?? null,
    partsDelivered: stored.d ?? 0,
    partsKnown: stored.k ?? 0,
    isHoldOver: stored.h === 1,
    quote: stored.q === undefined ? null : readNamed(stored.q),
    prices: readAll(stored.p),
    refunds: readAll(stored.r),
    invoice: stored.i === undefined ? null : readInvoiced(stored.i),
  };
}

function storeAll(amounts: ReadonlyMap<number, Named>): Readonly<Record<string, StoredNamed>> {
  return Object.fromEntries([...amounts].map(([part, amount]) => [part, storeNamed(amount)]));
}

function readAll(
  stored: Readonly<Record<string, StoredNamed>> | undefined,
): ReadonlyMap<number, Named> {
  return new Map(
    Object.entries(stored ?? {}).map(([part, amount]) => [Number(part), readNamed(amount)]),
  );
}

function storeInvoiced({ micros, atMs, untilMs }: Invoiced): NonNullable<StoredFacts["i"]> {
  return [String(micros), atMs, untilMs];
}

function readInvoiced([micros, atMs, untilMs]: NonNullable<StoredFacts["i"]>): Invoiced {
  return { micros: BigInt(micros), atMs, untilMs };
}

function storeNamed({ micros, atMs }: Named): StoredNamed {
  return [String(micros), atMs];
}

function readNamed([micros, atMs]: StoredNamed): Named {
  return { micros: BigInt(micros), atMs };
}
