import { useState } from "react";
import { count, dayAndTime, money } from "../app/format.js";
import { usePages } from "../app/use-pages.js";
import { ShareBars } from "../charts/share-bars.js";
import { TimeChart } from "../charts/time-chart.js";
import { MoreRows } from "../design/more-rows.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { OfferPricesDocument, type OfferPricesQuery } from "./market.generated.js";
import { marketWords } from "./market.words.js";
import { priceSteps } from "./price-steps.js";
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

type PricedOffer = Extract<OfferPricesQuery["node"], { readonly priceHistory: unknown }>;
type DatedPrice = PricedOffer["priceHistory"]["nodes"][number];

function pricesOf({ node }: OfferPricesQuery) {
  return node !== null && "priceHistory" in node ? node.priceHistory : null;
}

/** What it charged over time, and what it has announced. */
export function PriceCard({ offer }: { readonly offer: VendorOffer }) {
  const t = useWords(marketWords);
  const [now] = useState(() => Date.now());
  const list = usePages(OfferPricesDocument, { id: offer.id }, pricesOf);
  const prices = list.rows ?? [];
  const { currency } = offer.price;
  const { times, past, ahead } = priceSteps(prices, now);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("priceHistory")}</h2>
        <span className="legend">
          <span className="channel series-accent">
            {t("price")} {t("perPart")}
          </span>
          {ahead.some((value) => value !== null) && (
            <span className="channel series-warn">{t("announced")}</span>
          )}
        </span>
      </div>
      <div className="card-body">
        <TimeChart
          label={t("priceHistory")}
          height={130}
          times={times}
          say={(value) => money({ amount: String(value), currency }, "price")}
          sayTick={(value) => money({ amount: String(value), currency }, "axis")}
          series={[
            { name: t("price"), className: "series-accent", values: past, isStepped: true },
            {
              name: t("announced"),
              className: "series-warn dashed",
              values: ahead,
              isStepped: true,
            },
          ]}
        />
      </div>
      <PriceTable prices={prices} now={now} />
      <MoreRows list={list} />
    </section>
  );
}

interface PriceTableProps {
  readonly prices: readonly DatedPrice[];
  readonly now: number;
}

function PriceTable({ prices, now }: PriceTableProps) {
  const t = useWords(marketWords);
  return (
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
            <td className="num">
              {dayAndTime(effectiveFrom)}{" "}
              {Date.parse(effectiveFrom) > now && (
                <span className="pill warn">{t("announced")}</span>
              )}
            </td>
            <td className="faint">{source}</td>
            <td className="right num strong">{money(price, "price")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
