import { countryName, money } from "../app/format.js";
import { Sparkline } from "../charts/sparkline.js";
import { ChannelName } from "../design/names.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { marketWords } from "./market.words.js";
import { timelineOf, type VendorOffer } from "./vendor-offer.js";
import { RateCells } from "./rate-cells.js";

interface PlacesCardProps {
  readonly offers: readonly VendorOffer[];
  readonly chosen: VendorOffer;
  readonly onChoose: (id: string) => void;
}

/** The vendor's offers below each other, each with its own course; one of them is shown in full. */
export function PlacesCard({ offers, chosen, onChoose }: PlacesCardProps) {
  const t = useWords(marketWords);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("byPlace")}</h2>
        <span className="tiny faint num">{t("offers", { count: offers.length })}</span>
      </div>
      <div className="table-wrap" tabIndex={0} role="region" aria-label={t("byPlace")}>
        <table className="table offers places">
          <thead>
            <tr>
              <th scope="col">{t("country")}</th>
              <th scope="col">{t("price")}</th>
              <th scope="col">{t("delivery")}</th>
              <th scope="col">{t("success")}</th>
              <th scope="col" title={t("trend")}>
                {t("course")}
              </th>
            </tr>
          </thead>
          <tbody>
            {offers.map((offer) => (
              <PlaceRow
                key={offer.id}
                offer={offer}
                isChosen={offer.id === chosen.id}
                onChoose={() => onChoose(offer.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface PlaceRowProps {
  readonly offer: VendorOffer;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function PlaceRow({ offer, isChosen, onChoose }: PlaceRowProps) {
  const t = useWords(marketWords);
  const { stats } = offer;
  return (
    <tr aria-current={isChosen} onClick={onChoose}>
      <td>
        <button type="button" className="sorter vendor-name" aria-pressed={isChosen}>
          {offer.country === null ? t("everywhere") : countryName(offer.country)}
        </button>
        <div className="tiny faint row">
          <ChannelName channel={offer.channel} />
          <span className="nowrap">{offer.network?.name}</span>
        </div>
      </td>
      <td className="num strong">{money(offer.priceInTenantCurrency ?? offer.price, "price")}</td>
      {stats.suppressed ? (
        <td colSpan={3} className="faint small" title={t("few")}>
          {t("tooFew")}
        </td>
      ) : (
        <>
          <RateCells stats={stats} />
          <td data-label={t("course")}>
            <Sparkline
              label={t("trend")}
              width={140}
              values={timelineOf(offer).map(({ deliveryRate }) => deliveryRate)}
            />
          </td>
        </>
      )}
    </tr>
  );
}

/** What an offer is for, in a line. */
export function usePlaceWords(): (offer: VendorOffer) => string {
  const t = useWords(marketWords);
  const say = useEnumWords();
  return ({ channel, country, network }) =>
    [say(channel), country === null ? t("everywhere") : countryName(country), network?.name]
      .filter(Boolean)
      .join(" · ");
}
