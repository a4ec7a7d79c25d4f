import { ChartScatter, SearchX } from "lucide-react";
import { useMemo } from "react";
import { useHealthChanges } from "../alerts/use-health-changes.js";
import { clockTime } from "../app/format.js";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { useSession } from "../app/session.js";
import { useVendorNames, type VendorName } from "../app/use-names.js";
import { usePages } from "../app/use-pages.js";
import { usePageSearch } from "../app/use-search.js";
import { MoreRows } from "../design/more-rows.js";
import { useWords } from "../words/use-words.js";
import { CostSuccessPlot } from "./cost-success-plot.js";
import {
  type Channel,
  MarketDocument,
  MarketHealthDocument,
  type MarketHealthQuery,
  type MarketQuery,
  type StatsAudience,
} from "./market.generated.js";
import {
  AudienceSwitch,
  MarketFilters,
  type MarketView,
  windows,
  WindowSwitch,
} from "./market-filters.js";
import { marketWords } from "./market.words.js";
import { type Column, type Offer, sortOffers } from "./offer.js";
import { type Health, healthKey, OfferTable } from "./offer-table.js";
import "./market.css";

const offersOf = (data: MarketQuery) => data.offers;
const healthOf = (data: MarketHealthQuery) => data.vendors;

type Search = Readonly<Record<string, string | undefined>>;

function readView(search: Search): MarketView {
  return {
    country: search["country"] ?? "ID",
    network: search["network"] ?? "",
    channel: (search["channel"] ?? "") as Channel | "",
    window: windows.find((one) => one === search["window"]) ?? "LAST_30_DAYS",
    audience: (search["audience"] === "OWN" ? "OWN" : "MARKET") satisfies StatsAudience,
    search: search["search"] ?? "",
    connectedOnly: search["usable"] === "1",
  };
}

/** Vendors side by side: what they charge and what they were measured to deliver. */
export function MarketPage() {
  const t = useWords(marketWords);
  const { viewer } = useSession();
  const [search, change] = usePageSearch();
  const view = readView(search);
  const hasOwn = viewer.tenant !== null;
  const { window, audience } = view;
  const filter = { countries: [view.country], connectedOnly: view.connectedOnly };
  const list = usePages(MarketDocument, { filter, window, audience }, offersOf, whole);
  const { rows: offers, error } = list;
  const vendors = useVendorNames();
  const health = useHealth(view.country);
  const shown = offers?.filter((offer) => isShown(offer, view)) ?? [];
  const sort = readSort(search);
  const onSort = (column: Column) => {
    const isDescending = sort.column === column ? !sort.isDescending : startsHigh(column);
    change({ by: column, down: isDescending ? "1" : "0" });
  };
  return (
    <>
      <PageHead
        title={t("title")}
        actions={
          <>
            {hasOwn && (
              <AudienceSwitch value={audience} onChange={(one) => change({ audience: one })} />
            )}
            <WindowSwitch value={window} onChange={(one) => change({ window: one })} />
          </>
        }
      >
        {t("intro")}
      </PageHead>
      <MarketFilters
        view={view}
        {...choicesIn(offers ?? [], vendors)}
        hasOwn={hasOwn}
        onChange={change}
      />
      <div className="market-page" aria-busy={list.isBusy}>
        {error !== undefined && offers === undefined ? (
          <div className="card">
            <ErrorNotice error={error} retry={list.again} />
          </div>
        ) : (
          <>
            {(offers === undefined || shown.length > 0) && (
              <PlotCard offers={offers === undefined ? null : shown} />
            )}
            <section className="card">
              <Rows
                offers={
                  offers === undefined ? null : sortOffers(shown, sort.column, sort.isDescending)
                }
                {...{ health, sort, onSort }}
                onReset={() => change({ network: "", channel: "", search: "", usable: "" })}
              />
            </section>
            <MoreRows list={list} />
            {offers !== undefined && <Foot offers={shown} />}
          </>
        )}
      </div>
    </>
  );
}

function PlotCard({ offers }: { readonly offers: readonly Offer[] | null }) {
  const t = useWords(marketWords);
  return (
    <section className="card">
      <div className="card-head">
        <h2 className="row">
          <ChartScatter size={16} aria-hidden="true" /> {t("scatter")}
        </h2>
        <span className="tiny faint">{t("scatterMore")}</span>
      </div>
      <div className="card-body">
        {offers === null ? <Bones rows={1} height={268} /> : <CostSuccessPlot offers={offers} />}
      </div>
    </section>
  );
}

interface RowsProps {
  readonly offers: readonly Offer[] | null;
  readonly health: ReadonlyMap<string, Health>;
  readonly sort: { readonly column: Column; readonly isDescending: boolean };
  readonly onSort: (column: Column) => void;
  readonly onReset: () => void;
}

function Rows({ offers, onReset, ...table }: RowsProps) {
  const t = useWords(marketWords);
  if (offers === null) {
    return <Bones rows={8} height={30} />;
  }
  return offers.length === 0 ? (
    <Notice Icon={SearchX} title={t("empty")}>
      <p>{t("emptyMore")}</p>
      <button type="button" className="btn" onClick={onReset}>
        {t("reset")}
      </button>
    </Notice>
  ) : (
    <OfferTable offers={offers} {...table} />
  );
}

function Foot({ offers }: { readonly offers: readonly Offer[] }) {
  const t = useWords(marketWords);
  const asOf = offers[0]?.stats.asOf;
  return (
    <p className="tiny faint num">
      {t("offers", { count: offers.length })}
      {asOf !== undefined && ` · ${t("asOf", { time: clockTime(asOf) })}`}
    </p>
  );
}

const whole = { isWhole: true };

/** How each vendor fares in the country at this moment, by its slug and the channel. */
function useHealth(country: string): ReadonlyMap<string, Health> {
  const { rows, again } = usePages(MarketHealthDocument, { country }, healthOf, {
    isWhole: true,
    isFresh: true,
  });
  useHealthChanges(again);
  return useMemo(
    () =>
      new Map(
        (rows ?? []).flatMap(({ id: _id, slug, ...byChannel }) =>
          Object.entries(byChannel).map(
            ([channel, health]) => [healthKey(slug, channel), health] as const,
          ),
        ),
      ),
    [rows],
  );
}

function choicesIn(offers: readonly Offer[], vendors: readonly VendorName[]) {
  const countries = new Set(["ID", ...vendors.flatMap((vendor) => vendor.countries)]);
  return {
    countries: [...countries],
    networks: [...new Set(offers.flatMap(({ network }) => network?.name ?? []))].sort(),
    channels: [...new Set(offers.map(({ channel }) => channel))].sort(),
  };
}

function isShown(offer: Offer, view: MarketView): boolean {
  const name = offer.vendor.name.toLowerCase();
  return (
    (view.channel === "" || offer.channel === view.channel) &&
    (view.network === "" || offer.network === null || offer.network.name === view.network) &&
    name.includes(view.search.trim().toLowerCase())
  );
}

function readSort(search: Search) {
  const columns: readonly Column[] = [
    "vendor",
    "price",
    "delivery",
    "success",
    "latency",
    "trust",
    "verified",
  ];
  const column = columns.find((one) => one === search["by"]) ?? "verified";
  return { column, isDescending: search["down"] === "1" };
}

/** The best first, when a column is sorted by for the first time. */
function startsHigh(column: Column): boolean {
  return column === "delivery" || column === "success" || column === "trust";
}
