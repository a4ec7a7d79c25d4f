import { Download, FileDown } from "lucide-react";
import { useState } from "react";
import { useMutation, useSubscription } from "urql";
import { count, day, dayAndTime } from "../app/format.js";
import { Bones, ErrorNotice, messageOf } from "../app/notices.js";
import { shellWords } from "../app/shell.words.js";
import { usePages } from "../app/use-pages.js";
import { Select } from "../design/controls.js";
import { MoreRows } from "../design/more-rows.js";
import { Status } from "../design/names.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import {
  ExportChangesDocument,
  type ExportFactsFragment,
  type ExportFormat,
  type ExportKind,
  ExportsDocument,
  type ExportsQuery,
  type ReportDimension,
  RequestExportDocument,
} from "./cost.generated.js";
import { costWords } from "./cost.words.js";

const kinds = ["COST_LINES", "COST_REPORT", "LEDGER", "SENDS", "DELIVERY_REPORT"] as const;
const formats = ["CSV", "NDJSON", "PARQUET"] as const;
const exportsOf = (data: ExportsQuery) => data.exports;

interface ExportsCardProps {
  readonly range: { readonly from: string; readonly to: string };
  /** What the rows of an exported report are of, besides days. */
  readonly by: ReportDimension;
}

/** Rows as files, made in the background, with their progress. */
export function ExportsCard({ range, by }: ExportsCardProps) {
  const t = useWords(costWords);
  const list = usePages(ExportsDocument, {}, exportsOf, { isFresh: true });
  const { rows, error, again } = list;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("exports")}</h2>
      </div>
      <div className="card-body stack wide">
        <p className="small soft">
          {t("exportMore", { from: day(range.from), to: day(new Date(Date.parse(range.to) - 1)) })}
        </p>
        <ExportForm range={range} by={by} onAsked={again} />
        <div>
          {rows === undefined &&
            (error === undefined ? (
              <Bones rows={2} />
            ) : (
              <ErrorNotice error={error} retry={again} />
            ))}
          {rows?.length === 0 && <p className="faint small">{t("noExports")}</p>}
          {rows?.map((one) => (
            <ExportLine key={one.id} row={one} />
          ))}
        </div>
        <MoreRows list={list} />
      </div>
    </section>
  );
}

function ExportForm({ range, by, onAsked }: ExportsCardProps & { readonly onAsked: () => void }) {
  const t = useWords(costWords);
  const say = useEnumWords();
  const offline = useWords(shellWords)("offline");
  const [kind, setKind] = useState<ExportKind>("COST_LINES");
  const [format, setFormat] = useState<ExportFormat>("CSV");
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, request] = useMutation(RequestExportDocument);
  const ask = async () => {
    const needsGroups = kind === "COST_REPORT" || kind === "DELIVERY_REPORT";
    const { data, error } = await request({
      input: { kind, format, range, ...(needsGroups ? { groupBy: ["DAY", by] } : {}) },
    });
    const [refused] = data?.requestExport.userErrors ?? [];
    setProblem(refused?.message ?? (error === undefined ? null : messageOf(error, offline)));
    onAsked();
  };
  return (
    <>
      <div className="two-fields">
        <Select
          label={t("kind")}
          value={kind}
          options={kinds.map((one) => [one, say(one)] as const)}
          onChange={(one) => setKind(one as ExportKind)}
        />
        <Select
          label={t("format")}
          value={format}
          options={formats.map((one) => [one, one] as const)}
          onChange={(one) => setFormat(one as ExportFormat)}
        />
      </div>
      {problem !== null && (
        <p className="banner bad" role="alert">
          {problem}
        </p>
      )}
      <button type="button" className="btn" disabled={fetching} onClick={() => void ask()}>
        <FileDown size={15} aria-hidden="true" /> {t("makeExport")}
      </button>
    </>
  );
}

function ExportLine({ row }: { readonly row: ExportFactsFragment }) {
  const t = useWords(costWords);
  const say = useEnumWords();
  const isGoing = row.status === "QUEUED" || row.status === "RUNNING";
  // The cache puts what is heard into the row.
  useSubscription({ query: ExportChangesDocument, variables: { id: row.id }, pause: !isGoing });
  return (
    <div className="export-line">
      <div className="grow">
        <div className="strong ellipsis">
          {say(row.kind)} <span className="faint">{row.format}</span>
        </div>
        <div className="tiny faint num">
          {dayAndTime(row.createdAt)} · {t("rows", { count: count(row.rowsWritten) })}
          {row.bytes !== null && ` · ${sizeOf(row.bytes)}`}
          {row.downloadUrl !== null &&
            row.expiresAt !== null &&
            ` · ${t("until", { time: dayAndTime(row.expiresAt) })}`}
          {row.error !== null && <span className="bad"> · {row.error}</span>}
        </div>
      </div>
      {isGoing && <progress value={row.progress ?? undefined} aria-label={say(row.status)} />}
      {row.downloadUrl === null ? (
        <Status value={row.status} />
      ) : (
        <a className="btn" href={pathOf(row.downloadUrl)} download>
          <Download size={14} aria-hidden="true" /> {t("download")}
        </a>
      )}
    </div>
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1_024 * 1_024
    ? `${count(Math.max(1, Math.round(bytes / 1_024)))} kB`
    : `${count(Math.round(bytes / 1_024 / 102.4) / 10)} MB`;
}

/** The same address on the server that this page came from, by whatever name it was reached. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url, location.href);
  return pathname + search;
}
