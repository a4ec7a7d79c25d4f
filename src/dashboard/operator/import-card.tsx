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
import {
  applySheet,
  bringSheet,
  checkSheet,
  forgetSheet,
  type ImportWork,
  useImportWork,
} from "./import-work.js";
import type { RateSheetMode } from "./operator.generated.js";
import { operatorWords } from "./operator.words.js";

/** A rate sheet from a file to the prices: nothing changes before it was looked at. */
export function ImportCard({ onImported }: { readonly onImported: () => void }) {
  const t = useWords(operatorWords);
  const client = useClient();
  const work = useImportWork();
  const apply = async () => {
    if (work.step === "checked" && (await applySheet(client, work.of, work.outcome))) {
      onImported();
    }
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("import")}</h2>
        {work.step !== "none" && (
          <button
            type="button"
            className="btn plain"
            disabled={work.step === "applying"}
            onClick={forgetSheet}
          >
            {t("another")}
          </button>
        )}
      </div>
      <div className="card-body stack wide">
        {work.step === "none" ? <Choice /> : <Underway work={work} onApply={() => void apply()} />}
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
        onFile={(file) => void bringSheet(client, auth, file, { vendor, mode })}
      />
    </>
  );
}

interface UnderwayProps {
  readonly work: Exclude<ImportWork, { readonly step: "none" }>;
  readonly onApply: () => void;
}

function Underway({ work, onApply }: UnderwayProps) {
  const t = useWords(operatorWords);
  const { of } = work;
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
      <Steps step={work.step} />
      <Progress work={work} />
      {work.step === "failed" && <Failure work={work} />}
      {"outcome" in work && (
        <ImportPreview
          outcome={work.outcome}
          name={of.name}
          isApplied={work.step === "applied"}
          isBusy={work.step === "applying"}
          onApply={onApply}
        />
      )}
    </>
  );
}

const steps = ["sending", "checking", "checked", "applied"] as const;

/** Where it stands, as a line of steps. */
function Steps({ step }: { readonly step: ImportWork["step"] }) {
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

function Progress({ work }: Pick<UnderwayProps, "work">) {
  const t = useWords(operatorWords);
  if (work.step === "sending") {
    return (
      <div className="stack" role="status">
        <progress className="wide" value={work.share} aria-label={t("sendingStep")} />
        <p className="small soft">{t("sending", { share: Math.round(100 * work.share) })}</p>
      </div>
    );
  }
  if (work.step === "checking" || work.step === "applying") {
    return (
      <div className="stack" role="status">
        <progress className="wide" aria-label={t(`${work.step}Now`)} />
        <p className="small soft">
          {t(`${work.step}Now`)} {t("mayLeave")}
        </p>
      </div>
    );
  }
  return null;
}

function Failure({ work }: { readonly work: Extract<ImportWork, { readonly step: "failed" }> }) {
  const t = useWords(operatorWords);
  const offline = useWords(shellWords)("offline");
  const client = useClient();
  const { of, message } = work;
  return (
    <>
      <p className="banner bad" role="alert">
        {message ?? offline}
      </p>
      {of.uploadId !== null && (
        <div>
          <button type="button" className="btn" onClick={() => void checkSheet(client, of)}>
            {t("checkAgain")}
          </button>
        </div>
      )}
    </>
  );
}
