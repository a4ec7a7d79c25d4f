import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft, Store } from "lucide-react";
import { useQuery } from "urql";
import { countryName, dayAndTime, percent } from "../app/format.js";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { usePageSearch } from "../app/use-search.js";
import { TimeChart } from "../charts/time-chart.js";
import { Select } from "../design/controls.js";
import { ChannelName, toneOf } from "../design/names.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { VendorPageDocument } from "./market.generated.js";
import { windows, WindowSwitch } from "./market-filters.js";
import { marketWords } from "./market.words.js";
import { FailureCard, PriceCard } from "./vendor-cards.js";
import type { Vendor, VendorOffer } from "./vendor-offer.js";
import "./market.css";

/** One vendor: how its offers did over time, what failed, what it charged. */
export function VendorPage() {
  const t = useWords(marketWords);
  const { slug = "" } = useParams({ strict: false });
  const [search, change] = usePageSearch();
  const window = windows.find((one) => one === search["window"]) ?? "LAST_30_DAYS";
  const [{ data, error }, again] = useQuery({
    query: VendorPageDocument,
    variables: { slug, window, audience: "MARKET", filter: null },
  });
  if (data === undefined) {
    return error === undefined ? (
      <Bones rows={8} />
    ) : (
      <ErrorNotice error={error} retry={() => again({ requestPolicy: "network-only" })} />
    );
  }
  const { vendor } = data;
  if (vendor === null) {
    return <Notice Icon={Store} title={t("unknownVendor")} />;
  }
  const offers = vendor.offers.nodes;
  const offer =
    offers.find(({ id }) => id === search["offer"]) ??
    offers.find(
      ({ country, stats }) => country === (search["country"] ?? "ID") && !stats.suppressed,
    ) ??
    offers.find(({ stats }) => !stats.suppressed) ??
    offers[0];
  return (
    <>
      <Link to="/market" className="row small soft">
        <ArrowLeft size={14} aria-hidden="true" /> {t("back")}
      </Link>
      <PageHead
        title={vendor.name}
        actions={<WindowSwitch value={window} onChange={(one) => change({ window: one })} />}
      />
      <VendorFacts vendor={vendor} />
      {offer !== undefined && (
        <div className="market-page">
          <div className="market-filters">
            <OfferSelect {...{ offers, offer }} onChange={(id) => change({ offer: id })} />
          </div>
          <TimelineCard offer={offer} />
          <div className="two">
            <FailureCard offer={offer} />
            <PriceCard offer={offer} />
          </div>
        </div>
      )}
    </>
  );
}

function OfferSelect({
  offers,
  offer,
  onChange,
}: {
  readonly offers: readonly VendorOffer[];
  readonly offer: VendorOffer;
  readonly onChange: (id: string) => void;
}) {
  const t = useWords(marketWords);
  const say = useEnumWords();
  const place = ({ country, network }: VendorOffer) =>
    [country === null ? t("everywhere") : countryName(country), network?.name]
      .filter(Boolean)
      .join(", ");
  return (
    <Select
      label={t("pick")}
      isBare
      value={offer.id}
      options={offers.map((one) => [one.id, `${say(one.channel)} · ${place(one)}`] as const)}
      onChange={onChange}
    />
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

function TimelineCard({ offer }: { readonly offer: VendorOffer }) {
  const t = useWords(marketWords);
  const { timeline, suppressed } = offer.stats;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("timeline")}</h2>
        <span className="legend">
          <span className="channel series-good">{t("delivery")}</span>
          <span className="channel series-accent">{t("success")}</span>
        </span>
      </div>
      <div className="card-body">
        {suppressed ? (
          <p className="notice">{t("few")}</p>
        ) : (
          <TimeChart
            label={t("timeline")}
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
