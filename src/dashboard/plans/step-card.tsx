import { ArrowDown, ArrowUp, CircleAlert, GripVertical, Trash2 } from "lucide-react";
import type { KeyboardEvent } from "react";
import { type MoneyValue, money, percent } from "../app/format.js";
import { Select, TextField } from "../design/controls.js";
import { ChannelName } from "../design/names.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import type { StepDraft } from "./plan-draft.js";
import type { AdvanceTrigger, PlanStepInput, Strategy, WaitFor } from "./plans.generated.js";
import { plansWords } from "./plans.words.js";
import { StepVendors, type VendorChoice } from "./step-vendors.js";

export interface StepProblem {
  readonly message: string;
  readonly isError: boolean;
}

/** What is reckoned of a step. */
export interface StepEstimated {
  readonly reachRate: number;
  readonly deliveryRate: number | null;
  readonly waitSec: number;
  readonly cost: MoneyValue | null;
}

interface StepCardProps {
  readonly step: StepDraft;
  readonly number: number;
  readonly count: number;
  readonly vendors: readonly VendorChoice[];
  readonly problems: readonly StepProblem[];
  readonly isReadOnly: boolean;
  readonly drag: StepDrag;
  readonly estimated: StepEstimated | null;
  /** When the plan gives up, after which no wait goes on. */
  readonly deadlineSec: number;
  readonly onChange: (change: Partial<PlanStepInput>) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

export interface StepDrag {
  readonly isDragged: boolean;
  readonly isOver: boolean;
  readonly start: () => void;
  readonly enter: () => void;
  readonly end: () => void;
}

/** One step as a card that is dragged by its grip, or moved with the arrow keys on it. */
export function StepCard(props: StepCardProps) {
  const { step, number, problems, drag, isReadOnly, estimated } = props;
  return (
    <section
      className={`card step-card ch-${step.input.channel}`}
      data-dragged={drag.isDragged}
      data-over={drag.isOver}
      aria-label={`${number}`}
      onDragOver={(event) => {
        event.preventDefault();
        drag.enter();
      }}
      onDrop={(event) => {
        event.preventDefault();
        drag.end();
      }}
    >
      <StepHead {...props} />
      <fieldset className="step-body" disabled={isReadOnly} style={{ border: 0, margin: 0 }}>
        <div className="stack">
          <StrategySelect input={step.input} onChange={props.onChange} />
          <StepVendors
            input={step.input}
            choices={props.vendors}
            onChange={(vendors) => props.onChange({ vendors })}
          />
        </div>
        <StepFields
          input={step.input}
          waitSec={estimated?.waitSec ?? null}
          deadlineSec={props.deadlineSec}
          onChange={props.onChange}
        />
      </fieldset>
      {estimated !== null && <StepFoot estimated={estimated} />}
      {problems.map(({ message, isError }) => (
        <p key={message} className={isError ? "step-problem bad" : "step-problem warn"}>
          <CircleAlert size={15} aria-hidden="true" /> {message}
        </p>
      ))}
    </section>
  );
}

/** How many come to it, how many of those arrive, and what it adds to the cost of a send. */
function StepFoot({ estimated }: { readonly estimated: StepEstimated }) {
  const t = useWords(plansWords);
  const { reachRate, deliveryRate, cost } = estimated;
  const width = `${(100 * reachRate).toFixed(1)}%`;
  return (
    <div className="step-foot small faint num">
      <svg aria-hidden="true">
        <rect className="track" width="100%" height="4" rx="2" />
        <rect className="part" width={width} height="4" rx="2" />
      </svg>
      <span>{t("reach", { share: percent(reachRate) })}</span>
      {deliveryRate !== null && <span>{t("reaches", { share: percent(deliveryRate) })}</span>}
      {cost !== null && <span>{t("stepCost", { cost: money(cost, "price") })}</span>}
    </div>
  );
}

function StepHead({ step, number, count, drag, isReadOnly, onMove, onRemove }: StepCardProps) {
  const t = useWords(plansWords);
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (by !== 0) {
      event.preventDefault();
      onMove(number - 1 + by);
    }
  };
  return (
    <div className="step-head">
      {!isReadOnly && (
        <button
          type="button"
          className="grip"
          draggable
          data-step={step.id}
          aria-label={t("drag", { number })}
          onKeyDown={onKey}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = "move";
            event.dataTransfer.setData("text/plain", step.id);
            drag.start();
          }}
          onDragEnd={drag.end}
        >
          <GripVertical size={16} aria-hidden="true" />
        </button>
      )}
      <h2>{t("step", { number })}</h2>
      <ChannelName channel={step.input.channel} />
      <span className="grow" />
      {!isReadOnly && (
        <>
          <button
            type="button"
            className="btn plain icon"
            aria-label={t("moveUp", { number })}
            disabled={number === 1}
            onClick={() => onMove(number - 2)}
          >
            <ArrowUp size={15} aria-hidden="true" />
          </button>
          <button
            type="button"
            className="btn plain icon"
            aria-label={t("moveDown", { number })}
            disabled={number === count}
            onClick={() => onMove(number)}
          >
            <ArrowDown size={15} aria-hidden="true" />
          </button>
          <button
            type="button"
            className="btn plain icon"
            aria-label={t("removeStep", { number })}
            onClick={onRemove}
          >
            <Trash2 size={15} aria-hidden="true" />
          </button>
        </>
      )}
    </div>
  );
}

