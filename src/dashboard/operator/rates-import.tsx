import { CircleCheck } from "lucide-react";
import { useClient } from "urql";
import { count } from "../app/format.js";
import { useSession } from "../app/session.js";
import { shellWords } from "../app/shell.words.js";
import { useWords } from "../words/use-words.js";
import { DropZone } from "./drop-zone.js";
import { type RatesOutcome, ratesWork } from "./import-kinds.js";
import { type SheetFile, useImportState } from "./import-work.js";
import { operatorWords } from "./operator.words.js";
import { useImportAddress } from "./use-import-address.js";

const noParts = () => ({});
const tableOf = (file: SheetFile) => file;

/** A table of exchange rates from a file, looked at before it counts. */
export function RatesImport({ onImported }: { readonly onImported: () => void }) {
  const t = useWords(operatorWords);
  const offline = useWords(shellWords)("offline");
  const client = useClient();
  const { auth } = useSession();
  const state = useImportState(ratesWork);
  useImportAddress(ratesWork, state, "table", noParts, tableOf);
  const apply = async () => {
    if (state.step === "checked" && (await ratesWork.apply(client, state.of, state.outcome))) {
      onImported();
    }
  };
  const isBusy = ["sending", "checking", "applying"].includes(state.step);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("importRates")}</h2>
      </div>
      <div className="card-body stack wide">
        <DropZone
          label={t("chooseRates")}
          hint={t("rateColumns")}
          onFile={(file) => {
            const of = { name: file.name, bytes: file.size, uploadId: null };
            void ratesWork.bring(client, auth, file, of);
          }}
        />
        {isBusy && <progress className="wide" aria-label={t("checkingNow")} />}
        {state.step === "failed" && (
          <p className="banner bad" role="alert">
            {state.message ?? offline}
          </p>
        )}
        {"outcome" in state && (
          <Found
            outcome={state.outcome}
            name={state.of.name}
            isDone={state.step === "applied"}
            isBusy={isBusy}
            onApply={() => void apply()}
          />
        )}
      </div>
    </section>
  );
}

interface FoundProps {
  readonly outcome: RatesOutcome;
  readonly name: string;
  readonly isDone: boolean;
  readonly isBusy: boolean;
  readonly onApply: () => void;
}

const shownMax = 20;

function Found({ outcome, name, isDone, isBusy, onApply }: FoundProps) {
  const t = useWords(operatorWords);
  const { added, changed, unchanged } = outcome;
  const lines = [...outcome.rejected, ...outcome.warnings];
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
      {lines.slice(0, shownMax).map(({ line, reason }) => (
        <p key={`${line} ${reason}`} className="small bad">
          {t("line", { line })}: {reason}
        </p>
      ))}
      {lines.length > shownMax && (
        <p className="small faint">{t("moreLines", { count: count(lines.length - shownMax) })}</p>
      )}
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
