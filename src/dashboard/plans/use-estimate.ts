import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { messageOf } from "../app/notices.js";
import { shellWords } from "../app/shell.words.js";
import { useRested } from "../app/use-rested.js";
import { useWords } from "../words/use-words.js";
import { type EstimateFragment, EstimatePlanDocument } from "./estimate.generated.js";
import { inputOf, type PlanDraft, vendorsOf } from "./plan-draft.js";

export interface EstimateAsk {
  readonly country: string;
  readonly volume: number;
}

export interface EstimateState {
  /** The latest one; null before the first, and for a plan that cannot be estimated. */
  readonly estimate: EstimateFragment | null;
  /** That of the plan as it is saved; null when nothing is saved, or nothing was changed. */
  readonly before: EstimateFragment | null;
  /** Something newer is being reckoned, or could not be. */
  readonly isStale: boolean;
  readonly problem: string | null;
}

const restMs = 350;

/** What the server reckons of a plan as it is being edited, beside what it reckons of the saved. */
export function useEstimate(draft: PlanDraft, saved: PlanDraft, ask: EstimateAsk): EstimateState {
  const offline = useWords(shellWords)("offline");
  const rested = useRested(draft, restMs);
  const restedAsk = useRested(ask, restMs);
  const [last, setLast] = useState<EstimateFragment | null>(null);
  const isReady = isComplete(rested);
  const [{ data, error, fetching }] = useQuery({
    query: EstimatePlanDocument,
    variables: questionOf(rested, restedAsk),
    pause: !isReady,
  });
  const [before] = useQuery({
    query: EstimatePlanDocument,
    variables: questionOf(saved, restedAsk),
    pause: !isComplete(saved) || rested === saved,
  });
  const told = fetching || error !== undefined ? undefined : data?.estimatePlan;
  useEffect(() => {
    if (told !== undefined) {
      setLast(told);
    }
  }, [told]);
  const isChanged = draft !== saved && isComplete(saved);
  return {
    estimate: isReady ? (told ?? last) : null,
    before: isChanged ? (before.data?.estimatePlan ?? null) : null,
    isStale: fetching || rested !== draft || restedAsk !== ask || error !== undefined,
    problem: isReady && error !== undefined ? messageOf(error, offline) : null,
  };
}

function questionOf(draft: PlanDraft, ask: EstimateAsk) {
  return {
    // A plan without a name, or with one that cannot be, is estimated like any other.
    input: { ...inputOf(draft, ""), key: "draft", name: "Draft" },
    countries: [ask.country],
    volume: ask.volume,
  };
}

/** Whether every step names somebody. */
export function isComplete({ steps }: PlanDraft): boolean {
  return steps.length > 0 && steps.every((step) => vendorsOf(step).length > 0);
}
