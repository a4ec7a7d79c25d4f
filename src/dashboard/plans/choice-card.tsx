import { Segments } from "../design/controls.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import type { PlanDraft } from "./plan-draft.js";
import { plansWords } from "./plans.words.js";

const objectives = ["BALANCED", "CONVERSION", "COST"] as const;
const orders = ["AS_WRITTEN", "SMART"] as const;

interface ChoiceCardProps {
  readonly draft: PlanDraft;
  readonly isReadOnly: boolean;
  readonly onChange: (draft: PlanDraft) => void;
}

/** With which step a send begins, and what counts when vendors are weighed. */
export function ChoiceCard({ draft, isReadOnly, onChange }: ChoiceCardProps) {
  const t = useWords(plansWords);
  const say = useEnumWords();
  const { input } = draft;
  const order = input.order ?? "AS_WRITTEN";
  const change = (part: Partial<PlanDraft["input"]>) =>
    onChange({ ...draft, input: { ...input, ...part } });
  return (
    <section className="card card-body choice-card">
      <fieldset disabled={isReadOnly}>
        <legend className="label">{t("order")}</legend>
        <Segments
          label={t("order")}
          value={order}
          options={orders.map((one) => [one, say(one)] as const)}
          onChange={(one) => change({ order: one })}
        />
      </fieldset>
      <fieldset disabled={isReadOnly}>
        <legend className="label">{t("objective")}</legend>
        <Segments
          label={t("objective")}
          value={input.objective ?? "BALANCED"}
          options={objectives.map((one) => [one, say(one)] as const)}
          onChange={(one) => change({ objective: one })}
        />
      </fieldset>
      <p className="small soft grow">{t(order === "SMART" ? "orderSmart" : "orderWritten")}</p>
    </section>
  );
}
