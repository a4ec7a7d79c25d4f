import { CircleAlert, Download, Rewind } from "lucide-react";
import { useState } from "react";
import { changeOf } from "../app/figure-change.js";
import { count, countryName, duration, money, percent } from "../app/format.js";
import { Bones, ErrorNotice, WhoHelps } from "../app/notices.js";
import { useSession } from "../app/session.js";
import { Select } from "../design/controls.js";
import { ReplayProgress } from "../plans/replay-progress.js";
import { type Outcome, outcomeOf, ReplayTable } from "../plans/replay-table.js";
import { type Replay, useReplay } from "../plans/use-replay.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import type { Channel, DeliveryRowFragment } from "./analytics.generated.js";
import { analyticsWords } from "./analytics.words.js";
import type { Period } from "./periods.js";
import type { ReportNames } from "./report-filters.js";
import { useDeliveryRows } from "./use-delivery-rows.js";
import { writeReplayCsv } from "./write-replay-csv.js";
import "../plans/plans.css";

interface BeforeAfterCardProps {
  readonly range: Period;
  readonly names: ReportNames;
}

/** One's own traffic as it went, against what one vendor alone would have made of it. */
export function BeforeAfterCard({ range, names }: BeforeAfterCardProps) {
  const t = useWords(analyticsWords);
  const { can } = useSession();
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>{t("alone")}</h2>
          <p className="small soft">{t("aloneMore")}</p>
        </div>
      </div>
      <div className="card-body stack wide">
        {can("BILLING_READ") ? (
          <Comparing range={range} names={names} />
        ) : (
          <p className="small soft">
            {t("aloneRight")} <WhoHelps />
          </p>
        )}
      </div>
    </section>
  );
}

function Comparing({ range, names }: BeforeAfterCardProps) {
  const t = useWords(analyticsWords);
  const byRoute = useDeliveryRows(range, ["CHANNEL", "VENDOR"], null);
  const byCountry = useDeliveryRows(range, ["COUNTRY"], null);
  const error = byRoute.error ?? byCountry.error;
  if (error !== undefined) {
    const again = () => {
      byRoute.again();
      byCountry.again();
    };
    return <ErrorNotice error={error} retry={again} />;
  }
  if (byRoute.hasMore || byCountry.hasMore) {
    return <Bones rows={2} height={34} />;
  }
  const routes = routesOf(byRoute.rows ?? []);
  const countries = countriesOf(byCountry.rows ?? []);
  return routes.length === 0 || countries.length === 0 ? (
    <p className="small soft">{t("aloneEmpty")}</p>
  ) : (
    <Choosing {...{ range, names, routes, countries }} />
  );
}

interface Route {
  readonly channel: Channel;
  readonly vendor: string;
}

interface ChoosingProps extends BeforeAfterCardProps {
  /** The busiest first. */
  readonly routes: readonly Route[];
  readonly countries: readonly string[];
}

function Choosing({ range, names, routes, countries }: ChoosingProps) {
  const t = useWords(analyticsWords);
  const say = useEnumWords();
  const state = useReplay("one-vendor");
  const [chosen, setChosen] = useState(0);
  const [country, setCountry] = useState(countries[0] ?? "");
  const route = routes[chosen] ?? routes[0];
  const nameOf = (slug: string) =>
    names.vendors.find((vendor) => vendor.slug === slug)?.name ?? slug;
  const { asked, replay, isBusy, seconds, problem } = state;
  const alone = askedRoute(asked);
  return (
    <>
      <div className="report-filters">
        <Select
          label={t("aloneVendor")}
          value={String(chosen)}
          options={routes.map(
            ({ channel, vendor }, index) =>
              [String(index), `${nameOf(vendor)} · ${say(channel)}`] as const,
          )}
          onChange={(index) => setChosen(Number(index))}
        />
        <Select
          label={t("aloneCountry")}
          value={country}
          options={countries.map((code) => [code, countryName(code)] as const)}
          onChange={setCountry}
        />
        <button
          type="button"
          className="btn primary"
          disabled={isBusy || route === undefined}
          onClick={() => route && state.ask({ input: singleVendorPlan(route, country), range })}
        >
          <Rewind size={15} aria-hidden="true" /> {t("aloneGo")}
        </button>
      </div>
      {isBusy ? (
        <ReplayProgress seconds={seconds} />
      ) : problem !== null ? (
        <p className="banner bad" role="alert">
          <CircleAlert size={15} aria-hidden="true" /> {problem}
        </p>
      ) : (
        replay !== null &&
        alone !== null && (
          <Answer replay={replay} name={`${nameOf(alone.vendor)} · ${say(alone.channel)}`} />
        )
      )}
    </>
  );
}

