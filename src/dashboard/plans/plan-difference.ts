import type { RevisionFragment } from "./plans.generated.js";

/** One thing that differs between two revisions; values as the API tells them. */
export interface Difference {
  /** From 1; null = about the plan as a whole. */
  readonly step: number | null;
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What changed from one revision to the next, in the order of the plan. */
export function differencesOf(
  before: RevisionFragment,
  after: RevisionFragment,
): readonly Difference[] {
  const whole = compare(null, planFacts(before), planFacts(after));
  const count = Math.max(before.steps.length, after.steps.length);
  const steps = Array.from({ length: count }, (_, index) => {
    const [old, next] = [before.steps[index], after.steps[index]];
    if (old === undefined || next === undefined) {
      const what = next === undefined ? "removed" : "added";
      const channel = (next ?? old)?.channel ?? "";
      return [
        { step: index + 1, what, before: old ? channel : null, after: next ? channel : null },
      ];
    }
    return compare(index + 1, stepFacts(old), stepFacts(next));
  });
  return [...whole, ...steps.flat()];
}

type Facts = Readonly<Record<string, string | null>>;

function compare(step: number | null, before: Facts, after: Facts): Difference[] {
  return Object.keys(after).flatMap((what) => {
    const [old = null, next = null] = [before[what], after[what]];
    return old === next ? [] : [{ step, what, before: old, after: next }];
  });
}

function planFacts(revision: RevisionFragment): Facts {
  const { code, resend } = revision;
  return {
    objective: revision.objective,
    order: revision.order,
    deadlineSec: `${revision.deadlineSec} s`,
    maxAttempts: String(revision.maxAttempts),
    maxCostPerSend: revision.maxCostPerSend?.amount ?? null,
    countries: revision.countries?.join(", ") ?? null,
    codeLength: String(code.length),
    codeTtl: `${code.ttlSec} s`,
    maxChecks: String(code.maxChecks),
    resends: `${resend.maxResends} × ${resend.cooldownSec} s`,
    messages: revision.messages.map(({ body, channel }) => `${channel}: ${body}`).join(" | "),
  };
}

function stepFacts(step: RevisionFragment["steps"][number]): Facts {
  return {
    channel: step.channel,
    strategy: step.strategy,
    waitSec: step.waitSec === null ? null : `${step.waitSec} s`,
    waitFor: step.waitFor,
    advanceOn: step.advanceOn.join(", "),
    vendors: step.vendors
      .map(({ account, weight }) => account.vendor.name + (weight === null ? "" : ` (${weight})`))
      .join(", "),
  };
}
