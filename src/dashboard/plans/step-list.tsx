import { Plus, Workflow } from "lucide-react";
import { Fragment, useState } from "react";
import { Notice } from "../app/notices.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { changeStep, moveStep, newStep, type PlanDraft } from "./plan-draft.js";
import type { Channel } from "./plans.generated.js";
import { plansWords } from "./plans.words.js";
import { StepCard, type StepEstimated, type StepProblem } from "./step-card.js";
import type { VendorChoice } from "./step-vendors.js";

const channels = ["WHATSAPP", "SMS", "EMAIL", "VOICE", "MISSED_CALL", "TELEGRAM", "VIBER", "RCS"];

interface StepListProps {
  readonly draft: PlanDraft;
  readonly vendors: readonly VendorChoice[];
  readonly isReadOnly: boolean;
  /** By the step's number, from 1. */
  readonly problems: ReadonlyMap<number, readonly StepProblem[]>;
  /** What is reckoned of a step, by its number. */
  readonly estimates: ReadonlyMap<number, StepEstimated>;
  readonly onChange: (draft: PlanDraft) => void;
}

/** The steps in their order; a card is dragged, or moved by the arrow keys on its grip. */
export function StepList({
  draft,
  vendors,
  isReadOnly,
  problems,
  estimates,
  onChange,
}: StepListProps) {
  const t = useWords(plansWords);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const move = (from: number, to: number) => {
    const next = moveStep(draft, from, to);
    if (next !== draft) {
      onChange(next);
      setSaid(t("moved", { number: to + 1 }));
    }
  };
  const drop = () => {
    if (dragged !== null && over !== null && dragged !== over) {
      move(dragged, over);
    }
    setDragged(null);
    setOver(null);
  };
  return (
    <div className="step-list">
      <span className="hidden-visually" role="status">
        {said}
      </span>
      {draft.steps.map((step, index) => (
        <Fragment key={step.id}>
          {index > 0 && <Between draft={draft} before={index - 1} />}
          <StepCard
            step={step}
            number={index + 1}
            count={draft.steps.length}
            vendors={vendors}
            problems={problems.get(index + 1) ?? []}
            estimated={estimates.get(index + 1) ?? null}
            isReadOnly={isReadOnly}
            deadlineSec={draft.input.deadlineSec ?? Number.POSITIVE_INFINITY}
            drag={{
              isDragged: dragged === index,
              isOver: dragged !== null && over === index && dragged !== index,
              start: () => setDragged(index),
              enter: () => setOver(index),
              end: drop,
            }}
            onChange={(change) => onChange(changeStep(draft, step.id, change))}
            onMove={(to) => move(index, to)}
            onRemove={() =>
              onChange({ ...draft, steps: draft.steps.filter(({ id }) => id !== step.id) })
            }
          />
        </Fragment>
      ))}
      {draft.steps.length === 0 && !isReadOnly && <NoSteps />}
      {!isReadOnly && (
        <AddStep
          vendors={vendors}
          onAdd={(channel, first) =>
            onChange({ ...draft, steps: [...draft.steps, newStep(channel, first)] })
          }
        />
      )}
    </div>
  );
}

/** Where the first step will stand. */
function NoSteps() {
  const t = useWords(plansWords);
  return (
    <div className="card no-steps">
      <Notice Icon={Workflow} title={t("noSteps")}>
        <p>{t("noStepsMore")}</p>
      </Notice>
    </div>
  );
}

/** What has to come to pass before the next step begins. */
function Between({ draft, before }: { readonly draft: PlanDraft; readonly before: number }) {
  const t = useWords(plansWords);
  const say = useEnumWords();
  const { waitSec, waitFor } = draft.steps[before]?.input ?? {};
  const state = say(waitFor ?? "DELIVERED").toLowerCase();
  const words =
    waitSec === null || waitSec === undefined
      ? t("thenAdaptive", { state })
      : t("thenAfter", { state, sec: waitSec });
  const isSmart = draft.input.order === "SMART";
  return (
    <p className="step-between">
      {words}
      {isSmart && ` – ${t("thenSmart")}`}
    </p>
  );
}

/** The vendor that reaches the most countries on a channel: something that works, to begin with. */
function widest(vendors: readonly VendorChoice[], channel: string): readonly string[] {
  const reach = ({ countries }: VendorChoice) =>
    countries.length === 0 ? 1_000 : countries.length;
  return vendors
    .filter((one) => one.channels.includes(channel))
    .toSorted((a, b) => reach(b) - reach(a))
    .slice(0, 1)
    .map(({ slug }) => slug);
}

interface AddStepProps {
  readonly vendors: readonly VendorChoice[];
  readonly onAdd: (channel: Channel, vendors: readonly string[]) => void;
}

function AddStep({ vendors, onAdd }: AddStepProps) {
  const t = useWords(plansWords);
  const say = useEnumWords();
  const offered = channels.filter((channel) =>
    vendors.some((one) => one.channels.includes(channel)),
  );
  return (
    <div className="row wrap" style={{ marginTop: 14 }}>
      <span className="small soft">{t("addStep")}</span>
      {offered.map((channel) => (
        <button
          key={channel}
          type="button"
          className={`btn ch-${channel}`}
          onClick={() => onAdd(channel as Channel, widest(vendors, channel))}
        >
          <Plus size={14} aria-hidden="true" />
          <span className="channel">{say(channel)}</span>
        </button>
      ))}
    </div>
  );
}
