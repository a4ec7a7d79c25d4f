import type { RevisionFragment } from "./plans.generated.js";

type Step = RevisionFragment["steps"][number];

/** One thing that differs between two revisions; values as the API tells them. */
export interface Difference {
  /** The step's place in the later revision, or where it was; null = about the plan as a whole. */
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
  const pairs = pairSteps(before.steps, after.steps);
  const kept = pairs.filter(({ old, next }) => old !== null && next !== null);
  return [...whole, ...pairs.flatMap((pair) => stepDifferences(pair, kept))];
}

interface Pair {
  readonly old: Step | null;
  readonly next: Step | null;
}

function stepDifferences({ old, next }: Pair, kept: readonly Pair[]): readonly Difference[] {
  if (old === null || next === null) {
    const what = next === null ? "removed" : "added";
    const step = (next ?? old)?.position ?? null;
    return [{ step, what, before: old?.channel ?? null, after: next?.channel ?? null }];
  }
  const facts = compare(next.position, stepFacts(old), stepFacts(next));
  return isMoved({ old, next }, kept)
    ? [
        {
          step: next.position,
          what: "movedFrom",
          before: String(old.position),
          after: String(next.position),
        },
        ...facts,
      ]
    : facts;
}

/** Whether it changed places with another step that is still there. */
function isMoved({ old, next }: Pair, kept: readonly Pair[]): boolean {
  return kept.some(
    (other) =>
      (other.old?.position ?? 0) < (old?.position ?? 0) !==
      (other.next?.position ?? 0) < (next?.position ?? 0),
  );
}

/** Which step became which: the most alike of the same channel, in the order of the later plan. */
function pairSteps(before: readonly Step[], after: readonly Step[]): readonly Pair[] {
  const left = [...before];
  const pairs = after.map((next): Pair => {
    const [best] = left
      .filter(({ channel }) => channel === next.channel)
      .toSorted((a, b) => likeness(b, next) - likeness(a, next));
    if (best === undefined) {
      return { old: null, next };
    }
    left.splice(left.indexOf(best), 1);
    return { old: best, next };
  });
  return [...pairs, ...left.map((old): Pair => ({ old, next: null }))];
}

function likeness(old: Step, next: Step): number {
  const slugs = new Set(old.vendors.map(({ account }) => account.vendor.slug));
  const shared = next.vendors.filter(({ account }) => slugs.has(account.vendor.slug)).length;
  return shared - Math.abs(old.position - next.position) / 100;
}

type Facts = Readonly<Record<string, string | null>>;

function compare(step: number | null, before: Facts, after: Facts): Difference[] {
  return Object.keys(after).flatMap((what) => {
    const [old = null, next = null] = [before[what], after[what]];
    return old === next ? [] : [{ step, what, before: old, after: next }];
  });
}

const yesOrNo = (value: boolean) => (value ? "yes" : "no");

function planFacts(revision: RevisionFragment): Facts {
  const { code, resend } = revision;
  return {
    objective: revision.objective,
    order: revision.order,
    deadlineSec: `${revision.deadlineSec} s`,
    maxAttempts: String(revision.maxAttempts),
    maxCostPerSend: revision.maxCostPerSend?.amount ?? null,
    countries: revision.countries?.join(", ") ?? "every",
    codeLength: String(code.length),
    codeTtl: `${code.ttlSec} s`,
    alphabet: code.alphabet,
    maxChecks: String(code.maxChecks),
    perAttempt: yesOrNo(code.perAttempt),
    resends: `${resend.maxResends} × ${resend.cooldownSec} s`,
    resendSwitch: yesOrNo(resend.switchVendor),
    messageLocale: revision.messageLocale,
    messages:
      revision.messages.length === 0
        ? null
        : revision.messages
            .map(({ body, channel, locale }) => `${channel} (${locale}): ${body ?? "–"}`)
            .join(" | "),
  };
}

function stepFacts(step: Step): Facts {
  return {
    strategy: step.strategy,
    waitSec: step.waitSec === null ? "adaptive" : `${step.waitSec} s`,
    waitFor: step.waitFor,
    stepAttempts: String(step.maxAttempts),
    advanceOn: step.advanceOn.length === 0 ? null : step.advanceOn.join(", "),
    countries: step.countries?.join(", ") ?? "every",
    vendors: step.vendors
      .map(({ account, weight }) => account.vendor.name + (weight === null ? "" : ` (${weight})`))
      .join(", "),
  };
}
