import { History } from "lucide-react";
import { count, dayAndTime } from "../app/format.js";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { usePages } from "../app/use-pages.js";
import { MoreRows } from "../design/more-rows.js";
import { useWords } from "../words/use-words.js";
import { ImportsDocument, type ImportsQuery } from "./operator.generated.js";
import { operatorWords } from "./operator.words.js";

const importsOf = (data: ImportsQuery) => data.rateSheetImports;

/** Sheets that were imported, latest first, a page at a time. */
export function ImportsCard() {
  const t = useWords(operatorWords);
  const list = usePages(ImportsDocument, {}, importsOf, { isFresh: true });
  const { rows, error, again } = list;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("imports")}</h2>
      </div>
      {rows === undefined ? (
        error === undefined ? (
          <Bones rows={4} height={30} />
        ) : (
          <ErrorNotice error={error} retry={again} />
        )
      ) : rows.length === 0 ? (
        <Notice Icon={History} title={t("noImports")}>
          <p>{t("noImportsMore")}</p>
        </Notice>
      ) : (
        <ul>
          {rows.map((one) => (
            <ImportLine key={one.id} of={one} />
          ))}
        </ul>
      )}
      <MoreRows list={list} />
    </section>
  );
}

type Import = ImportsQuery["rateSheetImports"]["nodes"][number];

/** What an import did, and nothing of what it did not. */
function Did({ of }: { readonly of: Import }) {
  const t = useWords(operatorWords);
  const parts = (["added", "changed", "withdrawn", "unchanged"] as const).filter(
    (part) => of[part] > 0,
  );
  return (
    <>
      {parts.length === 0
        ? t("didNothing")
        : parts.map((part) => t(`${part}Count`, { count: count(of[part]) })).join(", ")}
      {of.rejectedCount > 0 && (
        <span className="bad">
          {" · "}
          {t("rejected", { count: count(of.rejectedCount) })}
        </span>
      )}
    </>
  );
}

function ImportLine({ of }: { readonly of: Import }) {
  return (
    <li className="import-line">
      <div className="grow">
        <div className="strong">{of.vendor.name}</div>
        <div className="tiny faint num">
          {dayAndTime(of.at)} · {of.by}
        </div>
      </div>
      <div className="small soft num import-did">
        <Did of={of} />
      </div>
    </li>
  );
}
