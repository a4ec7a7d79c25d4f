import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ArrowLeft, CircleAlert, SearchX, Send } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { Bones, ErrorNotice, Guarded, Notice, WhoHelps } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { useSession } from "../app/session.js";
import { useVendorNames } from "../app/use-names.js";
import { TrySheet } from "../live/try-sheet.js";
import { useWords } from "../words/use-words.js";
import { ArchivePlan } from "./archive-plan.js";
import { ChoiceCard } from "./choice-card.js";
import { EstimateCard } from "./estimate-card.js";
import type { EstimateFragment } from "./estimate.generated.js";
import { LimitsCard } from "./limits-card.js";
import { PlanMessagesCard } from "../messages/plan-messages-card.js";
import { draftOf, emptyDraft, type PlanDraft, stepsOf } from "./plan-draft.js";
import { ComposePlanDocument, type ComposePlanQuery } from "./plans.generated.js";
import { plansWords } from "./plans.words.js";
import { ReplayCard } from "./replay-card.js";
import { RevisionsCard } from "./revisions-card.js";
import { SaveBar } from "./save-bar.js";
import { type Suggestion, SuggestSheet } from "./suggest-sheet.js";
import { type EstimateAsk, type EstimateState, useEstimate } from "./use-estimate.js";
import type { StepEstimated, StepProblem } from "./step-card.js";
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
  const choices = useVendorNames();
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
  const estimate = useEstimate(draft, saved, ask);
  const saving = usePlanSaving(plan, (key) => {
    onSaved();
    void navigate({ to: "/plans/$key", params: { key } });
  });
  const isChanged = draft !== saved;
  const problems = problemsByStep(plan, isChanged, saving.errors, estimate.estimate);
  const isReadOnly = !can("PLAN_WRITE") || (plan?.archivedAt ?? null) !== null;
  return (
    <>
      <PageHead
        title={plan?.name ?? t("newPlan")}
        actions={plan !== null && <TryButton isChanged={isChanged} onTry={() => setOpen("try")} />}
      >
        {plan === null ? t("intro") : `${plan.key} · ${t("revision", { number: plan.revision })}`}
      </PageHead>
      {!can("PLAN_WRITE") && <ReadOnlyNote />}
      <div className="compose">
        <div className="compose-main">
          <ChoiceCard {...{ draft, isReadOnly }} onChange={setDraft} />
          <PlanProblems problems={problems.get(0) ?? []} />
          <StepList
            draft={draft}
            vendors={choices}
            {...{ isReadOnly, problems }}
            estimates={estimatesByStep(estimate.estimate)}
            onChange={setDraft}
          />
          <ReplayCard
            draft={draft}
            place={plan?.key ?? "new"}
            country={ask.country}
            estimate={estimate.isStale ? null : estimate.estimate}
          />
        </div>
        <ComposeSide
          {...{ plan, draft, saved, saving, estimate, ask, isReadOnly, choices, onSaved }}
          onArchived={() => void navigate({ to: "/plans" })}
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
          current={estimate.isStale ? null : estimate.estimate}
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

/** Why nothing can be changed here, and who can help. */
function ReadOnlyNote() {
  const t = useWords(plansWords);
  return (
    <p className="banner compose-note">
      <span>
        {t("readOnly")} <WhoHelps />
      </span>
    </p>
  );
}

interface TryButtonProps {
  readonly isChanged: boolean;
  readonly onTry: () => void;
}

/** What is tried is what is saved. */
function TryButton({ isChanged, onTry }: TryButtonProps) {
  const t = useWords(plansWords);
  const { can } = useSession();
  return (
    can("SEND") && (
      <button
        type="button"
        className="btn"
        disabled={isChanged}
        title={isChanged ? t("trySaved") : undefined}
        onClick={onTry}
      >
        <Send size={15} aria-hidden="true" /> {t("tryIt")}
      </button>
    )
  );
}

interface ComposeSideProps extends ComposerProps {
  readonly draft: PlanDraft;
  readonly saved: PlanDraft;
  readonly saving: PlanSaving;
  readonly estimate: EstimateState;
  readonly ask: EstimateAsk;
  readonly isReadOnly: boolean;
  readonly onArchived: () => void;
  readonly onDraft: (draft: PlanDraft) => void;
  readonly onAsk: (ask: EstimateAsk) => void;
  readonly onSuggest: () => void;
}

function ComposeSide(props: ComposeSideProps) {
  const { plan, draft, saved, saving, estimate, ask, isReadOnly, choices } = props;
  const { onSaved, onArchived, onDraft, onAsk, onSuggest } = props;
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
        planKey={plan?.key ?? null}
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
      <PlanMessagesCard
        messages={Array.isArray(draft.input.messages) ? draft.input.messages : []}
        code={draft.input.code ?? null}
        channels={draft.steps.map(({ input }) => input.channel)}
        isReadOnly={isReadOnly}
        refusals={saving.errors}
        onChange={(messages) =>
          onDraft({ ...draft, input: { ...draft.input, messages: [...messages] } })
        }
      />
      {plan !== null && <RevisionsCard plan={plan} canWrite={!isReadOnly} onChanged={onSaved} />}
      {plan !== null && !isReadOnly && <ArchivePlan plan={plan} onArchived={onArchived} />}
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

function estimatesByStep(estimate: EstimateFragment | null): ReadonlyMap<number, StepEstimated> {
  return new Map(estimate?.steps.map((step) => [step.position, step]));
}

/** What is wrong with the plan and with no step of it alone. */
function PlanProblems({ problems }: { readonly problems: readonly StepProblem[] }) {
  return problems.map(({ message, isError }) => (
    <p key={message} className={isError ? "banner bad" : "banner warn"}>
      <CircleAlert size={15} aria-hidden="true" /> {message}
    </p>
  ));
}

/**
 * What the server found of the plan as it is edited, else as it is saved, and of a try to save;
 * under 0 what is about no step alone.
 */
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
    add(step ?? 0, { message, isError: severity === "ERROR" });
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
