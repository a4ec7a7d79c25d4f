import { Download } from "lucide-react";
import { useQuery } from "urql";
import { downloadCsv } from "../app/download-csv.js";
import { day, percent } from "../app/format.js";
import { useKeyWords } from "../app/key-name.js";
import { Bones, ErrorNotice } from "../app/notices.js";
import { TimeChart, type TimeSeries } from "../charts/time-chart.js";
import { Segments } from "../design/controls.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import {
  DeliveryOverTimeDocument,
  type DeliveryRowFragment,
  type ReportFilter,
} from "./analytics.generated.js";
import { analyticsWords } from "./analytics.words.js";
import type { Figure } from "./figures.js";
import { daysOf, type Period } from "./periods.js";
import type { ReportNames } from "./report-filters.js";
import { useDeliveryRows } from "./use-delivery-rows.js";

/** By what lines are told apart; NONE = one line for everything. */
export const splits = ["NONE", "PLAN", "CHANNEL", "VENDOR", "COUNTRY"] as const;
export type Split = (typeof splits)[number];

interface MetricChartProps {
  readonly figure: Figure;
  readonly range: Period;
  readonly before: Period | null;
  readonly filter: ReportFilter | null;
  readonly split: Split;
  readonly names: ReportNames;
  readonly onSplit: (split: Split) => void;
}

/** One figure day by day: as a whole beside the period it is held against, or told apart. */
export function MetricChart(props: MetricChartProps) {
  const { figure, range, split, onSplit } = props;
  const t = useWords(analyticsWords);
  const say = useEnumWords();
  const { series, error } = useSeries(props);
  const days = daysOf(range);
  const name = t(figure.key);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("byDay", { figure: name })}</h2>
        <div className="row wrap">
          <Segments
            label={t("split")}
            value={split}
            options={splits.map((one) => [one, one === "NONE" ? t("whole") : say(one)] as const)}
            onChange={onSplit}
          />
          <button
            type="button"
            className="btn plain"
            disabled={series === null}
            onClick={() => writeCsv(figure.key, days, series ?? [])}
          >
            <Download size={14} aria-hidden="true" /> {t("csv")}
          </button>
        </div>
      </div>
      {error !== null ? (
        <ErrorNotice error={error} />
      ) : series === null ? (
        <Bones rows={1} height={252} />
      ) : (
        <div className="card-body stack">
          <TimeChart
            label={t("byDay", { figure: name })}
            height={230}
            times={days.map((date) => `${date}T12:00:00Z`)}
            sayTime={(time) => day(time)}
            from={0}
            to={figure.isShare ? 1 : null}
            isArea={series.length === 1}
            say={(value) => figure.say(value)}
            sayTick={figure.isShare ? (value) => percent(value, 0) : undefined}
            series={series}
          />
          {series.length > 1 && <Legend series={series} />}
        </div>
      )}
    </section>
  );
}

function Legend({ series }: { readonly series: readonly TimeSeries[] }) {
  return (
    <div className="legend">
      {series.map(({ name, className }) => (
        <span key={name} className={`channel ${className}`}>
          {name}
        </span>
      ))}
    </div>
  );
}

function useSeries({ figure, range, before, filter, split, names }: MetricChartProps) {
  const t = useWords(analyticsWords);
  const keyWords = useKeyWords();
  const [whole] = useQuery({
    query: DeliveryOverTimeDocument,
    variables: { range, before: before ?? range, filter },
    pause: split !== "NONE",
  });
  const apart = useDeliveryRows(range, split === "NONE" ? [] : [split, "DAY"], filter);
  if (split === "NONE") {
    const { data, error = null } = whole;
    if (data === undefined) {
      return { series: null, error };
    }
    const line = (rows: readonly DeliveryRowFragment[], period: Period) =>
      valuesOf(figure, rows, 0, daysOf(period));
    const now = { name: t("now"), className: "series-accent" };
    const past = { name: t("then"), className: "series-plain dashed pale" };
    return {
      series: [
        { ...now, values: line(data.now.rows.nodes, range) },
        ...(before === null || data.before.rows.nodes.length === 0
          ? []
          : [{ ...past, values: line(data.before.rows.nodes, before) }]),
      ],
      error: null,
    };
  }
  const { rows, hasMore, error = null } = apart;
  const say = (value: string) => keyWords(split, value, names.plans, names.vendors);
  return {
    series: rows === undefined || hasMore ? null : linesOf(figure, rows, daysOf(range), split, say),
    error,
  };
}

const linesMax = 6;

/** A line for each of the busiest values. */
function linesOf(
  figure: Figure,
  rows: readonly DeliveryRowFragment[],
  days: readonly string[],
  split: Split,
  say: (value: string) => string,
): readonly TimeSeries[] {
  const groups = [...Map.groupBy(rows, (row) => row.key[0]?.value ?? "")];
  const size = (group: readonly DeliveryRowFragment[]) =>
    group.reduce((sum, row) => sum + row.requestCount, 0);
  return groups
    .toSorted(([, a], [, b]) => size(b) - size(a))
    .slice(0, linesMax)
    .map(([value, group], index) => ({
      name: say(value),
      className: split === "CHANNEL" ? `ch-${value}` : `tint-${index + 1}`,
      values: valuesOf(figure, group, 1, days),
    }));
}

/** @param at which part of a row's key is the day */
function valuesOf(
  { read }: Figure,
  rows: readonly DeliveryRowFragment[],
  at: number,
  days: readonly string[],
): readonly (number | null)[] {
  const byDay = new Map(rows.map((row) => [row.key[at]?.value, row]));
  return days.map((date) => {
    const row = byDay.get(date);
    return row === undefined ? null : read(row);
  });
}

function writeCsv(key: string, days: readonly string[], series: readonly TimeSeries[]): void {
  downloadCsv(`${key}-by-day`, [
    ["day", ...series.map(({ name }) => name)],
    ...days.map((date, index) => [date, ...series.map(({ values }) => values[index] ?? "")]),
  ]);
}
