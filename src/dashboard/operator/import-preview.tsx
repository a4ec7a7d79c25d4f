import { CircleCheck, Download } from "lucide-react";
import { downloadCsv } from "../app/download-csv.js";
import { count, countryName, day, money, percent } from "../app/format.js";
import { ChannelName } from "../design/names.js";
import { useWords } from "../words/use-words.js";
import type { SheetOutcomeFragment } from "./operator.generated.js";
import { operatorWords } from "./operator.words.js";

interface ImportPreviewProps {
  readonly outcome: SheetOutcomeFragment;
  readonly name: string;
  readonly isApplied: boolean;
  readonly isBusy: boolean;
  readonly onApply: () => void;
}

/** What a sheet would do, or has done: how many, which, and what was left out. */
export function ImportPreview(props: ImportPreviewProps) {
  const { outcome, name, isApplied, isBusy, onApply } = props;
  const t = useWords(operatorWords);
  const { added, changed, withdrawn, unchanged } = outcome;
  const touched = (added ?? 0) + (changed ?? 0) + (withdrawn ?? 0);
  const counts = [
    ["added", added],
    ["changed", changed],
    ["withdrawn", withdrawn],
    ["unchanged", unchanged],
    ["rejectedLines", outcome.rejectedCount],
  ] as const;
  return (
    <>
      {isApplied && (
        <p className="banner good" role="status">
          <CircleCheck size={16} aria-hidden="true" /> {t("appliedMore")}
        </p>
      )}
      <dl className="import-counts">
        {counts.map(([word, value]) => (
          <div key={word} className={toneOf(word, value ?? 0)}>
            <dt className="label">{t(word)}</dt>
            <dd className="num">{count(value ?? 0)}</dd>
          </div>
        ))}
      </dl>
      <Changes changes={outcome.preview} />
      {outcome.warnings.length > 0 && (
        <ul className="stack">
          {outcome.warnings.map(({ line, reason }) => (
            <li key={line + reason} className="banner warn">
              {t("line", { line })}: {reason}
            </li>
          ))}
        </ul>
      )}
      <Rejected outcome={outcome} name={name} />
      {!isApplied && (
        <div className="row wrap wide">
          <button
            type="button"
            className="btn primary"
            disabled={isBusy || touched === 0}
            aria-busy={isBusy}
            onClick={onApply}
          >
            {t("apply", { count: count(touched) })}
          </button>
          <span className="small faint">{t(touched === 0 ? "nothingToDo" : "notYet")}</span>
        </div>
      )}
    </>
  );
}

function toneOf(word: string, value: number): string {
  if (value === 0) {
    return "faint";
  }
  return word === "rejectedLines" ? "bad" : word === "withdrawn" ? "warn" : "";
}

type Change = SheetOutcomeFragment["preview"][number];

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const t = useWords(operatorWords);
  if (changes.length === 0) {
    return null;
  }
  return (
    <div className="boxed">
      <h3 className="boxed-head">{t("largest")}</h3>
      <div className="table-wrap tall" tabIndex={0} role="region" aria-label={t("largest")}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("place")}</th>
              <th scope="col" className="right">
                {t("before")}
              </th>
              <th scope="col" className="right">
                {t("after")}
              </th>
              <th scope="col" className="right">
                {t("difference")}
              </th>
              <th scope="col">{t("from")}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((one) => (
              <ChangeRow
                key={`${one.channel} ${one.country} ${one.network?.mnc} ${one.effectiveFrom}`}
                change={one}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function ChangeRow({ change: one }: { readonly change: Change }) {
  const t = useWords(operatorWords);
  const { network, country, change } = one;
  const place = [
    country === null ? t("everywhere") : countryName(country),
    network === null ? null : (network.name ?? `${network.mcc} ${network.mnc}`),
  ];
  return (
    <tr>
      <td>
        <div className="row wrap">
          <ChannelName channel={one.channel} />
          <span className="soft">{place.filter(Boolean).join(", ")}</span>
        </div>
      </td>
      <td className="right num soft">{money(one.before, "price")}</td>
      <td className="right num strong">{money(one.after, "price")}</td>
      <td className="right num nowrap">
        {one.kind === "PRICE" ? (
          <span className={change === null ? "warn" : change > 0 ? "bad" : "good"}>
            {change === null ? t("otherPrice") : signed(change)}
          </span>
        ) : (
          <span className={one.kind === "WITHDRAWN" ? "pill warn" : "pill info"}>
            {t(one.kind)}
          </span>
        )}
      </td>
      <td className="num soft nowrap">
        {one.effectiveFrom === null ? t("atOnce") : day(one.effectiveFrom)}
      </td>
    </tr>
  );
}

function signed(change: number): string {
  return `${change > 0 ? "+" : "−"}${percent(Math.abs(change))}`;
}

const shownMax = 20;

function Rejected({ outcome, name }: Pick<ImportPreviewProps, "outcome" | "name">) {
  const t = useWords(operatorWords);
  const { rejected, rejectedCount } = outcome;
  const all = rejectedCount ?? 0;
  if (all === 0) {
    return null;
  }
  const save = () =>
    downloadCsv(`${name.replace(/\.\w+$/, "")}-rejected`, [
      ["line", "reason"],
      ...rejected.map(({ line, reason }) => [line, reason]),
    ]);
  return (
    <div className="boxed">
      <div className="boxed-head spread">
        <h3 className="bad">{t("rejected", { count: count(all) })}</h3>
        <button type="button" className="btn plain" onClick={save}>
          <Download size={14} aria-hidden="true" /> {t("csv")}
        </button>
      </div>
      <ul className="reject-list small">
        {rejected.slice(0, shownMax).map(({ line, reason }) => (
          <li key={line}>
            <span className="faint num nowrap">{t("line", { line })}</span> <span>{reason}</span>
          </li>
        ))}
      </ul>
      {all > shownMax && (
        <p className="small faint boxed-foot">
          {t("moreRejected", { shown: shownMax, kept: count(rejected.length) })}
        </p>
      )}
    </div>
  );
}
