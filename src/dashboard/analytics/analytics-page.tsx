import { ChartNoAxesColumn, Download } from "lucide-react";
import { useMemo } from "react";
import { useQuery } from "urql";
import { downloadCsv } from "../app/download-csv.js";
import { count, duration, percent, short } from "../app/format.js";
import { Bones, ErrorNotice, Guarded, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { rangeOf, readSpan, spans } from "../app/ranges.js";
import { usePageSearch } from "../app/use-search.js";
import { TimeChart } from "../charts/time-chart.js";
import { Segments } from "../design/controls.js";
import { useWords } from "../words/use-words.js";
import {
  DeliveryOverTimeDocument,
  type DeliveryOverTimeQuery,
  type DeliveryRowFragment,
} from "./analytics.generated.js";
import { analyticsWords } from "./analytics.words.js";
import { DeliveryBreakdown } from "./delivery-breakdown.js";

/** How sends fared, over time and side by side. */
export function AnalyticsPage() {
  return (
    <Guarded>
      <Analytics />
    </Guarded>
  );
}

function Analytics() {
  const t = useWords(analyticsWords);
  const [search, change] = usePageSearch();
  const span = readSpan(search["span"]);
  const variables = useMemo(() => ({ range: rangeOf(span), before: rangeOf(span, 1) }), [span]);
  const [{ data, error }, again] = useQuery({ query: DeliveryOverTimeDocument, variables });
  return (
    <>
      <PageHead
        title={t("title")}
        actions={
          <Segments
            label={t("span")}
            value={span}
            options={spans.map((one) => [one, t(one)] as const)}
            onChange={(one) => change({ span: one })}
          />
        }
      >
        {t("intro")}
      </PageHead>
      <div className="stack wide">
        {data === undefined ? (
          <div className="card">
            {error === undefined ? (
              <Bones rows={8} height={34} />
            ) : (
              <ErrorNotice error={error} retry={() => again({ requestPolicy: "network-only" })} />
            )}
          </div>
        ) : data.now.total.requestCount === 0 ? (
          <div className="card">
            <Notice Icon={ChartNoAxesColumn} title={t("empty")}>
              <p>{t("emptyMore")}</p>
            </Notice>
          </div>
        ) : (
          <>
            <Figures now={data.now.total} before={data.before.total} />
            <Charts data={data} />
          </>
        )}
        <DeliveryBreakdown
          range={variables.range}
          by={search["by"]}
          onBy={(by) => change({ by })}
        />
      </div>
    </>
  );
}

interface FiguresProps {
  readonly now: DeliveryRowFragment;
  readonly before: DeliveryRowFragment;
}

function Figures({ now, before }: FiguresProps) {
  const t = useWords(analyticsWords);
  const say = (read: (row: DeliveryRowFragment) => string) => [read(now), read(before)] as const;
  const figures = [
    [t("requests"), say((row) => count(row.requestCount))],
    [t("delivery"), say((row) => percent(row.sendDeliveryRate))],
    [t("success"), say((row) => percent(row.successRate))],
    [t("engagement"), say((row) => row.engagementRate?.toFixed(2) ?? "–")],
    [t("autoSwitch"), say((row) => percent(row.autoSwitchRate))],
    [t("failover"), say((row) => percent(row.failoverRate))],
    [t("toDeliver"), say((row) => duration(row.timeToDeliverMsP50))],
  ] as const;
  const hasBefore = before.requestCount > 0;
  return (
    <div className="figures">
      {figures.map(([label, [value, past]]) => (
        <div key={label} className="figure">
          <span className="label">{label}</span>
          <span className="value">{value}</span>
          {hasBefore && <span className="note num">{t("before", { value: past })}</span>}
        </div>
      ))}
    </div>
  );
}

function Charts({ data }: { readonly data: DeliveryOverTimeQuery }) {
  const t = useWords(analyticsWords);
  const rows = data.now.rows.nodes;
  const times = rows.map(({ key }) => `${key[0]?.value}T12:00:00Z`);
  const series = (
    name: string,
    className: string,
    read: (row: DeliveryRowFragment) => number | null,
  ) => ({
    name,
    className,
    values: rows.map(read),
  });
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("rates")}</h2>
        <div className="row wide">
          <span className="legend">
            <span className="channel series-good">{t("delivery")}</span>
            <span className="channel series-accent">{t("success")}</span>
            <span className="channel series-warn">{t("failover")}</span>
          </span>
          <button type="button" className="btn plain" onClick={() => writeCsv(rows)}>
            <Download size={14} aria-hidden="true" /> {t("csv")}
          </button>
        </div>
      </div>
      <div className="card-body">
        <TimeChart
          label={t("rates")}
          times={times}
          from={0}
          to={1}
          say={(value) => percent(value, 0)}
          series={[
            series(t("delivery"), "series-good", (row) => row.sendDeliveryRate),
            series(t("success"), "series-accent", (row) => row.successRate),
            series(t("failover"), "series-warn", (row) => row.failoverRate),
          ]}
        />
      </div>
      <div className="card-head">
        <h2>{t("volume")}</h2>
        <span className="legend">
          <span className="channel series-accent">{t("sends")}</span>
          <span className="channel series-good">{t("verified")}</span>
        </span>
      </div>
      <div className="card-body">
        <TimeChart
          label={t("volume")}
          height={150}
          isArea
          times={times}
          say={short}
          series={[
            series(t("sends"), "series-accent", (row) => row.sendCount),
            series(t("verified"), "series-good", (row) => row.verifiedCount),
          ]}
        />
      </div>
    </section>
  );
}

function writeCsv(rows: readonly DeliveryRowFragment[]): void {
  downloadCsv("delivery-by-day", [
    ["day", "sends", "verified", "sendDeliveryRate", "successRate", "failoverRate"],
    ...rows.map((row) => [
      row.key[0]?.value ?? "",
      row.sendCount,
      row.verifiedCount,
      row.sendDeliveryRate ?? "",
      row.successRate ?? "",
      row.failoverRate ?? "",
    ]),
  ]);
}
