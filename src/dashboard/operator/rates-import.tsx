import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useMutation } from "urql";
import { count } from "../app/format.js";
import { languageNow } from "../app/preferences.js";
import { type Refusal, refusalsOf } from "../app/refusals.js";
import { useSession } from "../app/session.js";
import { shellWords } from "../app/shell.words.js";
import { Refused } from "../design/confirm-sheet.js";
import { useWords } from "../words/use-words.js";
import { DropZone } from "./drop-zone.js";
import { ImportRatesDocument, type ImportRatesMutation } from "./operator.generated.js";
import { operatorWords } from "./operator.words.js";
import { putFile } from "./put-file.js";

type Outcome = ImportRatesMutation["importExchangeRates"];

interface Seen {
  readonly uploadId: string;
  readonly name: string;
  readonly outcome: Outcome;
  readonly isDone: boolean;
}

/** A table of exchange rates from a file, looked at before it counts. */
export function RatesImport({ onImported }: { readonly onImported: () => void }) {
  const t = useWords(operatorWords);
  const offline = useWords(shellWords)("offline");
  const { auth } = useSession();
  const [seen, setSeen] = useState<Seen | null>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [, run] = useMutation(ImportRatesDocument);
  const ask = async (uploadId: string, name: string, isDone: boolean) => {
    const answer = await run({ input: { uploadId, dryRun: !isDone } });
    const refused = refusalsOf(answer, (data) => data.importExchangeRates.userErrors, offline);
    const outcome = answer.data?.importExchangeRates;
    setRefusals(refused);
    setSeen(
      outcome === undefined || refused.length > 0 ? null : { uploadId, name, outcome, isDone },
    );
    setBusy(false);
    if (isDone && refused.length === 0) {
      onImported();
    }
  };
  const take = async (file: File) => {
    setBusy(true);
    setSeen(null);
    const put = await putFile(file, auth, languageNow(), () => undefined);
    if (put.ok) {
      await ask(put.id, file.name, false);
    } else {
      setRefusals([{ field: null, message: put.message ?? offline }]);
      setBusy(false);
    }
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("importRates")}</h2>
      </div>
      <div className="card-body stack wide">
        <DropZone
          label={t("chooseRates")}
          hint={t("rateColumns")}
          onFile={(file) => void take(file)}
        />
        {isBusy && <progress className="wide" aria-label={t("checkingNow")} />}
        <Refused refusals={refusals} />
        {seen !== null && (
          <RatesOutcome
            seen={seen}
            isBusy={isBusy}
            onApply={() => {
              setBusy(true);
              void ask(seen.uploadId, seen.name, true);
            }}
          />
        )}
      </div>
    </section>
  );
}

interface RatesOutcomeProps {
  readonly seen: Seen;
  readonly isBusy: boolean;
  readonly onApply: () => void;
}

function RatesOutcome({ seen, isBusy, onApply }: RatesOutcomeProps) {
  const t = useWords(operatorWords);
  const { outcome, isDone, name } = seen;
  const { added, changed, unchanged } = outcome;
  const touched = (added ?? 0) + (changed ?? 0);
  return (
    <div className="stack wide" role="status">
      <p className={isDone ? "banner good" : "banner"}>
        {isDone && <CircleCheck size={16} aria-hidden="true" />}
        {name}:{" "}
        {t("didRates", {
          added: count(added ?? 0),
          changed: count(changed ?? 0),
          unchanged: count(unchanged ?? 0),
        })}
      </p>
      {[...outcome.rejected, ...outcome.warnings].slice(0, 20).map(({ line, reason }) => (
        <p key={`${line} ${reason}`} className="small bad">
          {t("line", { line })}: {reason}
        </p>
      ))}
      {!isDone && (
        <div>
          <button
            type="button"
            className="btn primary"
            disabled={isBusy || touched === 0}
            onClick={onApply}
          >
            {t("applyRates", { count: count(touched) })}
          </button>
        </div>
      )}
    </div>
  );
}
