import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ArrowLeft, SearchX, Send } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { Bones, ErrorNotice, Guarded, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { useSession } from "../app/session.js";
import { TrySheet } from "../live/try-sheet.js";
import { useWords } from "../words/use-words.js";
import { percent } from "../app/format.js";
import { EstimateCard } from "./estimate-card.js";
import type { EstimateFragment } from "./estimate.generated.js";
import { LimitsCard } from "./limits-card.js";
import { draftOf, emptyDraft, type PlanDraft, stepsOf } from "./plan-draft.js";
import {
  ComposePlanDocument,
  type ComposePlanQuery,
  ComposeVendorsDocument,
} from "./plans.generated.js";
import { plansWords } from "./plans.words.js";
import { RevisionsCard } from "./revisions-card.js";
import { SaveBar } from "./save-bar.js";
import { type Suggestion, SuggestSheet } from "./suggest-sheet.js";
import { type EstimateAsk, type EstimateState, useEstimate } from "./use-estimate.js";
import type { StepProblem } from "./step-card.js";
import { StepList } from "./step-list.js";
import type { VendorChoice } from "./step-vendors.js";
import { type PlanError, type PlanSaving, usePlanSaving } from "./use-plan-saving.js";
import "./plans.css";

type Plan = NonNullable<ComposePlanQuery["plan"]>;

/** One plan, composed step by step. */
export function ComposePage() {
  return (
    <Guarded>
      <Composing />
    </Guarded>
  );
}

function Composing() {
  const t = useWords(plansWords);
  const { key = "" } = useParams({ strict: false });
  const isNew = key === "new";
  const [{ data, error }, again] = useQuery({
    query: ComposePlanDocument,
    variables: { key },
    pause: isNew,
  });
  const [vendors] = useQuery({ query: ComposeVendorsDocument });
  const choices = vendors.data?.vendors.nodes ?? [];
  const plan = data?.plan;
  return (
    <>
      <Link to="/plans" className="row small soft">
        <ArrowLeft size={14} aria-hidden="true" /> {t("all")}
      </Link>
      {isNew ? (
        <Composer plan={null} choices={choices} onSaved={() => undefined} />
      ) : error !== undefined && data === undefined ? (
        <ErrorNotice error={error} retry={() => again({ requestPolicy: "network-only" })} />
      ) : plan === undefined ? (
        <Bones rows={8} height={36} />
      ) : plan === null ? (
        <div className="card">
          <Notice Icon={SearchX} title={t("unknown")} />
        </div>
      ) : (
        <Composer
          key={`${plan.id} ${plan.revision}`}
          plan={plan}
          choices={choices}
          onSaved={() => again({ requestPolicy: "network-only" })}
        />
      )}
    </>
  );
}

interface ComposerProps {
  readonly plan: Plan | null;
  readonly choices: readonly VendorChoice[];
  readonly onSaved: () => void;
}

function Composer({ plan, choices, onSaved }: ComposerProps) {
  const t = useWords(plansWords);
  const navigate = useNavigate();
  const { can } = useSession();
  const [saved] = useState(() => (plan === null ? emptyDraft() : draftOf(plan, plan.current)));
  const [draft, setDraft] = useState<PlanDraft>(saved);
  const [open, setOpen] = useState<"try" | "suggest" | null>(null);
  const [ask, setAsk] = useState({ country: "ID", volume: 100_000 });
  const estimate = useEstimate(draft, ask);
  const saving = usePlanSaving(plan, (key) => {
    onSaved();
    void navigate({ to: "/plans/$key", params: { key } });
  });
  const isChanged = draft !== saved;
  const isReadOnly = !can("PLAN_WRITE") || (plan?.archivedAt ?? null) !== null;
  return (
    <>
      <PageHead
        title={plan?.name ?? t("newPlan")}
        actions={
          plan !== null &&
          can("SEND") && (
            <button
              type="button"
              className="btn"
              disabled={isChanged}
              title={isChanged ? t("trySaved") : undefined}
              onClick={() => setOpen("try")}
            >
              <Send size={15} aria-hidden="true" /> {t("tryIt")}
            </button>
          )
        }
      >
        {plan === null ? t("intro") : `${plan.key} · ${t("revision", { number: plan.revision })}`}
      </PageHead>
      <div className="compose">
        <StepList
          draft={draft}
          vendors={choices}
          isReadOnly={isReadOnly}
          problems={problemsByStep(plan, isChanged, saving.errors, estimate.estimate)}
          notes={notesByStep(estimate.estimate, (share) => t("reach", { share: percent(share) }))}
          onChange={setDraft}
        />
        <ComposeSide
          {...{ plan, draft, saved, saving, estimate, ask, isReadOnly, choices, onSaved }}
          onDraft={setDraft}
          onAsk={setAsk}
          onSuggest={() => setOpen("suggest")}
        />
      </div>
      {open === "try" && plan !== null && (
        <TrySheet plans={[plan]} planKey={plan.key} onClose={() => setOpen(null)} />
      )}
      {open === "suggest" && (
        <SuggestSheet
          ask={ask}
          onTake={(suggestion) => {
            setDraft(takeOver(draft, suggestion));
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

interface ComposeSideProps extends ComposerProps {
  readonly draft: PlanDraft;
  readonly saved: PlanDraft;
  readonly saving: PlanSaving;
  readonly estimate: EstimateState;
  readonly ask: EstimateAsk;
  readonly isReadOnly: boolean;
  readonly onDraft: (draft: PlanDraft) => void;
  readonly onAsk: (ask: EstimateAsk) => void;
  readonly onSuggest: () => void;
}

function ComposeSide(props: ComposeSideProps) {
  const { plan, draft, saved, saving, estimate, ask, isReadOnly, choices } = props;
  const { onSaved, onDraft, onAsk, onSuggest } = props;
  const isChanged = draft !== saved;
  return (
    <div className="compose-side">
      {!isReadOnly && (
        <SaveBar
          {...{ draft, isChanged, saving }}
          revision={plan?.revision ?? 0}
          onUndo={() => onDraft(saved)}
        />
      )}
      <EstimateCard
        state={estimate}
        ask={ask}
        countries={countriesIn(choices)}
        onAsk={onAsk}
        onSuggest={isReadOnly ? null : onSuggest}
      />
      <LimitsCard
        {...{ draft, isReadOnly }}
        isNew={plan === null}
        errors={saving.errors}
        onChange={onDraft}
      />
      {plan !== null && <RevisionsCard plan={plan} canWrite={!isReadOnly} onChanged={onSaved} />}
    </div>
  );
}

function countriesIn(choices: readonly VendorChoice[]): readonly string[] {
  return [...new Set(["ID", ...choices.flatMap(({ countries }) => countries)])].sort();
}

function takeOver(draft: PlanDraft, { plan }: Suggestion): PlanDraft {
  const { order, objective, maxAttempts, deadlineSec } = plan;
  return {
    input: { ...draft.input, order, objective, maxAttempts, deadlineSec },
    steps: stepsOf(plan.steps),
  };
}

/** How many sends come to each step. */
function notesByStep(
  estimate: EstimateFragment | null,
  say: (share: number) => string,
): ReadonlyMap<number, string> {
  return new Map(estimate?.steps.map(({ position, reachRate }) => [position, say(reachRate)]));
}

/** What the server found of the plan as it is edited, else as it is saved, and of a try to save. */
function problemsByStep(
  plan: Plan | null,
  isChanged: boolean,
  errors: readonly PlanError[],
  estimate: EstimateFragment | null,
): ReadonlyMap<number, readonly StepProblem[]> {
  const found = new Map<number, StepProblem[]>();
  const add = (step: number, problem: StepProblem) =>
    found.set(step, [...(found.get(step) ?? []), problem]);
  const saved = isChanged ? [] : (plan?.current.problems ?? []);
  for (const { step, message, severity } of estimate?.problems ?? saved) {
    add(step ?? 1, { message, isError: severity === "ERROR" });
  }
  for (const { field, message } of errors) {
    const at = field?.indexOf("steps") ?? -1;
    const index = at < 0 ? Number.NaN : Number(field?.[at + 1]);
    if (Number.isInteger(index)) {
      add(index + 1, { message, isError: true });
    }
  }
  return found;
}
