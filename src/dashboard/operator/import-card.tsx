import { FileUp } from "lucide-react";
import { useState } from "react";
import { useMutation } from "urql";
import { messageOf } from "../app/notices.js";
import { shellWords } from "../app/shell.words.js";
import { Select } from "../design/controls.js";
import { useWords } from "../words/use-words.js";
import { ImportSheetDocument, type ImportSheetMutation } from "./operator.generated.js";
import { operatorWords } from "./operator.words.js";

interface ImportCardProps {
  readonly vendors: readonly { readonly slug: string; readonly name: string }[];
  readonly onImported: () => void;
}

type Result = ImportSheetMutation["importRateSheet"];

const example = "channel,country,price,currency\nSMS,ID,0.0240,USD\n";

/** A rate sheet, first as a preview that changes nothing. */
export function ImportCard({ vendors, onImported }: ImportCardProps) {
  const t = useWords(operatorWords);
  const offline = useWords(shellWords)("offline");
  const [vendor, setVendor] = useState(vendors[0]?.slug ?? "");
  const [csv, setCsv] = useState(example);
  const [shown, setShown] = useState<{ result: Result; isDry: boolean } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, run] = useMutation(ImportSheetDocument);
  const ask = async (isDry: boolean) => {
    const { data, error } = await run({ input: { vendor, csv, dryRun: isDry } });
    const refused = data?.importRateSheet.userErrors[0]?.message;
    setProblem(refused ?? (error === undefined ? null : messageOf(error, offline)));
    setShown(data === undefined ? null : { result: data.importRateSheet, isDry });
    if (!isDry && data !== undefined) {
      onImported();
    }
  };
  const canApply = shown?.isDry === true && problem === null;
  return (
    <section className="card">
      <div className="card-head">
        <h2 className="row">
          <FileUp size={16} aria-hidden="true" /> {t("import")}
        </h2>
      </div>
      <div className="card-body stack wide">
        <p className="soft small">{t("importMore")}</p>
        <Select
          label={t("vendor")}
          value={vendor}
          options={vendors.map(({ slug, name }) => [slug, name] as const)}
          onChange={setVendor}
        />
        <div className="field">
          <label htmlFor="sheet">{t("csv")}</label>
          <textarea
            id="sheet"
            className="input mono"
            rows={5}
            value={csv}
            onChange={(event) => {
              setCsv(event.target.value);
              setShown(null);
            }}
          />
        </div>
        {problem !== null && (
          <p className="banner bad" role="alert">
            {problem}
          </p>
        )}
        {shown !== null && problem === null && <Told {...shown} />}
        <div className="row">
          <button type="button" className="btn" disabled={fetching} onClick={() => void ask(true)}>
            {t("preview")}
          </button>
          <button
            type="button"
            className="btn primary"
            disabled={fetching || !canApply}
            onClick={() => void ask(false)}
          >
            {t("apply")}
          </button>
        </div>
      </div>
    </section>
  );
}

function Told({ result, isDry }: { readonly result: Result; readonly isDry: boolean }) {
  const t = useWords(operatorWords);
  const { added, changed, withdrawn, unchanged, rejected, rejectedCount, warnings } = result;
  return (
    <div className="stack" role="status">
      <p className={isDry ? "banner" : "banner good"}>
        {t(isDry ? "would" : "done")}:{" "}
        {t("did", {
          added: added ?? 0,
          changed: changed ?? 0,
          withdrawn: withdrawn ?? 0,
          unchanged: unchanged ?? 0,
        })}
      </p>
      {(rejectedCount ?? 0) > 0 && (
        <p className="bad small">{t("rejected", { count: rejectedCount ?? 0 })}</p>
      )}
      <ul className="small">
        {rejected.slice(0, 20).map(({ line, reason }) => (
          <li key={`r${line}`}>
            <span className="faint">{t("line", { line })}:</span> {reason}
          </li>
        ))}
        {warnings.slice(0, 20).map(({ line, reason }) => (
          <li key={`w${line}`} className="warn">
            <span className="faint">{t("line", { line })}:</span> {reason}
          </li>
        ))}
      </ul>
    </div>
  );
}
