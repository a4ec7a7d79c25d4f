import { Link } from "@tanstack/react-router";
import { ArrowDown, ArrowUp } from "lucide-react";
import { day, duration, money, percent } from "../app/format.js";
import { Sparkline } from "../charts/sparkline.js";
import { ChannelName, toneOf } from "../design/names.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { finestTold } from "./finest-told.js";
import { marketWords } from "./market.words.js";
import type { Column, Offer } from "./offer.js";
import { RateCells } from "./rate-cells.js";

export interface Health {
  readonly state: string;
  readonly reason: string | null;
}

/** Names a vendor's health on a channel. */
export function healthKey(slug: string, channel: string): string {
  return `${slug} ${channel}`;
}

interface OfferTableProps {
  readonly offers: readonly Offer[];
  /** By healthKey. */
  readonly health: ReadonlyMap<string, Health>;
  readonly sort: { readonly column: Column; readonly isDescending: boolean };
  readonly onSort: (column: Column) => void;
}

const columns = ["vendor", "price", "delivery", "success", "latency", "trust", "verified"] as const;

/** The market as rows, one offer beside the other. */
export function OfferTable({ offers, health, sort, onSort }: OfferTableProps) {
  const t = useWords(marketWords);
  return (
    <div className="table-wrap" tabIndex={0} role="region" aria-label={t("title")}>
      <table className="table offers">
        <thead>
          <tr>
            {columns.map((column) => {
              const isSorted = sort.column === column;
              const Arrow = sort.isDescending ? ArrowDown : ArrowUp;
              return (
                <th
                  key={column}
                  scope="col"
                  aria-sort={isSorted ? (sort.isDescending ? "descending" : "ascending") : "none"}
                >
                  <button type="button" className="sorter" onClick={() => onSort(column)}>
                    {t(column)}
                    {isSorted && <Arrow size={13} aria-hidden="true" />}
                  </button>
                </th>
              );
            })}
            <th scope="col" title={t("trend")}>
              {t("course")}
            </th>
          </tr>
        </thead>
        <tbody>
          {offers.map((offer) => (
            <OfferRow
              key={offer.id}
              offer={offer}
              health={health.get(healthKey(offer.vendor.slug, offer.channel))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface OfferRowProps {
  readonly offer: Offer;
  readonly health: Health | undefined;
}

function OfferRow({ offer, health }: OfferRowProps) {
  const t = useWords(marketWords);
  const { stats } = offer;
  return (
    <tr>
      <td>
        <VendorCell offer={offer} health={health} />
      </td>
      <td>
        <PriceCell offer={offer} />
      </td>
      {stats.suppressed ? (
        <td colSpan={6} className="faint small" title={t("few")}>
          {t("tooFew")}
        </td>
      ) : (
        <>
          <RateCells stats={stats} />
          <td className="num nowrap" data-label={t("latency")}>
            {duration(stats.latencyMsP50)}
            <div className="faint tiny">{duration(stats.latencyMsP95)}</div>
          </td>
          <td data-label={t("trust")}>
            <TrustCell trust={stats.receiptTrust} />
          </td>
          <td className="num strong" data-label={t("verified")}>
            {money(stats.costPerVerified, "price")}
          </td>
          <td data-label={t("course")}>
            <Sparkline
              label={t("trend")}
              values={finestTold(stats.fine, stats.coarse).map(({ deliveryRate }) => deliveryRate)}
            />
          </td>
        </>
      )}
    </tr>
  );
}

/** How far its receipts are borne out by codes; a short bar, so that a liar is seen at once. */
function TrustCell({ trust }: { readonly trust: number | null }) {
  const t = useWords(marketWords);
  if (trust === null) {
    return (
      <span className="faint" title={t("trustNone")}>
        –
      </span>
    );
  }
  const tone = trust >= 0.85 ? "good" : trust >= 0.7 ? "warn" : "bad";
  return (
    <span className={`trust num tone-${tone}`} title={t("trustMore")}>
      {percent(trust, 0)}
      <svg aria-hidden="true">
        <rect className="track" width="100%" height="4" rx="2" />
        <rect className="part" width={percentOf(trust)} height="4" rx="2" />
      </svg>
    </span>
  );
}

const percentOf = (share: number) => `${(100 * share).toFixed(1)}%`;

function VendorCell({ offer, health }: OfferRowProps) {
  const t = useWords(marketWords);
  const say = useEnumWords();
  const state = health?.state ?? "HEALTHY";
  const words = [say(state), health?.reason].filter(Boolean).join(": ");
  return (
    <div className="row">
      <span className={`dot ${toneOf(state)}`} role="img" aria-label={words} title={words} />
      <div>
        <Link
          to="/market/$slug"
          params={{ slug: offer.vendor.slug }}
          search={{ country: offer.country ?? undefined }}
          className="vendor-name"
        >
          {offer.vendor.name}
        </Link>
        <div className="tiny faint row">
          {state !== "HEALTHY" && <span className={toneOf(state)}>{say(state)}</span>}
          <ChannelName channel={offer.channel} />
          <span className="nowrap">
            {offer.network?.name ?? (offer.country === null ? "" : t("wholeCountry"))}
          </span>
        </div>
      </div>
    </div>
  );
}

function PriceCell({ offer }: { readonly offer: Offer }) {
  const t = useWords(marketWords);
  const own = offer.priceInTenantCurrency;
  const isConverted = own !== null && own.currency !== offer.price.currency;
  const changes = offer.priceHistory.nodes.toReversed().map(({ price }) => Number(price.amount));
  // The last price lasts until now.
  const past = [...changes, ...changes.slice(-1)];
  const next = offer.upcomingPrice;
  return (
    <div className="num" title={t(offer.billedOn === "DELIVERED" ? "onDelivery" : "onSubmit")}>
      <div className="row">
        <span className="strong">{money(own ?? offer.price, "price")}</span>
        {past.length > 2 && (
          <Sparkline label={t("priceTrend")} values={past} isStepped width={44} height={16} />
        )}
      </div>
      <div className="tiny faint nowrap">
        {isConverted ? `${money(offer.price, "price")} · ` : ""}
        {t(offer.billedOn === "DELIVERED" ? "onDelivery" : "onSubmit")}
      </div>
      {next !== null && (
        <div className="tiny warn nowrap">
          {t("becomes", { price: money(next.price, "price"), day: day(next.effectiveFrom) })}
        </div>
      )}
    </div>
  );
}
