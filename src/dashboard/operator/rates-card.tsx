import { ArrowRight, Coins, Plus } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { day, factor } from "../app/format.js";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { useWords } from "../words/use-words.js";
import { RatesDocument, type RatesQuery } from "./operator.generated.js";
import { operatorWords } from "./operator.words.js";
import { RateSheet } from "./rate-sheet.js";
import { RatesImport } from "./rates-import.js";

type Rate = RatesQuery["exchangeRates"][number];

/** What one currency buys of another, now and from moments to come. */
export function RatesCard() {
  const t = useWords(operatorWords);
  const [isSetting, setSetting] = useState(false);
  const [{ data, error }, again] = useQuery({
    query: RatesDocument,
    requestPolicy: "cache-and-network",
  });
  const read = () => again({ requestPolicy: "network-only" });
  const rates = data?.exchangeRates;
  return (
    <div className="prices-split">
      <section className="card">
        <div className="card-head">
          <h2>{t("rates")}</h2>
          <button type="button" className="btn" onClick={() => setSetting(true)}>
            <Plus size={14} aria-hidden="true" /> {t("setRate")}
          </button>
        </div>
        {rates === undefined ? (
          error === undefined ? (
            <Bones rows={5} />
          ) : (
            <ErrorNotice error={error} retry={read} />
          )
        ) : rates.length === 0 ? (
          <Notice Icon={Coins} title={t("noRates")}>
            <p>{t("noRatesMore")}</p>
          </Notice>
        ) : (
          <RateTable rates={rates} />
        )}
      </section>
      <RatesImport onImported={read} />
      {isSetting && (
        <RateSheet
          onClose={() => {
            setSetting(false);
            read();
          }}
        />
      )}
    </div>
  );
}

function RateTable({ rates }: { readonly rates: readonly Rate[] }) {
  const t = useWords(operatorWords);
  const now = Date.now();
  return (
    <div className="table-wrap" tabIndex={0} role="region" aria-label={t("rates")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("pair")}</th>
            <th scope="col" className="right">
              {t("rate")}
            </th>
            <th scope="col">{t("from")}</th>
          </tr>
        </thead>
        <tbody>
          {rates.map(({ base, quote, rate, effectiveFrom }) => (
            <tr key={`${base} ${quote} ${effectiveFrom}`}>
              <th scope="row">
                <span className="row">
                  {base} <ArrowRight size={13} aria-label={t("buys")} /> {quote}
                </span>
              </th>
              <td className="right num strong" title={rate}>
                {factor(rate)}
              </td>
              <td className="num soft nowrap">
                {day(effectiveFrom)}{" "}
                {Date.parse(effectiveFrom) > now && <span className="pill info">{t("ahead")}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
