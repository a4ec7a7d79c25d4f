import { Store } from "lucide-react";
import { useState } from "react";
import { PauseSheet } from "../alerts/pause-sheet.js";
import { OpenPauses } from "../alerts/open-pauses.js";
import { Probe } from "../alerts/probe.js";
import { useHealthChanges } from "../alerts/use-health-changes.js";
import { count, countryName, dayAndTime } from "../app/format.js";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { usePages } from "../app/use-pages.js";
import { useRested } from "../app/use-rested.js";
import { MoreRows } from "../design/more-rows.js";
import { ChannelName, Status } from "../design/names.js";
import { SearchField } from "../design/search-field.js";
import { useWords } from "../words/use-words.js";
import { MarketVendorsDocument, type MarketVendorsQuery } from "./operator.generated.js";
import { operatorWords } from "./operator.words.js";

type Vendor = MarketVendorsQuery["vendors"]["nodes"][number];

const vendorsOf = (data: MarketVendorsQuery) => data.vendors;
const restMs = 250;

/** Whose messages are sold here, how they are, and the switch for everybody. */
export function VendorsCard() {
  const t = useWords(operatorWords);
  const [pausing, setPausing] = useState<Vendor | null>(null);
  const [wanted, setWanted] = useState("");
  const search = useRested(wanted.trim(), restMs);
  const list = usePages(MarketVendorsDocument, { search }, vendorsOf, { isFresh: true });
  const { rows: vendors, error, again } = list;
  useHealthChanges(again);
  const changed = () => {
    setPausing(null);
    again();
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("vendorsPart")}</h2>
        <SearchField
          label={t("searchVendors")}
          placeholder={t("search")}
          value={wanted}
          onChange={setWanted}
        />
      </div>
      {vendors === undefined ? (
        error === undefined ? (
          <Bones rows={7} height={34} />
        ) : (
          <ErrorNotice error={error} retry={again} />
        )
      ) : vendors.length === 0 ? (
        <Notice Icon={Store} title={t(search === "" ? "noVendors" : "noneFound")}>
          <p>{t(search === "" ? "noVendorsMore" : "noneFoundMore")}</p>
        </Notice>
      ) : (
        <ul>
          {vendors.map((vendor) => (
            <VendorLine
              key={vendor.id}
              vendor={vendor}
              onPause={() => setPausing(vendor)}
              onChanged={changed}
            />
          ))}
        </ul>
      )}
      <MoreRows list={list} />
      {pausing !== null && (
        <PauseSheet vendor={pausing} onClose={() => setPausing(null)} onChanged={changed} />
      )}
    </section>
  );
}

interface VendorLineProps {
  readonly vendor: Vendor;
  readonly onPause: () => void;
  readonly onChanged: () => void;
}

function VendorLine({ vendor, onPause, onChanged }: VendorLineProps) {
  const t = useWords(operatorWords);
  const { health, countries } = vendor;
  const upstreams = new Set(vendor.offers.nodes.flatMap(({ upstream }) => upstream ?? []));
  const isPaused = health.state === "PINNED_OFF";
  return (
    <li className="vendor-line">
      <div className="grow stack">
        <div className="row wrap">
          <span className="strong">{vendor.name}</span>
          <code className="mono faint">{vendor.slug}</code>
          <Status value={health.state} />
          {health.state !== "HEALTHY" && (
            <span className="tiny faint num">
              {t("sinceTime", { time: dayAndTime(health.since) })}
            </span>
          )}
          <Probe at={health.nextProbeAt} />
        </div>
        {health.reason !== null && <p className="small soft">{health.reason}</p>}
        <div className="row wrap wide small soft">
          {vendor.channels.map((channel) => (
            <ChannelName key={channel} channel={channel} />
          ))}
          <span>
            {countries.length > 3
              ? t("countries", { count: count(countries.length) })
              : countries.map(countryName).join(", ") || t("everywhere")}
          </span>
          {upstreams.size > 0 && <span>{t("upstream", { names: [...upstreams].join(", ") })}</span>}
        </div>
        <OpenPauses vendor={vendor} onChanged={onChanged} />
      </div>
      {!isPaused && (
        <button
          type="button"
          className="btn"
          aria-label={t("pauseNamed", { name: vendor.name })}
          onClick={onPause}
        >
          {t("pause")}
        </button>
      )}
    </li>
  );
}
