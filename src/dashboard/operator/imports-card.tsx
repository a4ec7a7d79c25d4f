import { History } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { count, dayAndTime } from "../app/format.js";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { useWords } from "../words/use-words.js";
import { ImportsDocument, type ImportsQuery } from "./operator.generated.js";
import { operatorWords } from "./operator.words.js";

interface ImportsCardProps {
  /** Grows with every import that was made here. */
  readonly round: number;
}

/** Sheets that were imported, latest first, a page at a time. */
export function ImportsCard({ round }: ImportsCardProps) {
  const t = useWords(operatorWords);
  const [after, setAfter] = useState<readonly (string | null)[]>([null]);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("imports")}</h2>
      </div>
      <ul key={round}>
        {after.map((cursor, index) => (
          <Page
            key={cursor ?? ""}
            cursor={cursor}
            onMore={index === after.length - 1 ? (next) => setAfter([...after, next]) : null}
          />
        ))}
      </ul>
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

interface PageProps {
  readonly cursor: string | null;
  /** Null = the next page is there already. */
  readonly onMore: ((cursor: string) => void) | null;
}

function Page({ cursor, onMore }: PageProps) {
  const t = useWords(operatorWords);
  const [{ data, error }, again] = useQuery({
    query: ImportsDocument,
    variables: { after: cursor },
    requestPolicy: "cache-and-network",
  });
  if (data === undefined) {
    return (
      <li>
        {error === undefined ? (
          <Bones rows={4} height={30} />
        ) : (
          <ErrorNotice error={error} retry={() => again({ requestPolicy: "network-only" })} />
        )}
      </li>
    );
  }
  const { nodes, pageInfo } = data.rateSheetImports;
  const { hasNextPage, endCursor } = pageInfo;
  if (nodes.length === 0) {
    return (
      <li>
        <Notice Icon={History} title={t("noImports")}>
          <p>{t("noImportsMore")}</p>
        </Notice>
      </li>
    );
  }
  return (
    <>
      {nodes.map((one) => (
        <li key={one.id} className="import-line">
          <div className="grow">
            <div className="strong">{one.vendor.name}</div>
            <div className="tiny faint num">
              {dayAndTime(one.at)} · {one.by}
            </div>
          </div>
          <div className="small soft num import-did">
            <Did of={one} />
          </div>
        </li>
      ))}
      {onMore !== null && hasNextPage && endCursor !== null && (
        <li className="card-body">
          <button type="button" className="btn" onClick={() => onMore(endCursor)}>
            {t("earlier")}
          </button>
        </li>
      )}
    </>
  );
}
