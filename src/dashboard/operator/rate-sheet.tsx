import { type FormEvent, useState } from "react";
import { useMutation } from "urql";
import { type Refusal, refusalAt, refusalsOf } from "../app/refusals.js";
import { shellWords } from "../app/shell.words.js";
import { AmountField } from "../design/amount-field.js";
import { Refused } from "../design/confirm-sheet.js";
import { TextField } from "../design/controls.js";
import { Sheet } from "../design/sheet.js";
import { useWords } from "../words/use-words.js";
import { SetRateDocument } from "./operator.generated.js";
import { operatorWords } from "./operator.words.js";

const fields = ["base", "quote", "rate", "effectiveFrom"] as const;

const start = { base: "USD", quote: "", rate: "", from: "" };

/** One exchange rate, from a day on; empty = from now. */
export function RateSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(operatorWords);
  const offline = useWords(shellWords)("offline");
  const [values, setValues] = useState(start);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [{ fetching }, set] = useMutation(SetRateDocument);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { base, quote, rate, from } = values;
    const answer = await set({
      input: {
        base: base.trim().toUpperCase(),
        quote: quote.trim().toUpperCase(),
        rate: rate.trim().replace(",", "."),
        effectiveFrom: (from === "" ? new Date() : new Date(`${from}T00:00:00`)).toISOString(),
      },
    });
    const refused = refusalsOf(answer, (data) => data.setExchangeRate.userErrors, offline);
    setRefusals(refused);
    if (refused.length === 0) {
      onClose();
    }
  };
  const isPlaced = ({ field }: Refusal) => fields.some((one) => one === (field?.at(-1) ?? ""));
  return (
    <Sheet
      title={t("setRate")}
      onClose={onClose}
      foot={
        <button type="submit" form="rate" className="btn primary" disabled={fetching}>
          {t("save")}
        </button>
      }
    >
      <form id="rate" className="stack wide" onSubmit={(event) => void save(event)}>
        <RateFields values={values} refusals={refusals} onChange={setValues} />
        <Refused refusals={refusals.filter((one) => !isPlaced(one))} />
      </form>
    </Sheet>
  );
}

interface RateFieldsProps {
  readonly values: typeof start;
  readonly refusals: readonly Refusal[];
  readonly onChange: (values: typeof start) => void;
}

function RateFields({ values, refusals, onChange }: RateFieldsProps) {
  const t = useWords(operatorWords);
  const set = (name: keyof typeof start) => (value: string) =>
    onChange({ ...values, [name]: value });
  return (
    <div className="two-fields">
      <TextField
        label={t("base")}
        isRequired
        value={values.base}
        problem={refusalAt(refusals, "base")}
        onChange={set("base")}
      />
      <TextField
        label={t("quote")}
        isRequired
        placeholder="IDR"
        value={values.quote}
        problem={refusalAt(refusals, "quote")}
        onChange={set("quote")}
      />
      <AmountField
        label={t("rate")}
        hint={t("rateHint")}
        isRequired
        value={values.rate}
        problem={refusalAt(refusals, "rate")}
        onChange={set("rate")}
      />
      <TextField
        label={t("from")}
        hint={t("fromHint")}
        type="date"
        value={values.from}
        problem={refusalAt(refusals, "effectiveFrom")}
        onChange={set("from")}
      />
    </div>
  );
}
