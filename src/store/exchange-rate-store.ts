import type { DataSource, EntityManager } from "typeorm";
import type { ExchangeRateRow, ExchangeRateStore } from "../manage/rates/ports.js";
import { asViewer } from "./as-viewer.js";
import { bumpMarket } from "./bump-version.js";
import { ExchangeRateEntity } from "./entity/exchange-rate.entity.js";

/** Exchange rates: everybody reads them, operators set them; one that has begun never changes. */
export function createExchangeRateStore(dataSource: DataSource): ExchangeRateStore {
  return {
    setRate: (viewer, rate, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        const { base, quote, effectiveFrom } = rate;
        const there = await tx.findOneBy(ExchangeRateEntity, { base, quote, effectiveFrom });
        if (there === null) {
          await tx.insert(ExchangeRateEntity, { ...rate, createdAt: now });
        } else if (effectiveFrom > now) {
          await tx.update(ExchangeRateEntity, { base, quote, effectiveFrom }, { rate: rate.rate });
        } else {
          return false;
        }
        await bumpMarket(tx);
        return true;
      }),
    changeRates: (viewer, now, decide, isKept) =>
      asViewer(dataSource, viewer, async (tx) => {
        await tx.query("select pg_advisory_xact_lock(hashtextextended('exchange rates', 0))");
        const change = decide(await readRates(tx, null, now));
        if (isKept(change) && change.insert.length + change.replace.length > 0) {
          await writeRates(tx, [...change.insert, ...change.replace], now);
          await bumpMarket(tx);
        }
        return change;
      }),
    rates: (viewer, base, now) => asViewer(dataSource, viewer, (tx) => readRates(tx, base, now)),
  };
}

function readRates(tx: EntityManager, base: string | null, now: Date): Promise<ExchangeRateRow[]> {
  return tx.query<ExchangeRateRow[]>(
    `select r.base, r.quote, r.rate::text as rate, r.effective_from as "effectiveFrom"
     from exchange_rate r
     where ($1::text is null or r.base = $1)
       and (r.effective_from > $2 or r.effective_from = (
       select max(i.effective_from) from exchange_rate i
       where i.base = r.base and i.quote = r.quote and i.effective_from <= $2))
     order by r.base, r.quote, r.effective_from`,
    [base, now],
  );
}

/** A rate that has begun is never changed. */
async function writeRates(
  tx: EntityManager,
  rates: readonly ExchangeRateRow[],
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into exchange_rate as r (base, quote, rate, effective_from, created_at)
     select n.base, n.quote, n.rate, n."from", $5
     from unnest($1::text[], $2::text[], $3::numeric[], $4::timestamptz[])
       as n(base, quote, rate, "from")
     on conflict (base, quote, effective_from) do update set rate = excluded.rate
       where r.effective_from > $5`,
    [
      rates.map((rate) => rate.base),
      rates.map((rate) => rate.quote),
      rates.map((rate) => rate.rate),
      rates.map((rate) => rate.effectiveFrom),
      now,
    ],
  );
}
