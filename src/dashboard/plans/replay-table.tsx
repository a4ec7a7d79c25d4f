import { duration, money, percent } from "../app/format.js";
import { IntervalStrip, type IntervalMark } from "../charts/interval-strip.js";
import { useWords } from "../words/use-words.js";
import { plansWords } from "./plans.words.js";
import type { OutcomeFragment } from "./replay.generated.js";

/** A number that may come with an interval; null = not known. */
interface Reckoned {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** One way that codes could have gone, by what came of it. */
export interface ReplayColumn {
  readonly key: string;
  readonly name: string;
  readonly className: string;
  readonly outcome: Outcome;
}

export interface Outcome {
  readonly success: Reckoned;
  readonly delivery: Reckoned;
  readonly cost: Reckoned;
  readonly p95: Reckoned;
}

/** What the API tells of a replay, as numbers. */
export function outcomeOf(told: OutcomeFragment): Outcome {
  const { value, low, high } = told.costPerSend;
  const amount = (one: { readonly amount: string } | null) =>
    one === null ? null : Number(one.amount);
  return {
    success: told.successRate,
    delivery: told.deliveryRate,
    cost: { value: amount(value), low: amount(low), high: amount(high) },
    p95: told.timeToDeliverMsP95,
  };
}

interface ReplayTableProps {
  readonly columns: readonly ReplayColumn[];
  readonly currency: string;
}

const rows = ["success", "delivery", "cost", "p95"] as const;

/** Outcomes under each other, figure by figure, each with its interval on one scale. */
export function ReplayTable({ columns, currency }: ReplayTableProps) {
  const t = useWords(plansWords);
  const says: Readonly<Record<keyof Outcome, (value: number) => string>> = {
    success: (value) => percent(value),
    delivery: (value) => percent(value),
    cost: (value) => money({ amount: String(value), currency }, "price"),
    p95: (value) => duration(value),
  };
  const names = { success: "verified", delivery: "delivered", cost: "perSend", p95: "timeP95" };
  return (
    <dl className="replay">
      {rows.map((row) => (
        <div key={row} className="replay-row">
          <dt className="label">{t(names[row] as keyof typeof plansWords)}</dt>
          <dd>
            <IntervalStrip
              label={t(names[row] as keyof typeof plansWords)}
              marks={marksOf(columns, row)}
            />
          </dd>
          <dd>
            {columns.map(({ key, name, className, outcome }) => (
              <Reading
                key={key}
                name={name}
                className={className}
                reckoned={outcome[row]}
                say={says[row]}
              />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface ReadingProps {
  readonly name: string;
  readonly className: string;
  readonly reckoned: Reckoned;
  readonly say: (value: number) => string;
}

function Reading({ name, className, reckoned, say }: ReadingProps) {
  const { value, low, high } = reckoned;
  return (
    <span className="replay-reading num">
      <span className={`channel soft ${className}`}>{name}</span>
      <span className="strong">{value === null ? "–" : say(value)}</span>
      <span className="faint tiny">
        {low !== null && high !== null && `${say(low)} – ${say(high)}`}
      </span>
    </span>
  );
}

function marksOf(columns: readonly ReplayColumn[], row: keyof Outcome): readonly IntervalMark[] {
  return columns.flatMap(({ key, className, outcome }) => {
    const { value, low, high } = outcome[row];
    return value === null ? [] : [{ key, className, value, low, high }];
  });
}
