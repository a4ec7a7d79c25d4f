import { countryName, count, dayAndTime, duration, percent } from "../app/format.js";
import { usePages } from "../app/use-pages.js";
import { useHealthChanges } from "../alerts/use-health-changes.js";
import { MoreRows } from "../design/more-rows.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { dropsOf } from "./drops.js";
import { VendorIncidentsDocument, type VendorIncidentsQuery } from "./market.generated.js";
import { marketWords } from "./market.words.js";
import { timelineOf, type Vendor, type VendorOffer } from "./vendor-offer.js";

interface Told {
  readonly key: string;
  readonly kind: "OUTAGE" | "PAUSE" | "DROP";
  readonly place: string;
  readonly words: string;
  readonly startedAt: string;
  /** Null while it lasts. */
  readonly endedAt: string | null;
}

interface IncidentsCardProps {
  readonly vendor: Vendor;
  readonly offer: VendorOffer;
}

type Stored = NonNullable<VendorIncidentsQuery["vendor"]>["incidents"]["nodes"][number];

const incidentsOf = (data: VendorIncidentsQuery) => data.vendor?.incidents ?? null;

/** When it was out or paused, and when clearly less arrived than usual; the latest first. */
export function IncidentsCard({ vendor, offer }: IncidentsCardProps) {
  const t = useWords(marketWords);
  const { slug } = vendor;
  const list = usePages(VendorIncidentsDocument, { slug }, incidentsOf, { isFresh: true });
  useHealthChanges(list.again, [slug]);
  const stored = useStoredIncidents(list.rows ?? []);
  const told = [...stored, ...useDrops(offer)].toSorted((a, b) =>
    b.startedAt.localeCompare(a.startedAt),
  );
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("incidents")}</h2>
      </div>
      {told.length === 0 ? (
        <p className="card-body faint">{t("incidentsNone")}</p>
      ) : (
        <ul>
          {told.map((one) => (
            <Incident key={one.key} incident={one} />
          ))}
        </ul>
      )}
      <MoreRows list={list} />
    </section>
  );
}

const tones = { OUTAGE: "bad", PAUSE: "", DROP: "warn" } as const;

function Incident({ incident }: { readonly incident: Told }) {
  const t = useWords(marketWords);
  const { kind, place, words, startedAt, endedAt } = incident;
  const lasted = endedAt === null ? null : Date.parse(endedAt) - Date.parse(startedAt);
  return (
    <li className="incident">
      <span className={`dot ${tones[kind]}`} aria-hidden="true" />
      <div className="spread small">
        <span className="strong">
          {t(kind)} · {place}
        </span>
        <span className="faint num nowrap">
          {dayAndTime(startedAt)},{" "}
          {lasted === null ? (
            <b className="bad">{t("lasts")}</b>
          ) : (
            t("lasted", { time: duration(lasted) })
          )}
        </span>
      </div>
      <p className="small soft">{words}</p>
    </li>
  );
}

function useStoredIncidents(incidents: readonly Stored[]): readonly Told[] {
  const t = useWords(marketWords);
  const say = useEnumWords();
  return incidents.map(({ kind, channel, country, reason, startedAt, endedAt }) => {
    const parts = [channel && say(channel), country && countryName(country)].filter(Boolean);
    return {
      key: `${kind} ${channel} ${country} ${startedAt}`,
      kind,
      place: parts.length === 0 ? t("allPlaces") : parts.join(" · "),
      words: reason,
      startedAt,
      endedAt,
    };
  });
}

function useDrops(offer: VendorOffer): readonly Told[] {
  const { id, channel, country, stats } = offer;
  const timeline = timelineOf(offer);
  const t = useWords(marketWords);
  const say = useEnumWords();
  const place = [say(channel), country && countryName(country)].filter(Boolean).join(" · ");
  return dropsOf(timeline, stats.deliveryRate).map(({ from, to, attempts, rate }) => ({
    key: `${id} ${from}`,
    kind: "DROP" as const,
    place,
    words: t("dropSays", {
      rate: percent(rate, 0),
      count: count(attempts),
      usual: percent(stats.deliveryRate, 0),
    }),
    startedAt: from,
    // The last part is running still.
    endedAt: to === timeline.at(-1)?.to ? null : to,
  }));
}
