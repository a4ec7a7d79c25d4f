import { count, dayAndTime, money } from "../app/format.js";
import { ShareBars } from "../charts/share-bars.js";
import { Sparkline } from "../charts/sparkline.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { marketWords } from "./market.words.js";
import type { VendorOffer } from "./vendor-offer.js";

/** Failures by class: what to do about each differs. */
export function FailureCard({ offer }: { readonly offer: VendorOffer }) {
  const t = useWords(marketWords);
  const say = useEnumWords();
  const failures = offer.stats.failuresByClass.toSorted((a, b) => b.count - a.count);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("failures")}</h2>
      </div>
      <div className="card-body">
        {failures.length === 0 ? (
          <p className="faint">{offer.stats.suppressed ? t("few") : t("noFailures")}</p>
        ) : (
          <ShareBars
            shares={failures.map((failure) => ({
              key: failure.class,
              name: say(failure.class),
              value: failure.count,
              says: count(failure.count),
              className: "series-bad",
            }))}
          />
        )}
      </div>
    </section>
  );
}

/** What it charged, the latest first. */
export function PriceCard({ offer }: { readonly offer: VendorOffer }) {
  const t = useWords(marketWords);
  const prices = offer.priceHistory.nodes;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("priceHistory")}</h2>
        <Sparkline
          label={t("priceTrend")}
          isStepped
          width={120}
          values={prices.toReversed().map(({ price }) => Number(price.amount))}
        />
      </div>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("from")}</th>
            <th scope="col">{t("source")}</th>
            <th scope="col" className="right">
              {t("price")}
            </th>
          </tr>
        </thead>
        <tbody>
          {prices.map(({ effectiveFrom, price, source }) => (
            <tr key={effectiveFrom}>
              <td className="num">{dayAndTime(effectiveFrom)}</td>
              <td className="faint">{source}</td>
              <td className="right num strong">{money(price, "price")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
