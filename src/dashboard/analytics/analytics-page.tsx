import { ChartNoAxesColumn, Send } from "lucide-react";
import { useMemo } from "react";
import { Link } from "@tanstack/react-router";
import { useQuery } from "urql";
import { Bones, ErrorNotice, Guarded, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { readSpan, spans } from "../app/ranges.js";
import { usePageSearch } from "../app/use-search.js";
import { Segments } from "../design/controls.js";
import { useWords } from "../words/use-words.js";
import { DeliveryOverTimeDocument } from "./analytics.generated.js";
import { analyticsWords } from "./analytics.words.js";
import { BeforeAfterCard } from "./before-after-card.js";
import { DeliveryBreakdown } from "./delivery-breakdown.js";
import { FigureTiles } from "./figure-tiles.js";
import { figureOf } from "./figures.js";
import { MetricChart, splits } from "./metric-chart.js";
import { comparedWith, comparisons, periodOf } from "./periods.js";
import {
  filterOf,
  narrowingOf,
  ReportFilters,
  type ReportNames,
  useReportNames,
} from "./report-filters.js";
import "./analytics.css";

/** How sends fared: over time, against another time, side by side, and against one vendor alone. */
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
  const names = useReportNames();
  const view = useView(names);
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
        <ReportFilters
          narrowing={narrowingOf(search)}
          comparison={view.comparison}
          since={search["since"] ?? ""}
          names={names}
          onChange={change}
        />
        <Report view={view} names={names} />
        <DeliveryBreakdown
          range={view.range}
          filter={view.filter}
          by={search["by"]}
          onBy={(by) => change({ by })}
        />
        <BeforeAfterCard range={view.range} names={names} />
      </div>
    </>
  );
}

/** What the address asks for; the same objects until it changes. */
function useView({ plans }: ReportNames) {
  const [search] = usePageSearch();
  const span = readSpan(search["span"]);
  const comparison = comparisons.find((one) => one === search["compare"]) ?? "before";
  const since = search["since"];
  const { plan, channel, vendor, country } = narrowingOf(search);
  const periods = useMemo(() => {
    const range = periodOf(span);
    return { range, before: comparedWith(range, comparison, since) };
  }, [span, comparison, since]);
  const filter = useMemo(
    () => filterOf({ plan, channel, vendor, country }, plans),
    [plan, channel, vendor, country, plans],
  );
  return { ...periods, comparison, filter };
}

interface ReportProps {
  readonly view: ReturnType<typeof useView>;
  readonly names: ReportNames;
}

/** The figures, and the chosen one day by day. */
function Report({ view, names }: ReportProps) {
  const [search, change] = usePageSearch();
  const { range, before, filter } = view;
  const figure = figureOf(search["figure"]);
  const split = splits.find((one) => one === search["split"]) ?? "NONE";
  const [{ data, error, fetching }, again] = useQuery({
    query: DeliveryOverTimeDocument,
    variables: { range, before: before ?? range, filter },
  });
  if (data === undefined) {
    return (
      <div className="card">
        {error === undefined ? (
          <Bones rows={8} height={38} />
        ) : (
          <ErrorNotice error={error} retry={() => again({ requestPolicy: "network-only" })} />
        )}
      </div>
    );
  }
  if (data.now.total.requestCount === 0) {
    return <Nothing isNarrowed={filter !== null} />;
  }
  return (
    <div className={fetching ? "stack wide stale" : "stack wide"} aria-busy={fetching}>
      <FigureTiles
        now={data.now.total}
        before={before === null ? null : data.before.total}
        chosen={figure.key}
        onChoose={(key) => change({ figure: key })}
      />
      <MetricChart
        {...{ figure, range, before, filter, split, names }}
        onSplit={(one) => change({ split: one })}
      />
    </div>
  );
}

function Nothing({ isNarrowed }: { readonly isNarrowed: boolean }) {
  const t = useWords(analyticsWords);
  const [, change] = usePageSearch();
  const reset = { plan: "", channel: "", vendor: "", country: "" };
  return (
    <div className="card">
      <Notice Icon={ChartNoAxesColumn} title={t(isNarrowed ? "emptyHere" : "empty")}>
        <p>{t(isNarrowed ? "emptyHereMore" : "emptyMore")}</p>
        {isNarrowed ? (
          <button type="button" className="btn" onClick={() => change(reset)}>
            {t("reset")}
          </button>
        ) : (
          <Link to="/live" className="btn">
            <Send size={14} aria-hidden="true" /> {t("toLive")}
          </Link>
        )}
      </Notice>
    </div>
  );
}
