import { Sparkles } from "lucide-react";
import { countryName, duration, money, percent, short } from "../app/format.js";
import { Select, TextField } from "../design/controls.js";
import { useWords } from "../words/use-words.js";
import { plansWords } from "./plans.words.js";
import type { EstimateAsk, EstimateState } from "./use-estimate.js";

interface EstimateCardProps {
  readonly state: EstimateState;
  readonly ask: EstimateAsk;
  readonly countries: readonly string[];
  readonly onAsk: (ask: EstimateAsk) => void;
  /** Null = proposals may not be taken over. */
  readonly onSuggest: (() => void) | null;
}

/** What the plan would do, from measured vendors, while it is edited. */
export function EstimateCard({ state, ask, countries, onAsk, onSuggest }: EstimateCardProps) {
  const t = useWords(plansWords);
  return (
    <section className="card" aria-busy={state.isStale}>
      <div className="card-head">
        <h2>{t("estimate")}</h2>
        {onSuggest !== null && (
          <button type="button" className="btn" onClick={onSuggest}>
            <Sparkles size={14} aria-hidden="true" /> {t("suggest")}
          </button>
        )}
      </div>
      <div className="card-body stack wide">
        <div className="two-fields">
          <Select
            label={t("where")}
            value={ask.country}
            options={countries.map((code) => [code, countryName(code)] as const)}
            onChange={(country) => onAsk({ ...ask, country })}
          />
          <TextField
            label={t("volume")}
            type="number"
            min={1}
            value={String(ask.volume)}
            onChange={(text) => onAsk({ ...ask, volume: Math.max(1, Math.round(Number(text))) })}
          />
        </div>
        <Figures state={state} volume={ask.volume} />
      </div>
    </section>
  );
}

function Figures({ state, volume }: { readonly state: EstimateState; readonly volume: number }) {
  const t = useWords(plansWords);
  const { estimate, problem, isStale } = state;
  if (estimate === null) {
    return <p className="small soft">{problem ?? t(isStale ? "stale" : "estimateNone")}</p>;
  }
  if (estimate.successRate === null) {
    return <p className="small soft">{t("notEnough")}</p>;
  }
  const { deliveryRateLow: low, deliveryRateHigh: high } = estimate;
  const figures = [
    [t("verified"), percent(estimate.successRate), ""],
    [t("delivered"), percent(estimate.deliveryRate), `${percent(low)} – ${percent(high)}`],
    [t("perVerified"), money(estimate.costPerVerified, "price"), ""],
    [t("perSend"), money(estimate.costPerSend, "price"), ""],
    [
      t("time"),
      duration(estimate.timeToDeliverMsP50),
      `p95 ${duration(estimate.timeToDeliverMsP95)}`,
    ],
    [t("duplicates"), percent(estimate.duplicateRate), ""],
  ] as const;
  return (
    <>
      <dl className={isStale ? "estimate-grid stale" : "estimate-grid"}>
        {figures.map(([label, value, note]) => (
          <div key={label}>
            <dt className="label">{label}</dt>
            <dd className="value">{value}</dd>
            {note !== "" && <dd className="tiny faint num">{note}</dd>}
          </div>
        ))}
      </dl>
      {estimate.monthlyCost !== null && (
        <p className="spread">
          <span className="label">{t("monthly", { count: short(volume) })}</span>
          <span className="strong num">{money(estimate.monthlyCost)}</span>
        </p>
      )}
    </>
  );
}
