import { CalendarClock } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { count, countryName, day, type MoneyValue, money, percent } from "../app/format.js";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { ChannelName } from "../design/names.js";
import { useWords } from "../words/use-words.js";
import { OutlookDocument, type OutlookQuery } from "./cost.generated.js";
import { costWords } from "./cost.words.js";

type Outlook = NonNullable<OutlookQuery["costOutlook"]>;

/** What is known to change in price, and what that would cost. */
export function OutlookCard() {
  const t = useWords(costWords);
  const [{ data, error }, again] = useQuery({ query: OutlookDocument });
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("outlook")}</h2>
        {data?.costOutlook && (
          <span className="small faint num">
            {day(hoursFrom(data.costOutlook.range.from, 12))} –{" "}
            {day(hoursFrom(data.costOutlook.range.to, -12))}
          </span>
        )}
      </div>
      {data === undefined ? (
        error === undefined ? (
          <Bones rows={3} />
        ) : (
          <ErrorNotice error={error} retry={() => again({ requestPolicy: "network-only" })} />
        )
      ) : data.costOutlook === null ? (
        <Notice Icon={CalendarClock} title={t("outlookEarly")}>
          <p>{t("outlookEarlyMore")}</p>
        </Notice>
      ) : (
        <Changes outlook={data.costOutlook} />
      )}
    </section>
  );
}

/** The noon of a tenant's day is the same day for most who look. */
function hoursFrom(time: string, hours: number): Date {
  return new Date(Date.parse(time) + hours * 3_600_000);
}

const shownMax = 8;

function Changes({ outlook }: { readonly outlook: Outlook }) {
  const t = useWords(costWords);
  const [isWhole, setWhole] = useState(false);
  const { total, rows, basis } = outlook;
  const changed = rows
    .filter(({ changes }) => changes.length > 0)
    .toSorted((a, b) => Math.abs(differenceOf(b.figures)) - Math.abs(differenceOf(a.figures)));
  const days = Math.round((Date.parse(basis.to) - Date.parse(basis.from)) / 86_400_000);
  return (
    <>
      <div className="card-body outlook-total">
        <div>
          <div className="label">{t("now")}</div>
          <div className="outlook-sum num">{money(total.costAtTodaysPrices)}</div>
        </div>
        <div>
          <div className="label">{t("next")}</div>
          <div className="outlook-sum num">{money(total.cost)}</div>
        </div>
        <Difference figures={total} isLarge />
        <p className="small soft">
          {t(changed.length === 0 ? "outlookNone" : "outlookMore", { days })}
        </p>
      </div>
      {changed.length > 0 && (
        <div className="table-wrap" tabIndex={0} role="region" aria-label={t("outlook")}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("what")}</th>
                <th scope="col" className="right roomy-only">
                  {t("now")}
                </th>
                <th scope="col" className="right roomy-only">
                  {t("next")}
                </th>
                <th scope="col" className="right">
                  {t("difference")}
                </th>
              </tr>
            </thead>
            <tbody>
              {(isWhole ? changed : changed.slice(0, shownMax)).map((row) => (
                <ChangedRow
                  key={`${row.vendor.slug} ${row.channel} ${row.country} ${row.network?.mnc}`}
                  row={row}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {changed.length > shownMax && (
        <div className="more-rows">
          <span className="small faint">
            {!isWhole && t("outlookRest", { count: count(changed.length - shownMax) })}
          </span>
          <button type="button" className="btn" onClick={() => setWhole(!isWhole)}>
            {t(isWhole ? "outlookFewer" : "outlookAll")}
          </button>
        </div>
      )}
    </>
  );
}

interface Figures {
  readonly cost: MoneyValue;
  readonly costAtTodaysPrices: MoneyValue;
}

function differenceOf({ cost, costAtTodaysPrices }: Figures): number {
  return Number(cost.amount) - Number(costAtTodaysPrices.amount);
}

interface DifferenceProps {
  readonly figures: Figures;
  readonly isLarge?: boolean;
}

function Difference({ figures, isLarge = false }: DifferenceProps) {
  const t = useWords(costWords);
  const amount = differenceOf(figures);
  const { currency, amount: before } = figures.costAtTodaysPrices;
  if (amount === 0) {
    return <span className={isLarge ? "pill" : "faint"}>{t("same")}</span>;
  }
  const sign = amount > 0 ? "+" : "−";
  const share = Number(before) === 0 ? null : Math.abs(amount) / Number(before);
  return (
    <span className={`num nowrap ${isLarge ? "pill" : "strong"} ${amount > 0 ? "bad" : "good"}`}>
      {sign}
      {money({ amount: String(Math.abs(amount)), currency })}
      {share !== null && ` (${sign}${percent(share)})`}
    </span>
  );
}

function ChangedRow({ row }: { readonly row: Outlook["rows"][number] }) {
  const t = useWords(costWords);
  const { figures, country, network, changes, changesAt } = row;
  const isAhead = changesAt !== null && Date.parse(changesAt) > Date.now();
  const place = country === null ? [] : [countryName(country), network?.name];
  return (
    <tr>
      <td>
        <div className="row wrap">
          <span className="strong">{row.vendor.name}</span>
          <ChannelName channel={row.channel} />
        </div>
        <div className="tiny faint">
          {[...place, ...changes.map((one) => t(one))].filter(Boolean).join(" · ")}
        </div>
        {changesAt !== null && (
          <div className="tiny num">
            {isAhead ? t("changesFrom", { day: day(changesAt) }) : t("changesNow")}
          </div>
        )}
      </td>
      <td className="right num soft roomy-only">{money(figures.costAtTodaysPrices)}</td>
      <td className="right num roomy-only">{money(figures.cost)}</td>
      <td className="right">
        <Difference figures={figures} />
      </td>
    </tr>
  );
}
