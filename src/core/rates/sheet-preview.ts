import type { RateMode, StoredOffer } from "./plan-rate-change.js";
import type { TimelinePrice } from "./price-timeline.js";
import type { RatePlace, RateRow } from "./rate-row.js";

/** An amount per message part, call or e-mail. */
export interface ShownPrice {
  readonly priceMicros: bigint;
  readonly currency: string;
}

/** One change that a sheet would make, for people. */
export interface PreviewedChange extends RatePlace {
  readonly kind: "ADDED" | "PRICE" | "WITHDRAWN";
  /** Null where it is ADDED, and where nothing was in force. */
  readonly before: ShownPrice | null;
  /** Null where it is WITHDRAWN. */
  readonly after: ShownPrice | null;
  /** Null = now. */
  readonly effectiveFrom: Date | null;
  /** after ÷ before − 1; null = not in one currency, from nothing, or of no price. */
  readonly change: number | null;
}

/**
 * Notes what a sheet would change while it is compared: the largest price moves, and the first of
 * what is new and of what is withdrawn. Keeps a bounded number of each.
 */
export class SheetPreview {
  readonly #added: PreviewedChange[] = [];
  readonly #withdrawn: PreviewedChange[] = [];
  #moves: PreviewedChange[] = [];

  /** @param max of each kind, 1 up */
  constructor(
    private readonly max: number,
    private readonly now: Date,
  ) {}

  /** An offer that is stored, and the sheet's lines for it. O(lines × versions of its price). */
  compare(stored: StoredOffer, rows: readonly RateRow[], mode: RateMode): void {
    if (rows.length === 0) {
      if (mode === "REPLACE" && !stored.isWithdrawn && this.#withdrawn.length < this.max) {
        const before = shownPrice(priceAt(stored.prices, this.now));
        this.#withdrawn.push({ ...placeOf(stored), ...change("WITHDRAWN", before, null, null) });
      }
    } else if (stored.isWithdrawn) {
      this.add(rows);
    } else {
      let earlier: TimelinePrice | null = null;
      for (const row of inForceOnce(rows, this.now)) {
        earlier = this.#move(stored, row, earlier);
      }
    }
  }

  /** The lines of an offer that is not on the market. */
  add(rows: readonly RateRow[]): void {
    const [row] = rows;
    if (row !== undefined && this.#added.length < this.max) {
      const { effectiveFrom } = row;
      this.#added.push({
        ...placeOf(row),
        ...change("ADDED", null, shownPrice(row), this.#ahead(effectiveFrom)),
      });
    }
  }

  /** Price moves, the largest first, then what is new, then what is withdrawn. */
  list(): readonly PreviewedChange[] {
    this.#prune();
    return [...this.#moves, ...this.#added, ...this.#withdrawn];
  }

  /** @param earlier the price of the sheet's line before, which counts from its own moment on */
  #move(stored: StoredOffer, row: RateRow, earlier: TimelinePrice | null): TimelinePrice {
    const effectiveFrom = this.#ahead(row.effectiveFrom);
    const from = effectiveFrom ?? this.now;
    const known = priceAt(stored.prices, from);
    const holds = earlier !== null && (known === null || known.from <= earlier.from);
    const before = shownPrice(holds ? earlier : known);
    if (before?.priceMicros !== row.priceMicros || before.currency !== row.currency) {
      const moved = change("PRICE", before, shownPrice(row), effectiveFrom);
      this.#moves.push({ ...placeOf(stored), ...moved });
      if (this.#moves.length >= 20 * this.max) {
        this.#prune();
      }
    }
    const { priceMicros, currency, billedOn } = row;
    return { from, until: null, priceMicros, currency, billedOn };
  }

  #prune(): void {
    this.#moves = this.#moves.sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, this.max);
  }

  /** What begins in the past begins now. */
  #ahead(from: Date | null): Date | null {
    return from !== null && from > this.now ? from : null;
  }
}

/** By time; of those that have begun only the latest. */
function inForceOnce(rows: readonly RateRow[], now: Date): readonly RateRow[] {
  if (rows.length === 1) {
    return rows;
  }
  const at = (row: RateRow): number => Math.max(row.effectiveFrom?.getTime() ?? 0, now.getTime());
  const since = (row: RateRow): number => row.effectiveFrom?.getTime() ?? now.getTime();
  const sorted = [...rows].sort((a, b) => since(a) - since(b));
  return sorted.filter((row, index) => {
    const next = sorted[index + 1];
    return next === undefined || at(next) > at(row);
  });
}

/** What cannot be compared is looked at first. */
function sizeOf({ change: moved }: PreviewedChange): number {
  return moved === null ? Number.POSITIVE_INFINITY : Math.abs(moved);
}

function change(
  kind: PreviewedChange["kind"],
  before: ShownPrice | null,
  after: ShownPrice | null,
  effectiveFrom: Date | null,
): Omit<PreviewedChange, keyof RatePlace> {
  const isComparable =
    before !== null &&
    after !== null &&
    before.currency === after.currency &&
    before.priceMicros > 0n;
  const moved = isComparable
    ? Number(after.priceMicros - before.priceMicros) / Number(before.priceMicros)
    : null;
  return { kind, before, after, effectiveFrom, change: moved };
}

function priceAt(prices: readonly TimelinePrice[], at: Date): TimelinePrice | null {
  return (
    prices.findLast((price) => price.from <= at && (price.until === null || price.until > at)) ??
    null
  );
}

function shownPrice(price: ShownPrice | null): ShownPrice | null {
  return price === null ? null : { priceMicros: price.priceMicros, currency: price.currency };
}

function placeOf({ channel, country, mcc, mnc }: RatePlace): RatePlace {
  return { channel, country, mcc, mnc };
}
