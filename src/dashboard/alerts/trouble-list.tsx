import { CircleCheck } from "lucide-react";
import { countryName, dayAndTime } from "../app/format.js";
import { Status } from "../design/names.js";
import { useWords } from "../words/use-words.js";
import { alertsWords } from "./alerts.words.js";
import type { Place } from "./health-grid.js";
import { OpenPauses } from "./open-pauses.js";
import { Probe } from "./probe.js";
import type { Health, Vendor } from "./use-health.js";

interface TroubleListProps {
  readonly vendors: readonly Vendor[];
  readonly countries: readonly string[];
  readonly cells: ReadonlyMap<string, Health>;
  /** Null = this key may not. */
  readonly onPause: ((place: Place) => void) | null;
  readonly onChanged: () => void;
}

/** The same in words: vendors not all in use, why, where, and when they are tried again. */
export function TroubleList(props: TroubleListProps) {
  const { vendors, countries, cells, onPause, onChanged } = props;
  const t = useWords(alertsWords);
  const troubled = vendors.filter(({ health }) => health.state !== "HEALTHY");
  const fine = vendors.filter(({ health }) => health.state === "HEALTHY");
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("troubles")}</h2>
      </div>
      {troubled.length === 0 ? (
        <div className="all-fine">
          <CircleCheck size={20} aria-hidden="true" />
          <div>
            <p className="strong">{t("allFine")}</p>
            <p className="small soft">{t("allFineMore")}</p>
          </div>
        </div>
      ) : (
        <ul>
          {troubled.map((vendor) => (
            <TroubledVendor
              key={vendor.id}
              {...{ vendor, onPause, onChanged }}
              places={countries.filter((country) => isTroubled(cells, vendor, country))}
            />
          ))}
        </ul>
      )}
      {fine.length > 0 && (
        <div className="fine-vendors">
          <span className="small soft">{t("inUse")}</span>
          {fine.map((vendor) =>
            onPause === null ? (
              <span key={vendor.id} className="pill good">
                {vendor.name}
              </span>
            ) : (
              <button
                key={vendor.id}
                type="button"
                className="btn"
                aria-label={t("pauseNamed", { vendor: vendor.name })}
                onClick={() => onPause({ vendor, country: null })}
              >
                <span className="dot good" aria-hidden="true" /> {vendor.name}
              </button>
            ),
          )}
          {onPause !== null && <span className="tiny faint">{t("chooseToPause")}</span>}
        </div>
      )}
    </section>
  );
}

function isTroubled(cells: ReadonlyMap<string, Health>, vendor: Vendor, country: string): boolean {
  const health = cells.get(`${vendor.slug} ${country}`);
  return health !== undefined && health.state !== "HEALTHY" && vendor.countries.includes(country);
}

interface TroubledVendorProps {
  readonly vendor: Vendor;
  readonly places: readonly string[];
  readonly onPause: TroubleListProps["onPause"];
  readonly onChanged: () => void;
}

function TroubledVendor({ vendor, places, onPause, onChanged }: TroubledVendorProps) {
  const t = useWords(alertsWords);
  const { health } = vendor;
  return (
    <li className="trouble">
      <div className="grow stack">
        <div className="row wrap">
          <span className="strong">{vendor.name}</span>
          <Status value={health.state} />
          <Probe at={health.nextProbeAt} />
          <span className="tiny faint num">{t("since", { time: dayAndTime(health.since) })}</span>
        </div>
        {/* A pause tells its own reason below. */}
        {health.state !== "PINNED_OFF" && <p className="small">{health.reason}</p>}
        {places.length > 0 && (
          <p className="tiny faint">
            {t("places", { countries: places.map((one) => countryName(one)).join(", ") })}
          </p>
        )}
        <OpenPauses vendor={vendor} onChanged={onChanged} />
      </div>
      {onPause !== null && health.state !== "PINNED_OFF" && (
        <button
          type="button"
          className="btn"
          aria-label={t("pauseNamed", { vendor: vendor.name })}
          onClick={() => onPause({ vendor, country: null })}
        >
          {t("pause")}
        </button>
      )}
    </li>
  );
}