const strategies = [
  "PRIORITY",
  "SMART",
  "BEST_DELIVERY",
  "CHEAPEST",
  "FASTEST",
  "WEIGHTED",
] as const;
const waits = ["DELIVERED", "READ", "VERIFIED"] as const;
const triggers = ["REJECTED", "UNDELIVERED", "OUTCOME_UNKNOWN"] as const;

type ChangeStep = (change: Partial<PlanStepInput>) => void;

function StrategySelect({
  input,
  onChange,
}: {
  readonly input: PlanStepInput;
  readonly onChange: ChangeStep;
}) {
  const t = useWords(plansWords);
  const say = useEnumWords();
  return (
    <Select
      label={t("strategy")}
      value={input.strategy ?? "PRIORITY"}
      options={strategies.map((one) => [one, say(one)] as const)}
      onChange={(strategy) => onChange({ strategy: strategy as Strategy })}
    />
  );
}

interface StepFieldsProps {
  readonly input: PlanStepInput;
  /** How long adaptive waits are at present; null = not known. */
  readonly waitSec: number | null;
  readonly deadlineSec: number;
  readonly onChange: ChangeStep;
}

function StepFields({ input, waitSec, deadlineSec, onChange }: StepFieldsProps) {
  const t = useWords(plansWords);
  const say = useEnumWords();
  const isAdaptive = input.waitSec === null || input.waitSec === undefined;
  const now = waitSec !== null && waitSec >= deadlineSec ? t("waitToEnd") : undefined;
  return (
    <div className="step-fields">
      <TextField
        label={t("wait")}
        type="number"
        min={1}
        placeholder={t("adaptive")}
        hint={
          isAdaptive && waitSec !== null ? (now ?? t("waitNow", { sec: waitSec })) : t("waitHint")
        }
        value={isAdaptive ? "" : String(input.waitSec)}
        onChange={(text) => onChange({ waitSec: text === "" ? null : Number(text) })}
      />
      <Select
        label={t("waitFor")}
        value={input.waitFor ?? "DELIVERED"}
        options={waits.map((one) => [one, say(one)] as const)}
        onChange={(waitFor) => onChange({ waitFor: waitFor as WaitFor })}
      />
      <Triggers
        chosen={[input.advanceOn ?? []].flat() as AdvanceTrigger[]}
        onChange={(advanceOn) => onChange({ advanceOn })}
      />
    </div>
  );
}

function Triggers({
  chosen,
  onChange,
}: {
  readonly chosen: readonly AdvanceTrigger[];
  readonly onChange: (chosen: AdvanceTrigger[]) => void;
}) {
  const t = useWords(plansWords);
  return (
    <div className="whole field" role="group" aria-label={t("advance")}>
      <span className="label">{t("advance")}</span>
      <div className="checks">
        {triggers.map((trigger) => (
          <label key={trigger}>
            <input
              type="checkbox"
              checked={chosen.includes(trigger)}
              onChange={(event) =>
                onChange(
                  triggers.filter((one) =>
                    one === trigger ? event.target.checked : chosen.includes(one),
                  ),
                )
              }
            />
            {t(trigger)}
          </label>
        ))}
      </div>
    </div>
  );
}
