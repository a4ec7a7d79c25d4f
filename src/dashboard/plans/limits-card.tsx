import { useSession } from "../app/session.js";
import { AmountField } from "../design/amount-field.js";
import { TextField } from "../design/controls.js";
import { useWords } from "../words/use-words.js";
import type { PlanDraft } from "./plan-draft.js";
import { plansWords } from "./plans.words.js";
import type { PlanError } from "./use-plan-saving.js";

interface LimitsCardProps {
  readonly draft: PlanDraft;
  readonly isNew: boolean;
  readonly isReadOnly: boolean;
  readonly errors: readonly PlanError[];
  readonly onChange: (draft: PlanDraft) => void;
}

type Change = (change: Partial<PlanDraft["input"]>) => void;

/** What holds for the plan as a whole. */
export function LimitsCard({ draft, isNew, isReadOnly, errors, onChange }: LimitsCardProps) {
  const t = useWords(plansWords);
  const change: Change = (part) => onChange({ ...draft, input: { ...draft.input, ...part } });
  const problem = (name: string) => errors.find(({ field }) => field?.at(-1) === name)?.message;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("limits")}</h2>
      </div>
      <fieldset
        className="card-body stack wide"
        disabled={isReadOnly}
        style={{ border: 0, margin: 0 }}
      >
        <TextField
          label={t("name")}
          value={draft.input.name}
          problem={problem("name")}
          onChange={(name) => change({ name })}
        />
        {isNew && (
          <TextField
            label={t("key")}
            hint={t("keyHint")}
            value={draft.input.key}
            problem={problem("key")}
            onChange={(key) => change({ key })}
          />
        )}
        <NumberFields input={draft.input} change={change} />
      </fieldset>
    </section>
  );
}

interface FieldsProps {
  readonly input: PlanDraft["input"];
  readonly change: Change;
}

function NumberFields({ input, change }: FieldsProps) {
  const t = useWords(plansWords);
  const { viewer } = useSession();
  const code = input.code ?? {};
  return (
    <>
      <AmountField
        label={t("maxCost", { currency: viewer.tenant?.currency ?? "" })}
        hint={t("maxCostHint")}
        value={String(input.maxCostPerSend ?? "")}
        onChange={(text) => change({ maxCostPerSend: text === "" ? null : text })}
      />
      <div className="two-fields">
        <TextField
          label={t("maxAttempts")}
          type="number"
          min={1}
          value={String(input.maxAttempts ?? 4)}
          onChange={(text) => change({ maxAttempts: Number(text) })}
        />
        <TextField
          label={t("deadline")}
          type="number"
          min={1}
          value={String(input.deadlineSec ?? 180)}
          onChange={(text) => change({ deadlineSec: Number(text) })}
        />
        <TextField
          label={t("codeLength")}
          type="number"
          min={4}
          max={10}
          value={String(code.length ?? 6)}
          onChange={(text) => change({ code: { ...code, length: Number(text) } })}
        />
        <TextField
          label={t("codeTtl")}
          type="number"
          min={30}
          value={String(code.ttlSec ?? 300)}
          onChange={(text) => change({ code: { ...code, ttlSec: Number(text) } })}
        />
      </div>
    </>
  );
}
