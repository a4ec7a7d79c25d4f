import { useQuery } from "urql";
import { countryName, money } from "../app/format.js";
import { Bones } from "../app/notices.js";
import { ChannelName } from "../design/names.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { OutlookDocument, type OutlookQuery } from "./cost.generated.js";
import { costWords } from "./cost.words.js";

type Outlook = NonNullable<OutlookQuery["costOutlook"]>;

/** What is known to change in price, and what that would cost. */
export function OutlookCard() {
  const t = useWords(costWords);
  const [{ data }] = useQuery({ query: OutlookDocument });
  if (data === undefined) {
    return (
      <div className="card">
        <Bones rows={3} />
      </div>
    );
  }
  const outlook = data.costOutlook;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("outlook")}</h2>
      </div>
      {outlook === null ? (
        <p className="card-body soft">{t("outlookNone")}</p>
      ) : (
        <Changes outlook={outlook} />
      )}
    </section>
  );
}

function Changes({ outlook }: { readonly outlook: Outlook }) {
  const t = useWords(costWords);
  const say = useEnumWords();
  const { total, rows } = outlook;
  const changed = rows.filter(({ changes }) => changes.length > 0).slice(0, 8);
  return (
    <>
      <p className="card-body soft">
        {changed.length === 0
          ? t("outlookNone")
          : t("outlookMore", { now: money(total.costAtTodaysPrices), then: money(total.cost) })}
      </p>
      {changed.length > 0 && (
        <div className="table-wrap" tabIndex={0} role="region" aria-label={t("outlook")}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{say("VENDOR")}</th>
                <th scope="col" className="right">
                  {t("now")}
                </th>
                <th scope="col" className="right">
                  {t("next")}
                </th>
              </tr>
            </thead>
            <tbody>
              {changed.map((row) => (
                <ChangedRow
                  key={`${row.vendor.slug} ${row.channel} ${row.country} ${row.network?.mnc}`}
                  row={row}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function ChangedRow({ row }: { readonly row: Outlook["rows"][number] }) {
  const { figures, country, network } = row;
  const isDearer = Number(figures.cost.amount) > Number(figures.costAtTodaysPrices.amount);
  const place = [country === null ? null : countryName(country), network?.name];
  return (
    <tr>
      <td>
        <div className="row wrap">
          <span className="strong">{row.vendor.name}</span>
          <ChannelName channel={row.channel} />
          <span className="faint small">{place.filter(Boolean).join(", ")}</span>
        </div>
      </td>
      <td className="right num soft">{money(figures.costAtTodaysPrices)}</td>
      <td className={`right num strong ${isDearer ? "bad" : "good"}`}>{money(figures.cost)}</td>
    </tr>
  );
}
