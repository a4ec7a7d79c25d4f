import { FileSpreadsheet } from "lucide-react";
import { useState } from "react";
import { useClient } from "urql";
import { count } from "../app/format.js";
import { useSession } from "../app/session.js";
import { shellWords } from "../app/shell.words.js";
import { useVendorNames } from "../app/use-names.js";
import { Segments, Select } from "../design/controls.js";
import { useWords } from "../words/use-words.js";
import { DropZone } from "./drop-zone.js";
import { ImportPreview } from "./import-preview.js";
import { type Sheet, sheetWork } from "./import-kinds.js";
import { type ImportState, type SheetFile, useImportState } from "./import-work.js";
import type { RateSheetMode, SheetOutcomeFragment } from "./operator.generated.js";
import { operatorWords } from "./operator.words.js";
import { useImportAddress } from "./use-import-address.js";

type State = ImportState<Sheet, SheetOutcomeFragment>;

const partsOf = (of: Sheet | null) => ({ vendor: of?.vendor, mode: of?.mode });

function sheetOf(file: SheetFile, { vendor, mode }: Readonly<Record<string, string | undefined>>) {
  return vendor === undefined
    ? null
    : { ...file, vendor, mode: mode === "REPLACE" ? ("REPLACE" as const) : ("MERGE" as const) };
}

/** A rate sheet from a file to the prices: nothing changes before it was looked at. */
export function ImportCard({ onImported }: { readonly onImported: () => void }) {
  const t = useWords(operatorWords);
  const client = useClient();
  const state = useImportState(sheetWork);
  useImportAddress(sheetWork, state, "sheet", partsOf, sheetOf);
  const apply = async () => {
    if (state.step === "checked" && (await sheetWork.apply(client, state.of, state.outcome))) {
      onImported();
    }
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("import")}</h2>
        {state.step !== "none" && (
          <button
            type="button"
            className="btn plain"
            disabled={state.step === "applying"}
            onClick={sheetWork.forget}
          >
            {t("another")}
          </button>
        )}
      </div>
      <div className="card-body stack wide">
        {state.step === "none" ? (
          <Choice />
        ) : (
          <Underway state={state} onApply={() => void apply()} />
        )}
      </div>
    </section>
  );
}

function Choice() {
  const t = useWords(operatorWords);
  const client = useClient();
  const { auth } = useSession();
  const vendors = useVendorNames();
  const [chosen, setVendor] = useState<string | null>(null);
  const [mode, setMode] = useState<RateSheetMode>("MERGE");
  const vendor = chosen ?? vendors[0]?.slug ?? "";
  return (
    <>
      <p className="soft small">{t("importMore")}</p>
      <div className="import-choice">
        <Select
          label={t("vendor")}
          value={vendor}
          options={vendors.map(({ slug, name }) => [slug, name] as const)}
          onChange={setVendor}
        />
        <div className="field">
          <span className="label">{t("mode")}</span>
          <Segments
            label={t("mode")}
            value={mode}
            options={[
              ["MERGE", t("merge")],
              ["REPLACE", t("replace")],
            ]}
            onChange={setMode}
          />
        </div>
      </div>
      <p className={mode === "REPLACE" ? "small warn" : "small faint"}>
        {t(mode === "REPLACE" ? "replaceMore" : "mergeMore")}
      </p>
      <DropZone
        label={t("chooseSheet")}
        hint={t("columns")}
        onFile={(file) => {
          const of = { name: file.name, bytes: file.size, uploadId: null, vendor, mode };
          void sheetWork.bring(client, auth, file, of);
        }}
      />
    </>
  );
}

interface UnderwayProps {
  readonly state: Exclude<State, { readonly step: "none" }>;
  readonly onApply: () => void;
}

function Underway({ state, onApply }: UnderwayProps) {
  const t = useWords(operatorWords);
  const { of } = state;
  return (
    <>
      <div className="row wide">
        <FileSpreadsheet size={26} strokeWidth={1.5} aria-hidden="true" />
        <div className="grow">
          <div className="strong ellipsis">{of.name}</div>
          <div className="small faint num">
            {t("sheetOf", {
              vendor: of.vendor,
              size: count(Math.max(1, Math.round(of.bytes / 1_024))),
              mode: t(of.mode === "REPLACE" ? "replace" : "merge"),
            })}
          </div>
        </div>
      </div>
      <Steps step={state.step} />
      <Progress state={state} />
      {state.step === "failed" && <Failure state={state} />}
      {"outcome" in state && (
        <ImportPreview
          outcome={state.outcome}
          name={of.name}
          isApplied={state.step === "applied"}
          isBusy={state.step === "applying"}
          onApply={onApply}
        />
      )}
    </>
  );
}

const steps = ["sending", "checking", "checked", "applied"] as const;

/** Where it stands, as a line of steps. */
function Steps({ step }: { readonly step: State["step"] }) {
  const t = useWords(operatorWords);
  const at = step === "applying" ? 2 : steps.findIndex((one) => one === step);
  return (
    <ol className="import-steps" aria-label={t("progress")}>
      {steps.map((one, index) => (
        <li
          key={one}
          className={index < at || step === "applied" ? "past" : ""}
          aria-current={index === at ? "step" : undefined}
        >
          {t(`${one}Step`)}
        </li>
      ))}
    </ol>
  );
}

function Progress({ state }: Pick<UnderwayProps, "state">) {
  const t = useWords(operatorWords);
  if (state.step === "sending") {
    return (
      <div className="stack" role="status">
        <progress className="wide" value={state.share} aria-label={t("sendingStep")} />
        <p className="small soft">{t("sending", { share: Math.round(100 * state.share) })}</p>
      </div>
    );
  }
  if (state.step === "checking" || state.step === "applying") {
    return (
      <div className="stack" role="status">
        <progress className="wide" aria-label={t(`${state.step}Now`)} />
        <p className="small soft">
          {t(`${state.step}Now`)} {t("mayLeave")}
        </p>
      </div>
    );
  }
  return null;
}

function Failure({ state }: { readonly state: Extract<State, { readonly step: "failed" }> }) {
  const t = useWords(operatorWords);
  const offline = useWords(shellWords)("offline");
  const client = useClient();
  const { of, message } = state;
  return (
    <>
      <p className="banner bad" role="alert">
        {message ?? offline}
      </p>
      {of.uploadId !== null && (
        <div>
          <button type="button" className="btn" onClick={() => void sheetWork.check(client, of)}>
            {t("checkAgain")}
          </button>
        </div>
      )}
    </>
  );
}
