import { Download, Wallet } from "lucide-react";
import { useMemo } from "react";
import { useQuery } from "urql";
import { downloadCsv } from "../app/download-csv.js";
import { money, moneyExact, percent, short } from "../app/format.js";
import { Bones, ErrorNotice, Guarded, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { rangeOf, readSpan, spans } from "../app/ranges.js";
import { usePageSearch } from "../app/use-search.js";
import { TimeChart } from "../charts/time-chart.js";
import { Segments } from "../design/controls.js";
import { useWords } from "../words/use-words.js";
import { BudgetsCard } from "./budgets-card.js";
import { CostBreakdown, readDimension } from "./cost-breakdown.js";
import { CostTotalDocument, type CostTotalQuery } from "./cost.generated.js";
import { costWords } from "./cost.words.js";
import { ExportsCard } from "./exports-card.js";
import { OutlookCard } from "./outlook-card.js";
import "./cost.css";

type Report = CostTotalQuery["costReport"];

/** What codes cost, where it goes, what limits it, and what it will be. */
export function CostPage() {
  return (
    <Guarded scope="BILLING_READ">
      <Costs />
    </Guarded>
  );
}

function Costs() {
  const t = useWords(costWords);
  const [search, change] = usePageSearch();
  const span = readSpan(search["span"]);
  const range = useMemo(() => rangeOf(span), [span]);
  const [{ data, error }, again] = useQuery({ query: CostTotalDocument, variables: { range } });
  const report = data?.costReport;
  return (
    <>
      <PageHead
        title={t("title")}
        actions={
          <>
            {report !== undefined && <FinalPill isFinal={report.isFinal} />}
            <Segments
              label={t("span")}
              value={span}
              options={spans.map((one) => [one, t(one)] as const)}
              onChange={(one) => change({ span: one })}
            />
          </>
        }
      >
        {t("intro")}
      </PageHead>
      <div className="cost-page">
        {report === undefined ? (
          <div className="card">
            {error === undefined ? (
              <Bones rows={6} height={34} />
            ) : (
              <ErrorNotice error={error} retry={() => again({ requestPolicy: "network-only" })} />
            )}
          </div>
        ) : (
          <>
            <CostFigures report={report} />
            <SpendingCard report={report} />
          </>
        )}
        <div className="cost-split">
          <div className="stack">
            <CostBreakdown range={range} by={search["by"]} onBy={(by) => change({ by })} />
            <OutlookCard />
          </div>
          <div className="stack">
            <BudgetsCard />
            <ExportsCard range={range} by={readDimension(search["by"])} />
          </div>
        </div>
      </div>
    </>
  );
}

function FinalPill({ isFinal }: { readonly isFinal: boolean }) {
  const t = useWords(costWords);
  return (
    <span className={isFinal ? "pill good" : "pill"} title={isFinal ? "" : t("notFinalMore")}>
      {t(isFinal ? "final" : "notFinal")}
    </span>
  );
}

function CostFigures({ report }: { readonly report: Report }) {
  const t = useWords(costWords);
  const { total, currency } = report;
  const cost = Number(total.cost.amount);
  const open = Number(total.held.amount) + Number(total.maybe.amount);
  const figures = [
    { label: t("spend"), value: money(total.cost), title: moneyExact(total.cost), note: "" },
    { label: t("perVerified"), value: money(total.costPerVerified, "price"), note: "" },
    {
      label: t("wasted"),
      value: money(total.wasted),
      note: t("wastedNote", {
        share: percent(cost === 0 ? 0 : Number(total.wasted.amount) / cost),
      }),
    },
    { label: t("duplicates"), value: money(total.duplicateCost), note: "" },
    { label: t("open"), value: money({ amount: String(open), currency }), note: t("openNote") },
  ];
  return (
    <div className="figures">
      {figures.map(({ label, value, note, title }) => (
        <div key={label} className="figure" title={title}>
          <span className="label">{label}</span>
          <span className="value">{value}</span>
          {note !== "" && <span className="note">{note}</span>}
        </div>
      ))}
    </div>
  );
}

function SpendingCard({ report }: { readonly report: Report }) {
  const t = useWords(costWords);
  const rows = report.rows.nodes;
  const csv = () =>
    downloadCsv("cost-by-day", [
      ["day", `cost ${report.currency}`, `wasted ${report.currency}`],
      ...rows.map(({ key, cost, wasted }) => [key[0]?.value ?? "", cost.amount, wasted.amount]),
    ]);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("overTime")}</h2>
        <div className="row">
          <span className="legend">
            <span className="channel series-accent">{t("spend")}</span>
            <span className="channel series-bad">{t("wasted")}</span>
          </span>
          <button type="button" className="btn plain" onClick={csv}>
            <Download size={14} aria-hidden="true" /> {t("csv")}
          </button>
        </div>
      </div>
      {rows.length === 0 ? (
        <Notice Icon={Wallet} title={t("empty")}>
          <p>{t("emptyMore")}</p>
        </Notice>
      ) : (
        <SpendingChart report={report} />
      )}
    </section>
  );
}

function SpendingChart({ report }: { readonly report: Report }) {
  const t = useWords(costWords);
  const rows = report.rows.nodes;
  return (
    <div className="card-body">
      <TimeChart
        label={t("overTime")}
        height={190}
        isArea
        times={rows.map(({ key }) => `${key[0]?.value}T12:00:00Z`)}
        say={(value) =>
          value >= 1_000
            ? short(value)
            : money({ amount: String(value), currency: report.currency })
        }
        series={[
          {
            name: t("spend"),
            className: "series-accent",
            values: rows.map(({ cost }) => Number(cost.amount)),
          },
          {
            name: t("wasted"),
            className: "series-bad",
            values: rows.map(({ wasted }) => Number(wasted.amount)),
          },
        ]}
      />
    </div>
  );
}
