import type { BillingTrigger } from "../otp/status.js";

/** What is paid, and for what. */
export interface PriceTerms {
  readonly priceMicros: bigint;
  readonly currency: string;
  readonly billedOn: BillingTrigger;
}

/** One version of an offer's price; [from, until), until null = open. */
export interface TimelinePrice extends PriceTerms {
  readonly from: Date;
  readonly until: Date | null;
}

/**
 * What has to be written so that a price holds from a moment on.
 * Times are of stored or new versions.
 */
export interface TimelineChange {
  /** Stored versions that end earlier than they did. */
  readonly close: readonly { readonly from: Date; readonly until: Date }[];
  /** Stored versions that have not begun, with another price. */
  readonly replace: readonly TimelinePrice[];
  readonly insert: readonly TimelinePrice[];
}

/** A price that is to hold from `from` on, until the next version that is already known. */
export interface WantedPrice extends PriceTerms {
  readonly from: Date;
}

interface Version {
  readonly from: Date;
  until: Date | null;
  priceMicros: bigint;
  currency: string;
  billedOn: BillingTrigger;
  readonly storedUntil: Date | null | "new";
  isReplaced: boolean;
}

/**
 * Works prices into an offer's timeline. What held before `now` stays as it was: an earlier `from`
 * counts as `now`, and of several such only the latest. A version that has begun keeps its price;
 * it ends and another follows.
 *
 * @param stored versions that end after `now`, by rising from, not overlapping
 * @param wanted in any order
 * @param forgetsPlanned true: versions to come that `wanted` does not name are as if they were not,
 *                       as for an offer that was withdrawn in between
 */
export function changeTimeline(
  stored: readonly TimelinePrice[],
  wanted: readonly WantedPrice[],
  now: Date,
  forgetsPlanned = false,
): TimelineChange {
  const versions = stored.map(
    (price): Version => ({ ...price, storedUntil: price.until, isReplaced: false }),
  );
  const due = inForceOnce(wanted, now);
  if (forgetsPlanned) {
    for (const version of versions) {
      const wantedThen = due.findLast((price) => price.from <= version.from);
      if (version.storedUntil !== "new" && version.from > now && wantedThen !== undefined) {
        setPrice(version, wantedThen);
      }
    }
  }
  for (const price of due) {
    place(versions, price, now);
  }
  return changesOf(versions);
}

/**
 * Ends an offer's price at `now`; planned versions stay stored,
 * which only `forgetsPlanned` may meet again.
 */
export function endTimeline(stored: readonly TimelinePrice[], now: Date): TimelineChange["close"] {
  return stored
    .filter((price) => price.from <= now && (price.until === null || price.until > now))
    .map((price) => ({ from: price.from, until: later(now, price.from) }));
}

function inForceOnce(wanted: readonly WantedPrice[], now: Date): WantedPrice[] {
  const sorted = [...wanted].sort((a, b) => a.from.getTime() - b.from.getTime());
  const current = sorted.filter((price) => price.from <= now).at(-1);
  const planned = sorted.filter((price) => price.from > now);
  return current === undefined ? planned : [{ ...current, from: now }, ...planned];
}

function place(versions: Version[], price: WantedPrice, now: Date): void {
  const index = versions.findLastIndex(
    (one) => one.from <= price.from && (one.until === null || one.until > price.from),
  );
  const covering = versions[index];
  if (covering === undefined) {
    const next = versions.findIndex((one) => one.from > price.from);
    const position = next === -1 ? versions.length : next;
    versions.splice(position, 0, newVersion(price, versions[position]?.from ?? null));
  } else if (samePrice(covering, price)) {
    return;
  } else if (covering.from < price.from) {
    versions.splice(index + 1, 0, newVersion(price, covering.until));
    covering.until = price.from;
  } else if (covering.from > now) {
    setPrice(covering, price);
  } else {
    // It began this very millisecond, and an attempt may hold its price already.
    place(versions, { ...price, from: later(price.from, price.from) }, now);
  }
}

function newVersion(price: WantedPrice, until: Date | null): Version {
  return { ...price, until, storedUntil: "new", isReplaced: false };
}

function setPrice(version: Version, price: WantedPrice): void {
  if (!samePrice(version, price)) {
    version.priceMicros = price.priceMicros;
    version.currency = price.currency;
    version.billedOn = price.billedOn;
    version.isReplaced = true;
  }
}

function samePrice(left: PriceTerms, right: PriceTerms): boolean {
  return (
    left.priceMicros === right.priceMicros &&
    left.currency === right.currency &&
    left.billedOn === right.billedOn
  );
}

/** `at`, or a millisecond after `from` where that is not earlier. */
function later(at: Date, from: Date): Date {
  return at > from ? at : new Date(from.getTime() + 1);
}

function changesOf(versions: readonly Version[]): TimelineChange {
  const price = (version: Version): TimelinePrice => {
    const { from, until, priceMicros, currency, billedOn } = version;
    return { from, until, priceMicros, currency, billedOn };
  };
  const stored = versions.filter((one) => one.storedUntil !== "new");
  return {
    close: stored.flatMap(({ from, until, storedUntil }) =>
      until !== null && until !== storedUntil ? [{ from, until }] : [],
    ),
    replace: stored.filter((one) => one.isReplaced).map(price),
    insert: versions.filter((one) => one.storedUntil === "new").map(price),
  };
}
