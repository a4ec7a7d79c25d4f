import type {
  Channel,
  PlanInput,
  PlanStepInput,
  RevisionFragment,
  StepVendorInput,
} from "./plans.generated.js";

/** A step while it is edited; its id outlives moves, its place does not. */
export interface StepDraft {
  readonly id: string;
  readonly input: PlanStepInput;
}

/** A plan while it is edited. */
export interface PlanDraft {
  readonly input: Omit<PlanInput, "steps">;
  readonly steps: readonly StepDraft[];
}

let lastId = 0;

export function newStep(channel: Channel, vendors: readonly string[]): StepDraft {
  lastId += 1;
  return {
    id: `step-${lastId}`,
    input: {
      channel,
      strategy: "PRIORITY",
      waitFor: "DELIVERED",
      waitSec: null,
      advanceOn: ["REJECTED", "UNDELIVERED"],
      vendors: vendors.map((vendor) => ({ vendor })),
    },
  };
}

export function emptyDraft(): PlanDraft {
  return { input: { key: "", name: "" }, steps: [] };
}

/** What would be sent to make this revision again. */
export function draftOf(
  plan: { readonly key: string; readonly name: string },
  revision: RevisionFragment,
): PlanDraft {
  const { code, resend, messages, maxCostPerSend, steps } = revision;
  return {
    input: {
      key: plan.key,
      name: plan.name,
      objective: revision.objective,
      order: revision.order,
      deadlineSec: revision.deadlineSec,
      maxAttempts: revision.maxAttempts,
      maxCostPerSend: maxCostPerSend?.amount ?? null,
      countries: revision.countries === null ? null : [...revision.countries],
      messageLocale: revision.messageLocale,
      code: { ...code },
      resend: { ...resend },
      messages: messages.map((message) => ({ ...message })),
    },
    steps: stepsOf(steps),
  };
}

export function inputOf(draft: PlanDraft, note: string): PlanInput {
  return {
    ...draft.input,
    note: note.trim() === "" ? null : note.trim(),
    steps: draft.steps.map(({ input }) => input),
  };
}

interface ToldStep extends Omit<RevisionFragment["steps"][number], "position" | "vendors"> {
  readonly vendors: readonly {
    readonly weight: number | null;
    readonly account: {
      readonly id: string;
      readonly ownership: string;
      readonly vendor: { readonly slug: string };
    };
  }[];
}

/** Steps that the server tells, as they would be sent to it. */
export function stepsOf(steps: readonly ToldStep[]): readonly StepDraft[] {
  return steps.map((step) => ({
    ...newStep(step.channel, []),
    input: {
      channel: step.channel,
      strategy: step.strategy,
      waitFor: step.waitFor,
      waitSec: step.waitSec,
      maxAttempts: step.maxAttempts,
      advanceOn: [...step.advanceOn],
      countries: step.countries === null ? null : [...step.countries],
      vendors: step.vendors.map(({ account, weight }) => ({
        vendor: account.vendor.slug,
        ...(account.ownership === "TENANT" ? { accountId: account.id } : {}),
        ...(weight === null ? {} : { weight }),
      })),
    },
  }));
}

/** The same with the step at one place at another. */
export function moveStep(draft: PlanDraft, from: number, to: number): PlanDraft {
  const steps = [...draft.steps];
  const [moved] = steps.splice(from, 1);
  if (moved === undefined || to < 0 || to > steps.length) {
    return draft;
  }
  steps.splice(to, 0, moved);
  return { ...draft, steps };
}

export function changeStep(
  draft: PlanDraft,
  id: string,
  change: Partial<PlanStepInput>,
): PlanDraft {
  const steps = draft.steps.map((step) =>
    step.id === id ? { ...step, input: { ...step.input, ...change } } : step,
  );
  return { ...draft, steps };
}

export function vendorsOf(step: StepDraft): readonly StepVendorInput[] {
  const { vendors } = step.input;
  return Array.isArray(vendors) ? vendors : [vendors];
}
