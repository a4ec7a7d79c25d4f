import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { messageOf } from "../app/notices.js";
import { shellWords } from "../app/shell.words.js";
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
  /** Something newer is being reckoned. */
  readonly isStale: boolean;
  readonly problem: string | null;
}

/** While one edits, nothing is asked for. */
const restMs = 350;

/** What the server reckons of a plan as it is being edited. */
export function useEstimate(draft: PlanDraft, ask: EstimateAsk): EstimateState {
  const offline = useWords(shellWords)("offline");
  const [rested, setRested] = useState(draft);
  useEffect(() => {
    const timer = setTimeout(() => setRested(draft), restMs);
    return () => clearTimeout(timer);
  }, [draft]);
  const isReady = rested.steps.length > 0 && rested.steps.every((one) => vendorsOf(one).length > 0);
  const input = inputOf(rested, "");
  const [{ data, error, fetching }] = useQuery({
    query: EstimatePlanDocument,
    variables: {
      // A plan without a name, or with one that cannot be, is estimated like any other.
      input: { ...input, key: "draft", name: "Draft" },
      countries: [ask.country],
      volume: ask.volume,
    },
    pause: !isReady,
  });
  return {
    estimate: isReady && error === undefined ? (data?.estimatePlan ?? null) : null,
    isStale: fetching || rested !== draft,
    problem: error === undefined ? null : messageOf(error, offline),
  };
}
