import { setImmediate } from "node:timers/promises";
import type { EntityManager } from "typeorm";
import type { RateChange, RateCounts, StoredOffer } from "../core/rates/plan-rate-change.js";
import type { TimelinePrice } from "../core/rates/price-timeline.js";
import type { SheetComparison } from "../core/rates/sheet-comparison.js";
import type { ImportRecord } from "../manage/rates/ports.js";
import { uuidArray } from "./array-bytes.js";
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
 * database writes one part and reads another, this process works out the one between. Inside the
 * given transaction.
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
  const each = async (parts: Parts): Promise<void> => {
    let next = await parts.next();
    while (next.done !== true) {
      const written = runAll(tx, waiting);
      // What is read next is on its way while this part is worked out.
      [waiting, next] = await Promise.all([plan(next.value), written.then(() => parts.next())]);
    }
  };
  await each(storedParts(tx, owner, comparison, now));
  // What is new is known when all that is stored was compared.
  await each(comparison.addOthers(partSize));
  await runAll(tx, waiting);
  if (record !== null) {
    await runAll(tx, [importRecordStatement(owner, counts, record)]);
  }
  return counts;
}

type Parts = AsyncIterator<() => RateChange, void> | Iterator<() => RateChange, void>;

/** Compared as it was when the import began, whatever is written meanwhile. */
async function* storedParts(
  tx: EntityManager,
  owner: RateOwner,
  comparison: SheetComparison,
  now: Date,
): AsyncGenerator<() => RateChange, void> {
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
    [uuidArray(ids), now],
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
