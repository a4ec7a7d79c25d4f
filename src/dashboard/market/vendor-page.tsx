import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft, Store } from "lucide-react";
import { useQuery } from "urql";
import { useHealthChanges } from "../alerts/use-health-changes.js";
import { dayAndTime, percent } from "../app/format.js";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { useSession } from "../app/session.js";
import { type Pages, usePages } from "../app/use-pages.js";
import { usePageSearch } from "../app/use-search.js";
import { TimeChart } from "../charts/time-chart.js";
import { MoreRows } from "../design/more-rows.js";
import { ChannelName, toneOf } from "../design/names.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { dropsOf } from "./drops.js";
import { IncidentsCard } from "./incidents-card.js";
import {
  type StatsAudience,
  type StatsWindow,
  VendorOffersDocument,
  type VendorOffersQuery,
  VendorPageDocument,
} from "./market.generated.js";
import { AudienceSwitch, windows, WindowSwitch } from "./market-filters.js";
import { marketWords } from "./market.words.js";
import { PlacesCard, usePlaceWords } from "./places-card.js";
import { FailureCard, PriceCard } from "./vendor-cards.js";
import { timelineOf, type Vendor, type VendorOffer } from "./vendor-offer.js";
import "./market.css";

const offersOf = (data: VendorOffersQuery) => data.vendor?.offers ?? null;
const whole = { isWhole: true };

/** One vendor: how its offers did over time, what failed, what it charged. */
export function VendorPage() {
  const { slug = "" } = useParams({ strict: false });
  const [search] = usePageSearch();
  const window = windows.find((one) => one === search["window"]) ?? "LAST_30_DAYS";
  const audience = search["audience"] === "OWN" ? "OWN" : "MARKET";
  const [{ data, error }, again] = useQuery({ query: VendorPageDocument, variables: { slug } });
  const list = usePages(VendorOffersDocument, { slug, window, audience }, offersOf, whole);
  const read = () => again({ requestPolicy: "network-only" });
  useHealthChanges(read, [slug]);
  const vendor = data?.vendor;
  if (vendor === null) {
    return <NoVendor />;
  }
  const problem = error ?? list.error;
  if (vendor !== undefined && list.rows !== undefined) {
    return <OneVendor {...{ vendor, window, audience, list }} offers={list.rows} />;
  }
  const retry = () => {
    read();
    list.again();
  };
  return (
    <div className="card">
      {problem === undefined ? (
        <Bones rows={8} height={36} />
      ) : (
        <ErrorNotice error={problem} retry={retry} />
      )}
    </div>
  );
}

interface OneVendorProps {
  readonly vendor: Vendor;
  readonly offers: readonly VendorOffer[];
  readonly list: Pages<VendorOffersQuery, VendorOffer>;
  readonly window: StatsWindow;
  readonly audience: StatsAudience;
}

function OneVendor({ vendor, offers, list, window, audience }: OneVendorProps) {
  const t = useWords(marketWords);
  const [search, change] = usePageSearch();
  const hasOwn = useSession().viewer.tenant !== null;
  const offer = offerOf(offers, search);
  const showOwn = () => change({ audience: "OWN" });
  return (
    <>
      <Link to="/market" className="row small soft">
        <ArrowLeft size={14} aria-hidden="true" /> {t("back")}
      </Link>
      <PageHead
        title={vendor.name}
        actions={
          <>
            {hasOwn && (
              <AudienceSwitch value={audience} onChange={(one) => change({ audience: one })} />
            )}
            <WindowSwitch value={window} onChange={(one) => change({ window: one })} />
          </>
        }
      />
      <VendorFacts vendor={vendor} />
      {offer === undefined ? (
        <div className="card">
          <Notice Icon={Store} title={t("empty")} />
        </div>
      ) : (
        <div className="market-page" aria-busy={list.isBusy}>
          <TimelineCard offer={offer} onOwn={audience === "MARKET" && hasOwn ? showOwn : null} />
          <div className="two">
            <FailureCard offer={offer} />
            <IncidentsCard vendor={vendor} offer={offer} />
          </div>
          <PlacesCard offers={offers} chosen={offer} onChoose={(id) => change({ offer: id })} />
          <MoreRows list={list} />
          <PriceCard offer={offer} />
        </div>
      )}
    </>
  );
}

function NoVendor() {
  const t = useWords(marketWords);
  return (
    <div className="card">
      <Notice Icon={Store} title={t("unknownVendor")}>
        <Link to="/market" className="btn">
          {t("back")}
        </Link>
      </Notice>
    </div>
  );
}

/** The one that was asked for, else one of the country with something to show. */
function offerOf(
  offers: readonly VendorOffer[],
  search: Readonly<Record<string, string | undefined>>,
): VendorOffer | undefined {
  const there = search["country"] ?? "ID";
  const shown = offers.filter(({ stats }) => !stats.suppressed);
  return (
    offers.find(({ id }) => id === search["offer"]) ??
    shown.find(({ country, network }) => country === there && network === null) ??
    shown.find(({ country }) => country === there) ??
    shown[0] ??
    offers[0]
  );
}

function VendorFacts({ vendor }: { readonly vendor: Vendor }) {
  const t = useWords(marketWords);
  const say = useEnumWords();
  const { health } = vendor;
  return (
    <div className="vendor-facts">
      <span className={`pill ${toneOf(health.state)}`} title={health.reason ?? undefined}>
        {say(health.state)} · {t("since", { time: dayAndTime(health.since) })}
      </span>
      {vendor.channels.map((channel) => (
        <ChannelName key={channel} channel={channel} />
      ))}
      <span className="faint small">
        {vendor.features.map((feature) => t(feature)).join(" · ")}
      </span>
    </div>
  );
}

interface TimelineCardProps {
  readonly offer: VendorOffer;
  /** Shows one's own numbers instead; null = they are, or there are none. */
  readonly onOwn: (() => void) | null;
}

function TimelineCard({ offer, onOwn }: TimelineCardProps) {
  const t = useWords(marketWords);
  const placeWords = usePlaceWords();
  const { suppressed, deliveryRate } = offer.stats;
  const timeline = timelineOf(offer);
  const told = timeline.filter(({ deliveryRate: rate }) => rate !== null).length;
  const drops = dropsOf(timeline, deliveryRate);
  const bands = drops.map(
    ({ from, to }) =>
      [
        timeline.findIndex((part) => part.from === from),
        timeline.findIndex((part) => part.to === to),
      ] as const,
  );
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>{t("timeline")}</h2>
          <p className="small soft">{placeWords(offer)}</p>
        </div>
        <span className="legend">
          <span className="channel series-good">{t("delivery")}</span>
          <span className="channel series-accent">{t("success")}</span>
        </span>
      </div>
      <div className="card-body">
        {suppressed || told < 2 ? (
          <div className="notice">
            <p>{t(suppressed ? "few" : "partsFew")}</p>
            {onOwn !== null && (
              <button type="button" className="btn" onClick={onOwn}>
                {t("showOwn")}
              </button>
            )}
          </div>
        ) : (
          <TimeChart
            label={t("timeline")}
            bands={bands}
            times={timeline.map(({ from }) => from)}
            from={0}
            to={1}
            say={(value) => percent(value, 0)}
            series={[
              {
                name: t("delivery"),
                className: "series-good",
                values: timeline.map(({ deliveryRate }) => deliveryRate),
              },
              {
                name: t("success"),
                className: "series-accent",
                values: timeline.map(({ successRate }) => successRate),
              },
            ]}
          />
        )}
      </div>
    </section>
  );
}
