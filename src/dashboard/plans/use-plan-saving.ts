import { useState } from "react";
import { useMutation } from "urql";
import { messageOf } from "../app/notices.js";
import { shellWords } from "../app/shell.words.js";
import { useWords } from "../words/use-words.js";
import { inputOf, type PlanDraft } from "./plan-draft.js";
import { CreatePlanDocument, RevisePlanDocument } from "./plans.generated.js";

export interface PlanError {
  readonly field: readonly string[] | null;
  readonly message: string;
}

export interface PlanSaving {
  readonly errors: readonly PlanError[];
  readonly isBusy: boolean;
  readonly save: (draft: PlanDraft, note: string) => void;
}

/** Makes a plan or its next revision; what the server objects to is kept for its place. */
export function usePlanSaving(
  plan: { readonly id: string; readonly revision: number } | null,
  onSaved: (key: string) => void,
): PlanSaving {
  const say = useWords(shellWords);
  const [errors, setErrors] = useState<readonly PlanError[]>([]);
  const [creation, create] = useMutation(CreatePlanDocument);
  const [revision, revise] = useMutation(RevisePlanDocument);
  const run = async (draft: PlanDraft, note: string) => {
    const input = inputOf(draft, note);
    const { result, error } = await (plan === null
      ? create({ input }).then((answer) => ({ ...answer, result: answer.data?.createPlan }))
      : revise({ id: plan.id, expectedRevision: plan.revision, input }).then((answer) => ({
          ...answer,
          result: answer.data?.revisePlan,
        })));
    if (result?.plan) {
      setErrors([]);
      onSaved(result.plan.key);
      return;
    }
    const message = error === undefined ? "" : messageOf(error, say("offline"));
    setErrors(result?.userErrors ?? [{ field: null, message }]);
  };
  return {
    errors,
    isBusy: creation.fetching || revision.fetching,
    save: (draft, note) => void run(draft, note),
  };
}
