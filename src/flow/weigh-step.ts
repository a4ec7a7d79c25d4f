import type { StepOption } from "../core/failover/engine-state.js";
import type { PlanStep } from "../core/plan/plan.js";
import type { Candidate } from "../core/route/candidate.js";
import { candidatesOf } from "../core/route/eligibility.js";
import { composeMessage } from "./compose-message.js";
import { networkOf } from "./measured-scene.js";
import { capLeftOf, type SendWork } from "./send-work.js";

/** A step that may be tried now, with every vendor of it weighed for this recipient. */
export interface WeighedStep {
  readonly option: StepOption;
  readonly step: PlanStep;
  /** In plan order. */
  readonly candidates: readonly Candidate[];
}

/**
 * Weighs the vendors of a step.
 *
 * @param code the message's code, for its length in parts
 */
export function weighStep(
  work: SendWork,
  option: StepOption,
  code: string,
  now: Date,
): WeighedStep {
  const { send, spec, view } = work;
  const step = spec.steps[option.step - 1];
  if (step === undefined) {
    throw new Error(`step ${option.step} is not in the plan revision ${send.revisionId}`);
  }
  const partsByAccount = new Map<string | null, number>();
  const candidates = candidatesOf(
    view.snapshot,
    {
      step,
      vendorIndexes: option.vendorIndexes,
      country: option.channel === "EMAIL" ? null : send.country,
      network: option.channel === "EMAIL" ? null : networkOf(work),
      partsOf: (index) => {
        const accountId = step.vendors[index]?.accountId ?? null;
        const known = partsByAccount.get(accountId);
        const parts =
          known ??
          composeMessage(spec, view.rules, step.channel, accountId, send.locale, code).parts;
        partsByAccount.set(accountId, parts);
        return parts;
      },
      tenantCurrency: view.rules.currency,
      capMicros: capLeftOf(work),
    },
    now,
  );
  return { option, step, candidates: heedBreakers(candidates, step, work, now) };
}

/** With a breaker that is open by what was measured; the planner of SMART looks at them itself. */
function heedBreakers(
  candidates: readonly Candidate[],
  { strategy }: PlanStep,
  work: SendWork,
  now: Date,
): readonly Candidate[] {
  const { measured } = work.view;
  if (strategy === "SMART" || !measured.isAnyOpen) {
    return candidates;
  }
  const cell = measured.cellOf(work.send.country, networkOf(work));
  return candidates.map((candidate): Candidate => {
    if (candidate.accountId === null || candidate.skippedBecause !== null) {
      return candidate;
    }
    const found = measured.breakerAt(candidate.accountId, candidate.channel, cell, now);
    if (found === null) {
      return candidate;
    }
    const { isProbeDue, failures } = found;
    return {
      ...candidate,
      breaker: "OPEN",
      isProbe: isProbeDue,
      failures: Math.max(candidate.failures, failures),
      skippedBecause: isProbeDue ? null : "MEASURED_OPEN",
    };
  });
}
