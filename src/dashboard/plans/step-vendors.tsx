import { ArrowUp, X } from "lucide-react";
import { useWords } from "../words/use-words.js";
import type { PlanStepInput, StepVendorInput } from "./plans.generated.js";
import { plansWords } from "./plans.words.js";

export interface VendorChoice {
  readonly slug: string;
  readonly name: string;
  readonly channels: readonly string[];
  /** Empty = everywhere. */
  readonly countries: readonly string[];
}

interface StepVendorsProps {
  readonly input: PlanStepInput;
  readonly choices: readonly VendorChoice[];
  readonly onChange: (vendors: StepVendorInput[]) => void;
}

/** Who a step is sent by, in order; with weights where the strategy draws by them. */
export function StepVendors({ input, choices, onChange }: StepVendorsProps) {
  const t = useWords(plansWords);
  const chosen = [input.vendors].flat() as StepVendorInput[];
  const offering = choices.filter(
    ({ slug, channels }) =>
      channels.includes(input.channel) && !chosen.some(({ vendor }) => vendor === slug),
  );
  const replace = (index: number, next: StepVendorInput[]) => {
    const all = [...chosen];
    all.splice(index, 1, ...next);
    onChange(all);
  };
  const raise = (index: number) => {
    const all = [...chosen];
    all.splice(index - 1, 0, ...all.splice(index, 1));
    onChange(all);
  };
  return (
    <div className="field">
      <span className="label">{t("vendors")}</span>
      <ol className="vendor-list">
        {chosen.map((line, index) => (
          <VendorLine
            key={`${line.vendor} ${line.accountId ?? ""}`}
            line={line}
            name={choices.find(({ slug }) => slug === line.vendor)?.name ?? line.vendor}
            isWeighted={input.strategy === "WEIGHTED"}
            isFirst={index === 0}
            onWeight={(weight) => replace(index, [{ ...line, weight }])}
            onRaise={() => raise(index)}
            onRemove={() => replace(index, [])}
          />
        ))}
      </ol>
      {chosen.length === 0 && <span className="problem">{t("noVendor")}</span>}
      {offering.length > 0 && (
        <select
          className="input"
          aria-label={t("addVendor")}
          value=""
          onChange={(event) => onChange([...chosen, { vendor: event.target.value }])}
        >
          <option value="">{t("addVendor")}</option>
          {offering.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

interface VendorLineProps {
  readonly line: StepVendorInput;
  readonly name: string;
  readonly isWeighted: boolean;
  readonly isFirst: boolean;
  readonly onWeight: (weight: number) => void;
  readonly onRaise: () => void;
  readonly onRemove: () => void;
}

function VendorLine(props: VendorLineProps) {
  const { line, name, isWeighted, isFirst, onWeight, onRaise, onRemove } = props;
  const t = useWords(plansWords);
  return (
    <li className="vendor-line">
      <span className="grow ellipsis">{name}</span>
      {isWeighted && (
        <input
          className="input"
          type="number"
          min={0}
          aria-label={t("weight", { vendor: name })}
          value={line.weight ?? 1}
          onChange={(event) => onWeight(Number(event.target.value))}
        />
      )}
      {!isFirst && (
        <button
          type="button"
          className="btn plain icon"
          aria-label={t("vendorUp", { vendor: name })}
          onClick={onRaise}
        >
          <ArrowUp size={14} aria-hidden="true" />
        </button>
      )}
      <button
        type="button"
        className="btn plain icon"
        aria-label={t("removeVendor", { vendor: name })}
        onClick={onRemove}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </li>
  );
}
