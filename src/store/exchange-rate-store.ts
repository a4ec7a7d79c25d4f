import type { DataSource } from "typeorm";
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
    rates: (viewer, base, now) =>
      asViewer(dataSource, viewer, (tx) =>
        tx.query<ExchangeRateRow[]>(
          `select r.base, r.quote, r.rate::text as rate, r.effective_from as "effectiveFrom"
           from exchange_rate r
           where ($1::text is null or r.base = $1)
             and (r.effective_from > $2 or r.effective_from = (
             select max(i.effective_from) from exchange_rate i
             where i.base = r.base and i.quote = r.quote and i.effective_from <= $2))
           order by r.base, r.quote, r.effective_from`,
          [base, now],
        ),
      ),
  };
}
