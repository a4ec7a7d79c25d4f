import { useEffect, useState } from "react";
import { useClient, useMutation, useQuery, useSubscription } from "urql";
import { clockTime, countryName } from "../app/format.js";
import { Bones, ErrorNotice } from "../app/notices.js";
import { useSession } from "../app/session.js";
import { TextField } from "../design/controls.js";
import { Sheet } from "../design/sheet.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import {
  CountryHealthDocument,
  HealthChangesDocument,
  HealthVendorsDocument,
  type HealthVendorsQuery,
  PauseVendorDocument,
  ResumeVendorDocument,
} from "./alerts.generated.js";
import { alertsWords } from "./alerts.words.js";

type Vendor = HealthVendorsQuery["vendors"]["nodes"][number];
type Health = Vendor["health"];

/** Vendor by country: in use, doubted, taken out, paused. */
export function HealthMap() {
  const t = useWords(alertsWords);
  const [{ data, error }, again] = useQuery({ query: HealthVendorsDocument });
  const [change] = useSubscription({ query: HealthChangesDocument });
  const vendors = data?.vendors.nodes ?? [];
  const countries = [...new Set(vendors.flatMap((vendor) => vendor.countries))].sort();
  const changes = change.data?.vendorHealth.at ?? "";
  const [round, setRound] = useState(0);
  const cells = useCells(countries.join(" "), `${changes} ${round}`);
  const [pausing, setPausing] = useState<Vendor | null>(null);
  const changed = () => {
    setPausing(null);
    again({ requestPolicy: "network-only" });
    setRound(round + 1);
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("map")}</h2>
        <Legend />
      </div>
      {data === undefined ? (
        error === undefined ? (
          <Bones rows={6} />
        ) : (
          <ErrorNotice error={error} />
        )
      ) : (
        <HealthTable {...{ vendors, countries, cells }} onPause={setPausing} onChanged={changed} />
      )}
      {pausing !== null && (
        <PauseSheet vendor={pausing} onClose={() => setPausing(null)} onChanged={changed} />
      )}
    </section>
  );
}

interface HealthTableProps {
  readonly vendors: readonly Vendor[];
  readonly countries: readonly string[];
  readonly cells: ReadonlyMap<string, Health>;
  readonly onPause: (vendor: Vendor) => void;
  readonly onChanged: () => void;
}

function HealthTable({ vendors, countries, cells, onPause, onChanged }: HealthTableProps) {
  const t = useWords(alertsWords);
  const { can } = useSession();
  return (
    <div className="table-wrap" tabIndex={0} role="region" aria-label={t("map")}>
      <table className="table health-map">
        <thead>
          <tr>
            <th scope="col">{t("vendor")}</th>
            {countries.map((country) => (
              <th key={country} scope="col" title={countryName(country)}>
                {country}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {vendors.map((vendor) => (
            <tr key={vendor.id}>
              <th scope="row">{vendor.name}</th>
              {countries.map((country) => (
                <td key={country}>
                  <Cell
                    vendor={vendor}
                    country={country}
                    health={cells.get(`${vendor.slug} ${country}`)}
                  />
                </td>
              ))}
              <td className="right">
                {can("PLAN_WRITE") && (
                  <PauseButton
                    vendor={vendor}
                    onPause={() => onPause(vendor)}
                    onChanged={onChanged}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
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

/** One question for each country: a vendor's health is asked for one at a time. */
function useCells(countries: string, round: string): ReadonlyMap<string, Health> {
  const client = useClient();
  const [cells, setCells] = useState<ReadonlyMap<string, Health>>(new Map());
  useEffect(() => {
    let isOver = false;
    const ask = async (country: string) => {
      const { data } = await client
        .query(CountryHealthDocument, { country }, { requestPolicy: "network-only" })
        .toPromise();
      return (data?.vendors.nodes ?? []).map(
        ({ slug, health }) => [`${slug} ${country}`, health] as const,
      );
    };
    const wanted = countries.split(" ").filter(Boolean);
    void Promise.all(wanted.map(ask)).then((found) => {
      if (!isOver) {
        setCells(new Map(found.flat()));
      }
    });
    return () => {
      isOver = true;
    };
  }, [client, countries, round]);
  return cells;
}

interface CellProps {
  readonly vendor: Vendor;
  readonly country: string;
  readonly health: Health | undefined;
}

const tones: Readonly<Record<string, string>> = {
  HEALTHY: "",
  DEGRADED: "warn",
  OPEN: "bad",
  PINNED_OFF: "off",
};

function Cell({ vendor, country, health }: CellProps) {
  const t = useWords(alertsWords);
  const say = useEnumWords();
  const isThere = vendor.countries.length === 0 || vendor.countries.includes(country);
  if (!isThere || health === undefined) {
    const words = `${vendor.name}, ${countryName(country)}: ${t("notThere")}`;
    return <span className="health-cell none" role="img" aria-label={words} title={words} />;
  }
  const probe = health.nextProbeAt;
  const words = [
    `${vendor.name}, ${countryName(country)}: ${say(health.state)}`,
    health.reason,
    probe === null ? null : t("probe", { time: clockTime(probe) }),
  ]
    .filter(Boolean)
    .join(" · ");
  return (
    <span
      className={`health-cell ${tones[health.state] ?? ""}`}
      role="img"
      aria-label={words}
      title={words}
    />
  );
}

interface PauseProps {
  readonly vendor: Vendor;
  readonly onChanged: () => void;
}

function PauseButton({
  vendor,
  onPause,
  onChanged,
}: PauseProps & { readonly onPause: () => void }) {
  const t = useWords(alertsWords);
  const [{ fetching }, resume] = useMutation(ResumeVendorDocument);
  return vendor.health.state === "PINNED_OFF" ? (
    <button
      type="button"
      className="btn"
      disabled={fetching}
      onClick={() => void resume({ slug: vendor.slug }).then(onChanged)}
    >
      {t("resume")}
    </button>
  ) : (
    <button type="button" className="btn plain" onClick={onPause}>
      {t("pause")}
    </button>
  );
}

function PauseSheet({ vendor, onClose, onChanged }: PauseProps & { readonly onClose: () => void }) {
  const t = useWords(alertsWords);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [{ fetching }, pause] = useMutation(PauseVendorDocument);
  const run = async () => {
    const { data } = await pause({ slug: vendor.slug, reason: reason.trim() });
    const [refused] = data?.pauseVendor.userErrors ?? [];
    setProblem(refused?.message);
    if (refused === undefined && data !== undefined) {
      onChanged();
    }
  };
  return (
    <Sheet
      title={t("pauseTitle", { vendor: vendor.name })}
      onClose={onClose}
      foot={
        <button
          type="button"
          className="btn primary"
          disabled={fetching || reason.trim() === ""}
          onClick={() => void run()}
        >
          {t("pause")}
        </button>
      }
    >
      <div className="stack wide">
        <p className="soft">{t("pauseMore")}</p>
        <TextField label={t("reason")} value={reason} problem={problem} onChange={setReason} />
      </div>
    </Sheet>
  );
}