/** What was asked for, told from the question: choices may have changed since. */
function askedRoute(asked: ReturnType<typeof useReplay>["asked"]): Route | null {
  const [step] = asked === null ? [] : [asked.input.steps].flat();
  const [first] = step === undefined ? [] : [step.vendors].flat();
  return step === undefined || first === undefined
    ? null
    : { channel: step.channel, vendor: first.vendor };
}

/** A plan of one vendor without another try: what one had before. */
function singleVendorPlan({ channel, vendor }: Route, country: string) {
  return {
    key: "single-vendor",
    name: "Single vendor",
    countries: [country],
    maxAttempts: 1,
    steps: [{ channel, vendors: [{ vendor }] }],
  };
}

function Answer({ replay, name }: { readonly replay: Replay; readonly name: string }) {
  const t = useWords(analyticsWords);
  const { viewer } = useSession();
  const { actual, candidate, refusedBecause } = replay;
  const sendCount = replay.sendCount * replay.sampledEvery;
  if (actual === null || candidate === null) {
    return (
      <div className="banner">
        <CircleAlert size={15} aria-hidden="true" />
        <span>
          <b>{t("aloneRefused", { vendor: name })}</b> {refusedBecause}
        </span>
      </div>
    );
  }
  const [really, alone] = [outcomeOf(actual), outcomeOf(candidate)];
  const currency = viewer.tenant?.currency ?? "USD";
  return (
    <>
      <Headline {...{ really, alone, name, sendCount, currency }} />
      <ReplayTable
        currency={currency}
        columns={[
          { key: "alone", name: t("vendorAlone"), className: "series-plain", outcome: alone },
          { key: "really", name: t("withPlans"), className: "series-accent", outcome: really },
        ]}
      />
      <div className="spread">
        <p className="tiny faint num">
          {t(replay.sampledEvery === 1 ? "aloneBasis" : "aloneSampled", {
            count: count(replay.sendCount),
            every: replay.sampledEvery,
          })}
        </p>
        <button
          type="button"
          className="btn plain"
          onClick={() => writeReplayCsv({ really, alone, name, currency })}
        >
          <Download size={14} aria-hidden="true" /> {t("csv")}
        </button>
      </div>
    </>
  );
}

interface HeadlineProps {
  readonly really: Outcome;
  readonly alone: Outcome;
  readonly name: string;
  readonly sendCount: number;
  readonly currency: string;
}

/** Before and after in large figures: what one vendor alone would have come to, and what came. */
function Headline({ really, alone, name, sendCount, currency }: HeadlineProps) {
  const t = useWords(analyticsWords);
  const more = ((really.success.value ?? 0) - (alone.success.value ?? 0)) * sendCount;
  const price = (value: number | null) =>
    value === null ? "–" : money({ amount: String(value), currency }, "price");
  const tiles = [
    ["success", percent, "points", true],
    ["cost", price, "share", false],
    ["p95", duration, "share", false],
  ] as const;
  return (
    <div className="stack">
      <div className="before-after">
        {tiles.map(([key, say, how, isMoreBetter]) => {
          const change = changeOf(alone[key].value, really[key].value, { how, isMoreBetter });
          return (
            <div key={key} className="before-after-tile">
              <span className="label">{t(`alone-${key}`)}</span>
              <span className="pair num">
                <del>{say(alone[key].value)}</del>
                <span aria-hidden="true">→</span>
                <ins>{say(really[key].value)}</ins>
              </span>
              <span className={change === null ? "faint" : change.isBetter ? "good" : "bad"}>
                {change?.words ?? "±0"}
              </span>
            </div>
          );
        })}
      </div>
      <p className="small soft num">
        {t(more >= 0 ? "aloneMoreCodes" : "aloneFewerCodes", {
          count: count(Math.round(Math.abs(more))),
          vendor: name,
        })}{" "}
        {isWithinChance(really, alone) && t("aloneChance")}
      </p>
    </div>
  );
}

/** Whether the two success rates' intervals overlap. */
function isWithinChance({ success: one }: Outcome, { success: other }: Outcome): boolean {
  const isKnown = [one, other].every(({ low, high }) => low !== null && high !== null);
  return isKnown && Number(one.low) <= Number(other.high) && Number(other.low) <= Number(one.high);
}

function routesOf(rows: readonly DeliveryRowFragment[]): readonly Route[] {
  return rows
    .toSorted((a, b) => b.sendCount - a.sendCount)
    .flatMap(({ key: [channel, vendor] }) =>
      channel === undefined || vendor === undefined || vendor.value === ""
        ? []
        : [{ channel: channel.value as Channel, vendor: vendor.value }],
    );
}

function countriesOf(rows: readonly DeliveryRowFragment[]): readonly string[] {
  return rows
    .toSorted((a, b) => b.sendCount - a.sendCount)
    .map(({ key }) => key[0]?.value ?? "")
    .filter((code) => /^[A-Z]{2}$/.test(code));
}
