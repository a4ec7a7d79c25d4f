import { Save, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { TextField } from "../design/controls.js";
import { useWords } from "../words/use-words.js";
import type { PlanDraft } from "./plan-draft.js";
import { plansWords } from "./plans.words.js";
import type { PlanSaving } from "./use-plan-saving.js";

interface SaveBarProps {
  readonly draft: PlanDraft;
  readonly isChanged: boolean;
  readonly saving: PlanSaving;
  /** The revision in force; 0 = the plan is not made yet. */
  readonly revision: number;
  readonly onUndo: () => void;
}

/** What is not saved yet, why it is done, and the button that does it. */
export function SaveBar({ draft, isChanged, saving, revision, onUndo }: SaveBarProps) {
  const t = useWords(plansWords);
  const [note, setNote] = useState("");
  const general = saving.errors.filter(({ field }) => !field?.includes("steps"));
  if (!isChanged && revision > 0) {
    return null;
  }
  return (
    <section className="card card-body stack wide save-bar">
      {revision > 0 && <TextField label={t("note")} value={note} onChange={setNote} />}
      {general.map(({ message }) => (
        <p key={message} className="banner bad" role="alert">
          <TriangleAlert size={15} aria-hidden="true" /> {message}
        </p>
      ))}
      <div className="row">
        <button
          type="button"
          className="btn primary grow"
          disabled={saving.isBusy || draft.steps.length === 0}
          onClick={() => saving.save(draft, note)}
        >
          <Save size={15} aria-hidden="true" />
          {revision === 0 ? t("create") : t("save", { number: revision + 1 })}
        </button>
        {revision > 0 && (
          <button type="button" className="btn plain" onClick={onUndo}>
            {t("undo")}
          </button>
        )}
      </div>
    </section>
  );
}
