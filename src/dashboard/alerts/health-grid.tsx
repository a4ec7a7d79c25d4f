import { type KeyboardEvent, useRef, useState } from "react";
import { countryName, dayAndTime } from "../app/format.js";
import { Status } from "../design/names.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { alertsWords } from "./alerts.words.js";
import { Probe } from "./probe.js";
import type { Health, Vendor } from "./use-health.js";

/** Which cell of the map. */
export interface Place {
  readonly vendor: Vendor;
  /** Null = everywhere. */
  readonly country: string | null;
}

interface HealthGridProps {
  readonly vendors: readonly Vendor[];
  readonly countries: readonly string[];
  /** By slug and country. */
  readonly cells: ReadonlyMap<string, Health>;
  /** Null = this key may not. */
  readonly onPause: ((place: Place) => void) | null;
}

const steps: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The map itself: one stop of the tab key, arrows within, and the place one is at in words. */
export function HealthGrid({ vendors, countries, cells, onPause }: HealthGridProps) {
  const t = useWords(alertsWords);
  const grid = useRef<HTMLTableElement>(null);
  const [chosen, setAt] = useState<readonly [row: number, column: number] | null>(null);
  const at = chosen ?? worstOf(vendors, countries, cells);
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const row = Math.min(Math.max(at[0] + step[0], 0), vendors.length - 1);
      const column = Math.min(Math.max(at[1] + step[1], 0), countries.length - 1);
      grid.current?.querySelector<HTMLElement>(`[data-at="${row} ${column}"]`)?.focus();
    }
  };
  const vendor = vendors[at[0]];
  const country = countries[at[1]];
  return (
    <div className="health-split">
      <div className="table-wrap">
        <table ref={grid} className="health-map" role="grid" aria-label={t("map")} onKeyDown={move}>
          <thead>
            <tr>
              <th scope="col">{t("vendor")}</th>
              {countries.map((one) => (
                <th key={one} scope="col">
                  <abbr title={countryName(one)}>{one}</abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {vendors.map((one, row) => (
              <tr key={one.id}>
                <th scope="row">{one.name}</th>
                {countries.map((place, column) => (
                  <td key={place}>
                    <Cell
                      vendor={one}
                      country={place}
                      health={cells.get(`${one.slug} ${place}`)}
                      place={`${row} ${column}`}
                      isHere={at[0] === row && at[1] === column}
                      onHere={() => setAt([row, column])}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {vendor !== undefined && country !== undefined && (
        <Reading
          place={{ vendor, country }}
          health={cells.get(`${vendor.slug} ${country}`)}
          onPause={onPause}
        />
      )}
    </div>
  );
}

const ranks = ["HEALTHY", "DEGRADED", "PINNED_OFF", "OPEN"];

/** Where to look first: the worst cell, else the first in which anything is sold. */
function worstOf(
  vendors: readonly Vendor[],
  countries: readonly string[],
  cells: HealthGridProps["cells"],
): readonly [row: number, column: number] {
  const places = vendors.flatMap((vendor, row) =>
    countries.flatMap((country, column) =>
      sellsIn(vendor, country)
        ? [{ row, column, rank: rankOf(cells.get(`${vendor.slug} ${country}`)) }]
        : [],
    ),
  );
  const [first] = places.toSorted((a, b) => b.rank - a.rank);
  return first === undefined ? [0, 0] : [first.row, first.column];
}

function rankOf(health: Health | undefined): number {
  return health === undefined ? 0 : ranks.indexOf(health.state);
}

const tones: Readonly<Record<string, string>> = {
  HEALTHY: "",
  DEGRADED: "warn",
  OPEN: "bad",
  PINNED_OFF: "off",
};

interface CellProps {
  readonly vendor: Vendor;
  readonly country: string;
  readonly health: Health | undefined;
  /** Row and column. */
  readonly place: string;
  readonly isHere: boolean;
  readonly onHere: () => void;
}

function Cell({ vendor, country, health, place, isHere, onHere }: CellProps) {
  const t = useWords(alertsWords);
  const say = useEnumWords();
  const isThere = sellsIn(vendor, country);
  const state = !isThere ? t("notThere") : health === undefined ? t("asking") : say(health.state);
  const tone = isThere && health !== undefined ? (tones[health.state] ?? "") : "none";
  return (
    <button
      type="button"
      className={`health-cell ${tone}`}
      data-at={place}
      tabIndex={isHere ? 0 : -1}
      aria-pressed={isHere}
      aria-label={`${vendor.name}, ${countryName(country)}: ${state}`}
      onFocus={onHere}
      onClick={onHere}
    />
  );
}

/** A vendor without countries has a price for everywhere, as for e-mail. */
function sellsIn(vendor: Vendor, country: string): boolean {
  return vendor.countries.length === 0 || vendor.countries.includes(country);
}

interface ReadingProps {
  readonly place: Place & { readonly country: string };
  readonly health: Health | undefined;
  readonly onPause: HealthGridProps["onPause"];
}

function Reading({ place, health, onPause }: ReadingProps) {
  const t = useWords(alertsWords);
  const { vendor, country } = place;
  const isThere = sellsIn(vendor, country);
  return (
    <div className="health-reading">
      <div className="grow stack">
        <div className="row wrap">
          <span className="strong">{vendor.name}</span>
          <span className="soft">{countryName(country)}</span>
          {isThere && health !== undefined && <Status value={health.state} />}
          {isThere && health !== undefined && <Probe at={health.nextProbeAt} />}
        </div>
        <p className="small soft">
          {!isThere
            ? t("notThereMore")
            : health === undefined
              ? t("asking")
              : health.state === "HEALTHY"
                ? t("healthyMore")
                : [health.reason, t("since", { time: dayAndTime(health.since) })]
                    .filter(Boolean)
                    .join(" · ")}
        </p>
      </div>
      {isThere && onPause !== null && health?.state !== "PINNED_OFF" && (
        <button type="button" className="btn" onClick={() => onPause(place)}>
          {t("pauseHere")}
        </button>
      )}
    </div>
  );
}
