import type { StepOption, TryCause } from "../core/failover/engine-state.js";
import type { Candidate } from "../core/route/candidate.js";
import { chooseVendor, type VendorChoice } from "../core/route/choose-vendor.js";
import { candidatesOf } from "../core/route/eligibility.js";
import { waitOf, type Wait } from "../core/route/wait.js";
import type { PlanStep } from "../core/plan/plan.js";
import { composeMessage } from "./compose-message.js";
import { capLeftOf, type SendWork } from "./send-work.js";

/** One way to make the next attempt: a vendor of a step at its price. */
export interface AttemptPlan {
  readonly position: number;
  readonly step: PlanStep;
  readonly cause: TryCause;
  readonly candidate: Candidate;
  readonly priceMicros: bigint;
  readonly choice: VendorChoice;
  readonly candidates: readonly Candidate[];
  readonly wait: Wait;
}

/** Why there is no way. */
export type NoPlan = "NO_ROUTE" | "COUNTRY_NOT_SERVED" | "COST_CAP_TOO_LOW";

/** A step that could have been tried and had no vendor to offer. */
export interface EmptyStep {
  readonly step: number;
  readonly channel: PlanStep["channel"];
  /** The vendors' own reasons, each once. */
  readonly reasons: readonly string[];
}

/** The ways to make an attempt, or why there is none. */
export interface Decided {
  /** The chosen way first, then what to fall back to where the budget has no room for it. */
  readonly plans: readonly AttemptPlan[];
  /** Steps before the chosen one that had no vendor. */
  readonly empty: readonly EmptyStep[];
  /** Why `plans` is empty; null when it is not. */
  readonly noPlan: NoPlan | null;
}

/**
 * Weighs the vendors of the engine's options and puts them in order.
 *
 * @param options best first, as the engine gave them
 * @param code    the message's code, for its length in parts
 * @param draw    uniform in [0, 1)
 */
export function makeDecision(
  work: SendWork,
  options: readonly StepOption[],
  code: string,
  now: Date,
  draw: number,
): Decided {
  const plans: AttemptPlan[] = [];
  const empty: EmptyStep[] = [];
  const seen: Candidate[] = [];
  for (const option of options) {
    const found = plansOf(work, option, code, now, draw);
    seen.push(...found.candidates);
    if (found.plans.length === 0 && plans.length === 0) {
      empty.push({
        step: option.step,
        channel: option.channel,
        reasons: [...new Set(found.candidates.flatMap((one) => one.skippedBecause ?? []))],
      });
    }
    plans.push(...found.plans);
  }
  return { plans, empty, noPlan: plans.length > 0 ? null : whyNoPlan(seen) };
}

function plansOf(
  work: SendWork,
  option: StepOption,
  code: string,
  now: Date,
  draw: number,
): { plans: readonly AttemptPlan[]; candidates: readonly Candidate[] } {
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
      network: send.mcc === null || option.channel === "EMAIL" ? null : `${send.mcc}${send.mnc}`,
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
  const choice = chooseVendor(step.strategy, candidates, draw);
  const wait = waitOf(step.waitSec);
  const plans = choice.order.flatMap((index): AttemptPlan[] => {
    const candidate = candidates[index];
    const priceMicros = candidate?.tenantPriceMicros;
    return candidate === undefined || priceMicros === null || priceMicros === undefined
      ? []
      : [
          {
            position: option.step,
            step,
            cause: option.cause,
            candidate,
            priceMicros,
            choice,
            candidates,
            wait,
          },
        ];
  });
  return { plans, candidates };
}

function whyNoPlan(candidates: readonly Candidate[]): NoPlan {
  const reasons = candidates.map((candidate) => candidate.skippedBecause);
  if (reasons.includes("DEARER_THAN_CAP")) {
    return "COST_CAP_TOO_LOW";
  }
  const isNowhereOffered =
    reasons.length > 0 && reasons.every((reason) => reason === "NO_OFFER" || reason === null);
  return isNowhereOffered ? "COUNTRY_NOT_SERVED" : "NO_ROUTE";
}
