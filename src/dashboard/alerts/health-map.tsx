import { MapIcon } from "lucide-react";
import { useState } from "react";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { useSession } from "../app/session.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { alertsWords } from "./alerts.words.js";
import { HealthGrid, type Place } from "./health-grid.js";
import { PauseSheet } from "./pause-sheet.js";
import { TroubleList } from "./trouble-list.js";
import { useHealth, type Vendor } from "./use-health.js";

/** Vendor by country: in use, doubted, taken out, paused; and each of the latter in words. */
export function HealthMap() {
  const t = useWords(alertsWords);
  const { can } = useSession();
  const { vendors, countries, cells, error, read } = useHealth();
  const [pausing, setPausing] = useState<{ vendor: Vendor; country: string | null } | null>(null);
  const mayPause = can("PLAN_WRITE") || can("OPERATE");
  const changed = () => {
    setPausing(null);
    read();
  };
  const pause = mayPause ? ({ vendor, country }: Place) => setPausing({ vendor, country }) : null;
  return (
    <>
      <section className="card">
        <div className="card-head">
          <h2>{t("map")}</h2>
          <Legend />
        </div>
        {vendors === undefined ? (
          error === undefined ? (
            <Bones rows={6} />
          ) : (
            <ErrorNotice error={error} retry={read} />
          )
        ) : vendors.length === 0 ? (
          <Notice Icon={MapIcon} title={t("noVendors")}>
            <p>{t("noVendorsMore")}</p>
          </Notice>
        ) : (
          <HealthGrid {...{ vendors, countries, cells }} onPause={pause} />
        )}
      </section>
      {vendors !== undefined && vendors.length > 0 && (
        <TroubleList {...{ vendors, cells, countries }} onPause={pause} onChanged={changed} />
      )}
      {pausing !== null && (
        <PauseSheet {...pausing} onClose={() => setPausing(null)} onChanged={changed} />
      )}
    </>
  );
}

function Legend() {
  const say = useEnumWords();
  const states = [
    ["HEALTHY", "series-good"],
    ["DEGRADED", "series-warn"],
    ["OPEN", "series-bad"],
    ["PINNED_OFF", ""],
  ] as const;
  return (
    <span className="legend">
      {states.map(([state, className]) => (
        <span key={state} className={`channel ${className}`}>
          {say(state)}
        </span>
      ))}
    </span>
  );
}
