import { Sparkles } from "lucide-react";
import { count, countryName, duration, money, percent, short } from "../app/format.js";
import { Select, TextField } from "../design/controls.js";
import { useWords } from "../words/use-words.js";
import { BudgetLine } from "./budget-line.js";
import type { EstimateFragment } from "./estimate.generated.js";
import { changeOf, type FigureChange } from "../app/figure-change.js";
import { plansWords } from "./plans.words.js";
import type { EstimateAsk, EstimateState } from "./use-estimate.js";

interface EstimateCardProps {
  readonly state: EstimateState;
  readonly ask: EstimateAsk;
  readonly countries: readonly string[];
  /** Null = the plan is not made yet. */
  readonly planKey: string | null;
  readonly onAsk: (ask: EstimateAsk) => void;
  /** Null = proposals may not be taken over. */
  readonly onSuggest: (() => void) | null;
}

/** What the plan would do, from measured vendors, while it is edited. */
export function EstimateCard(props: EstimateCardProps) {
  const { state, ask, countries, planKey, onAsk, onSuggest } = props;
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
        <Figures state={state} />
        <MonthLine {...{ state, planKey }} volume={ask.volume} country={ask.country} />
        <Basis state={state} />
      </div>
    </section>
  );
}

interface FigureShown {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly change: FigureChange | null;
}

/** The same places whether known or not, so that nothing jumps. */
function Figures({ state }: { readonly state: EstimateState }) {
  const figures = useFigures(state.estimate, state.before);
  return (
    <dl className={state.isStale ? "estimate-grid stale" : "estimate-grid"}>
      {figures.map(({ label, value, note, change }) => (
        <div key={label}>
          <dt className="label">{label}</dt>
          <dd className="value">{value}</dd>
          <dd className="tiny faint num">
            {change === null ? (
              note
            ) : (
              <span className={change.isBetter ? "good" : "bad"}>{change.words}</span>
            )}
            {"\u00a0"}
          </dd>
        </div>
      ))}
    </dl>
  );
}

type Estimated = EstimateFragment | null;

/** What is told of an estimate, and which way it is better. */
interface FigureKind {
  readonly word: keyof typeof plansWords;
  readonly read: (one: EstimateFragment) => number | null;
  readonly say: (one: Estimated) => string;
  readonly how: "points" | "share";
  readonly isMoreBetter: boolean;
}

const amount = (value: { readonly amount: string } | null) =>
  value === null ? null : Number(value.amount);

const kinds: readonly FigureKind[] = [
  {
    word: "verified",
    read: (one) => one.successRate,
    say: (one) => percent(one?.successRate),
    how: "points",
    isMoreBetter: true,
  },
  {
    word: "delivered",
    read: (one) => one.deliveryRate,
    say: (one) => percent(one?.deliveryRate),
    how: "points",
    isMoreBetter: true,
  },
  {
    word: "perVerified",
    read: (one) => amount(one.costPerVerified),
    say: (one) => money(one?.costPerVerified, "price"),
    how: "share",
    isMoreBetter: false,
  },
  {
    word: "perSend",
    read: (one) => amount(one.costPerSend),
    say: (one) => money(one?.costPerSend, "price"),
    how: "share",
    isMoreBetter: false,
  },
  {
    word: "time",
    read: (one) => one.timeToDeliverMsP50,
    say: (one) => duration(one?.timeToDeliverMsP50),
    how: "share",
    isMoreBetter: false,
  },
  {
    word: "duplicates",
    read: (one) => one.duplicateRate,
    say: (one) => percent(one?.duplicateRate),
    how: "points",
    isMoreBetter: false,
  },
];

function useFigures(estimate: Estimated, before: Estimated): readonly FigureShown[] {
  const t = useWords(plansWords);
  const { deliveryRateLow: low, deliveryRateHigh: high } = estimate ?? {};
  const p95 = estimate?.timeToDeliverMsP95 ?? null;
  const notes: Readonly<Record<string, string>> = {
    delivered: typeof low === "number" ? `${percent(low)} – ${percent(high)}` : "",
    time: p95 === null ? "" : t("p95", { time: duration(p95) }),
  };
  return kinds.map(({ word, read, say, how, isMoreBetter }) => ({
    label: t(word),
    value: say(estimate),
    note: notes[word] ?? "",
    change:
      estimate === null || before === null
        ? null
        : changeOf(read(before), read(estimate), { how, isMoreBetter }),
  }));
}

interface MonthLineProps {
  readonly state: EstimateState;
  readonly planKey: string | null;
  readonly volume: number;
  readonly country: string;
}

function MonthLine({ state, planKey, volume, country }: MonthLineProps) {
  const t = useWords(plansWords);
  const cost = state.estimate?.monthlyCost ?? null;
  return (
    <div className={state.isStale ? "stack stale" : "stack"}>
      <p className="spread">
        <span className="label">{t("monthly", { count: short(volume) })}</span>
        <span className="strong num">{money(cost)}</span>
      </p>
      <BudgetLine cost={cost} planKey={planKey} country={country} />
    </div>
  );
}

/** What it rests on, or why there is nothing. */
function Basis({ state }: { readonly state: EstimateState }) {
  const t = useWords(plansWords);
  const { estimate, before, problem, isStale } = state;
  const words =
    problem ??
    (estimate === null
      ? t(isStale ? "stale" : "estimateNone")
      : estimate.successRate === null
        ? t("notEnough")
        : t(before === null ? "basis" : "basisAgainst", { count: count(estimate.sampleCount) }));
  return (
    <p className={problem === null ? "tiny faint" : "small bad"} role="status">
      {words}
    </p>
  );
}
