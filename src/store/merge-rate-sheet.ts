import { setImmediate } from "node:timers/promises";
import type { EntityManager } from "typeorm";
import type { RateChange, RateCounts, StoredOffer } from "../core/rates/plan-rate-change.js";
import type { TimelinePrice } from "../core/rates/price-timeline.js";
import type { SheetComparison } from "../core/rates/sheet-comparison.js";
import type { ImportRecord } from "../manage/rates/ports.js";
import { arrayLiteral } from "./array-literal.js";
import {
  importRecordStatement,
  rateChangeStatements,
  type RateOwner,
} from "./rate-change-statements.js";
import { groupInOrder } from "./rows-in-order.js";
import type { Statement } from "./statement-values.js";

/** Offers that are read, compared and written at a time: only so many are in memory. */
const partSize = 4_000;

/**
 * Compares a sheet with what is stored and writes what it changes, part by part; while the
 * database writes one part, this process works out the next. Inside the given transaction.
 *
 * @param record null = nothing is written, only counted
 */
export async function mergeRateSheet(
  tx: EntityManager,
  owner: RateOwner,
  comparison: SheetComparison,
  now: Date,
  record: ImportRecord | null,
): Promise<RateCounts> {
  let counts: RateCounts = { added: 0, changed: 0, unchanged: 0, withdrawn: 0 };
  let waiting: readonly Statement[] = [];
  const plan = async (part: () => RateChange): Promise<readonly Statement[]> => {
    // By then the statements that wait are on their way.
    await setImmediate();
    const change = part();
    counts = sumOf(counts, change);
    return record === null ? [] : rateChangeStatements(owner, change, record);
  };
  for await (const part of partsOf(tx, owner, comparison, now)) {
    [waiting] = await Promise.all([plan(part), runAll(tx, waiting)]);
  }
  await runAll(tx, waiting);
  if (record !== null) {
    await runAll(tx, [importRecordStatement(owner, counts, record)]);
  }
  return counts;
}

/** What is stored, then what is new. Reads only between two parts: a connection does one thing. */
async function* partsOf(
  tx: EntityManager,
  owner: RateOwner,
  comparison: SheetComparison,
  now: Date,
): AsyncIterable<() => RateChange> {
  await tx.query(openOffers, [owner.vendorId, owner.accountId]);
  for (;;) {
    const offers = await tx.query<OfferColumns[]>(`fetch ${partSize} from stored_offer`);
    if (offers.length > 0) {
      const stored = await withPrices(tx, offers, now);
      yield () => comparison.changeStored(stored);
    }
    if (offers.length < partSize) {
      break;
    }
  }
  await tx.query("close stored_offer");
  yield* comparison.addOthers(partSize);
}

type OfferColumns = Omit<StoredOffer, "prices"> & Pick<TimelinePrice, "billedOn">;

interface StoredPrice extends Omit<TimelinePrice, "billedOn"> {
  readonly offerId: string;
  /** Null = as the offer says. */
  readonly billedOn: TimelinePrice["billedOn"] | null;
}

// A cursor sees what was there when it was opened, whatever is written meanwhile.
const openOffers = `declare stored_offer no scroll cursor for
  select id, channel, country, mcc, mnc, declared_delivery_rate as "declaredDeliveryRate",
    upstream, withdrawn_at is not null as "isWithdrawn", billed_on as "billedOn"
  from offer where vendor_id = $1 and account_id is not distinct from $2`;

async function withPrices(
  tx: EntityManager,
  offers: readonly OfferColumns[],
  now: Date,
): Promise<readonly StoredOffer[]> {
  const ids = offers.map((offer) => offer.id);
  const prices = await tx.query<StoredPrice[]>(
    `select offer_id as "offerId", effective_from as "from", effective_until as "until",
       price_micros as "priceMicros", currency, billed_on as "billedOn"
     from offer_price
     where offer_id = any($1::uuid[]) and (effective_until is null or effective_until > $2)
     order by effective_from`,
    [arrayLiteral(ids), now],
  );
  const pricesOf = groupInOrder(ids, prices, (price) => price.offerId);
  return offers.map(({ billedOn, ...offer }, index) => ({
    ...offer,
    prices: (pricesOf[index] ?? []).map((price) => ({
      ...price,
      billedOn: price.billedOn ?? billedOn,
    })),
  }));
}

async function runAll(tx: EntityManager, statements: readonly Statement[]): Promise<void> {
  for (const { text, values } of statements) {
    await tx.query(text, [...values]);
  }
}

function sumOf(counts: RateCounts, more: RateCounts): RateCounts {
  return {
    added: counts.added + more.added,
    changed: counts.changed + more.changed,
    unchanged: counts.unchanged + more.unchanged,
    withdrawn: counts.withdrawn + more.withdrawn,
  };
}
