import type { PlanStep } from "../../plan/plan.js";
import { chooseVendor } from "../choose-vendor.js";
import { measuringStrategies } from "../strategy-list.js";
import type { KnownSend } from "./known-send.js";
import {
  asksMeasured,
  type LearnedChoices,
  type LearnedPlan,
  learnChoices,
} from "./learned-choices.js";
import { LoggedEvidence } from "./logged-evidence.js";
import type { ReplayCandidate, ReplayChance, ReplayMoment, ReplayStep } from "./replay-log.js";

/**
 * A plan as a replay follows it, at the prices of now: each step's vendors with the chances that
 * its strategy would have given them at a logged moment. BEST_DELIVERY and FASTEST see what the log
 * had shown in the 24 hours before, and what is measured now where that is too little; SMART and
 * adaptive waits see what they would have learned from the log until then.
 *
 * @param sends by time
 */
export function* candidateInPieces(
  plan: LearnedPlan,
  sends: readonly KnownSend[],
): Generator<void, ReplayCandidate> {
  const { spec } = plan.offers;
  const learned = asksMeasured(plan) ? yield* learnChoices(sends, plan) : null;
  const evidence = new LoggedEvidence();
  if (spec.steps.some(({ strategy }) => measuringStrategies.includes(strategy))) {
    for (const [index, send] of sends.entries()) {
      evidence.add(send);
      if (index % 500 === 0) {
        yield;
      }
    }
  }
  return {
    attemptsMax: spec.maxAttempts,
    deadlineMs: spec.deadlineSec * 1000,
    resendsMax: spec.resend.maxResends,
    switchesVendor: spec.resend.switchVendor,
    firstAt:
      spec.order === "SMART" && learned !== null
        ? (moment) => servedOf(plan, moment, learned.first(moment, null).chances)
        : null,
    steps: spec.steps.map((step, index) => stepOf(plan, step, index, learned, evidence)),
  };
}

function stepOf(
  plan: LearnedPlan,
  step: PlanStep,
  index: number,
  learned: LearnedChoices | null,
  evidence: LoggedEvidence,
): ReplayStep {
  const known = new Map<string, readonly ReplayChance[]>();
  const isSmart = step.strategy === "SMART";
  const changesByHour = isSmart || measuringStrategies.includes(step.strategy);
  return {
    chancesAt(moment, without, isFirst) {
      const hour = changesByHour ? Math.floor(moment.atMs / 3_600_000) : 0;
      const key = `${hour} ${moment.cell} ${moment.hasEmail} ${isFirst} ${[...without].join(" ")}`;
      let found = known.get(key);
      if (found === undefined) {
        found =
          isSmart && learned !== null
            ? smartChances(plan, learned, index, moment, without, isFirst)
            : chancesOf(plan, step, index, moment, without, evidence);
        known.set(key, found);
      }
      return found;
    },
    waitMs: (moment, route) =>
      step.waitSec === null
        ? (learned?.waitMs(moment, index, route) ?? 20_000)
        : step.waitSec * 1000,
    attemptsMax: step.maxAttempts,
    advancesOnRejected: step.advanceOn.includes("REJECTED"),
    advancesOnFailed: step.advanceOn.includes("UNDELIVERED"),
    waitFor: step.waitFor === "VERIFIED" ? "VERIFIED" : "DELIVERED",
  };
}

function smartChances(
  plan: LearnedPlan,
  learned: LearnedChoices,
  step: number,
  moment: ReplayMoment,
  without: ReadonlySet<string>,
  isFirst: boolean,
): readonly ReplayChance[] {
  const all = isFirst ? learned.first(moment, step).chances : learned.next(moment, step, without);
  return servedOf(
    plan,
    moment,
    all.map((one) => ({ ...one, step })),
  );
}

function chancesOf(
  { offers }: LearnedPlan,
  { strategy }: PlanStep,
  index: number,
  moment: ReplayMoment,
  without: ReadonlySet<string>,
  evidence: LoggedEvidence,
): readonly ReplayChance[] {
  const { candidates, routes } = offers.at(index, moment);
  const marked = candidates.map((candidate, place) => {
    const route = routes[place] ?? null;
    const isTried = route !== null && without.has(route);
    const seen = route === null ? null : evidence.at(route, moment);
    return {
      ...candidate,
      skippedBecause: isTried ? ("ALREADY_TRIED" as const) : candidate.skippedBecause,
      evidence: seen ?? candidate.evidence,
    };
  });
  const { probabilities } = chooseVendor(strategy, marked, 0);
  return probabilities.flatMap((chance, place) => {
    const route = routes[place] ?? null;
    return chance > 0 && route !== null ? [{ route, chance }] : [];
  });
}

/** Without those that this recipient cannot be reached by. */
function servedOf<
  T extends { readonly route: string; readonly chance: number; readonly step: number },
>({ offers }: LearnedPlan, moment: ReplayMoment, chances: readonly T[]): readonly T[] {
  const left = chances.filter(({ route, step }) => offers.at(step, moment).routes.includes(route));
  const sum = left.reduce((total, { chance }) => total + chance, 0);
  return sum === 0 ? [] : left.map((one) => ({ ...one, chance: one.chance / sum }));
}
