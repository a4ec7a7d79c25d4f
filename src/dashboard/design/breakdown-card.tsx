import { Download, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { CombinedError } from "urql";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { useEnumWords } from "../words/enum-words.js";
import { Select } from "./controls.js";

interface BreakdownCardProps<D extends string, R> {
  readonly title: string;
  /** What the choice of dimension is called, for screen readers. */
  readonly by: string;
  readonly csv: string;
  readonly dimension: D;
  readonly dimensions: readonly D[];
  /** In the order shown; undefined = they are not there yet. */
  readonly rows: readonly R[] | undefined;
  readonly error: CombinedError | undefined;
  readonly empty: { readonly Icon: LucideIcon; readonly title: string; readonly more: string };
  readonly onBy: (dimension: string) => void;
  readonly onRetry: () => void;
  readonly onCsv: (rows: readonly R[]) => void;
  readonly children: (rows: readonly R[]) => ReactNode;
}

/** A report's rows by one dimension: the choice, the file, and what stands there without rows. */
export function BreakdownCard<D extends string, R>(props: BreakdownCardProps<D, R>) {
  const { title, by, csv, dimension, dimensions, rows, error, empty } = props;
  const say = useEnumWords();
  return (
    <section className="card">
      <div className="card-head">
        <h2>{title}</h2>
        <div className="row">
          <Select
            label={by}
            isBare
            value={dimension}
            options={dimensions.map((one) => [one, say(one)] as const)}
            onChange={props.onBy}
          />
          <button
            type="button"
            className="btn plain"
            disabled={rows === undefined || rows.length === 0}
            onClick={() => props.onCsv(rows ?? [])}
          >
            <Download size={14} aria-hidden="true" /> {csv}
          </button>
        </div>
      </div>
      {rows === undefined ? (
        error === undefined ? (
          <Bones rows={6} />
        ) : (
          <ErrorNotice error={error} retry={props.onRetry} />
        )
      ) : rows.length === 0 ? (
        <Notice Icon={empty.Icon} title={empty.title}>
          <p>{empty.more}</p>
        </Notice>
      ) : (
        <div className="table-wrap" tabIndex={0} role="region" aria-label={title}>
          <table className="table">{props.children(rows)}</table>
        </div>
      )}
    </section>
  );
}
