import type { Candidate } from "../core/route/candidate.js";
import {
  chooseMeasured,
  type MeasuredChoice,
  measuredCandidates,
  unitsOf,
} from "../core/route/choose-measured.js";
import { chooseVendor, isOpen, type VendorChoice } from "../core/route/choose-vendor.js";
import type { MeasuredDecision } from "../core/route/decision.js";
import type { DecideRequest, HoldReason } from "../core/route/measured/route-request.js";
import { objectiveValue } from "../core/route/objective-value.js";
import { routingPolicy } from "../core/route/routing-policy.js";
import type { StrategyName } from "../core/plan/plan.js";
import type { MeasuredScene } from "./measured-scene.js";
import type { SendWork } from "./send-work.js";
import type { WeighedStep } from "./weigh-step.js";

/** Vendors of one step or of several, and the order in which to try them. */
export interface ChosenOrder {
  readonly strategy: StrategyName;
  /** 1-based positions of the steps that the candidates are of. */
  readonly steps: readonly number[];
  readonly candidates: readonly Candidate[];
  readonly choice: VendorChoice;
  readonly measured: MeasuredDecision | null;
  /** Why nothing is to be sent although vendors are to be had; null = something is. */
  readonly hold: HoldReason | null;
  /** What measured routing was asked; null = the step has another strategy. */
  readonly asked: DecideRequest | null;
}

/** What a choice by measurements needs besides the vendors. */
export interface ChoiceScene {
  readonly work: SendWork;
  readonly scene: MeasuredScene;
  /** V, in units of the tenant's currency. */
  readonly value: number;
  /** True = one is to be sent even where none is worth its price. */
  readonly isForced: boolean;
  readonly now: Date;
  /** Uniform in [0, 1). */
  readonly draw: number;
}

/** V of a send: by the plan's objective, from the prices of all that is weighed for it. */
export function valueOf({ spec, view }: SendWork, weighed: readonly WeighedStep[]): number {
  const { valuePerVerifiedMicros } = routingPolicy(view.rules);
  const prices = weighed.flatMap(({ candidates }) =>
    candidates.flatMap(({ tenantPriceMicros }) =>
      tenantPriceMicros === null ? [] : [unitsOf(tenantPriceMicros)],
    ),
  );
  const worth = valuePerVerifiedMicros === null ? null : unitsOf(valuePerVerifiedMicros);
  return objectiveValue(spec.objective, prices, worth);
}

/** Orders the vendors of one step by its own strategy. */
export function chooseInStep(
  { option, step, candidates }: WeighedStep,
  draw: number,
  sceneOf: () => ChoiceScene,
): ChosenOrder {
  const { strategy } = step;
  if (strategy === "SMART") {
    const among = candidates.map((_, index) => index);
    return chooseAmong(candidates, [option.step], among, sceneOf());
  }
  const choice = chooseVendor(strategy, candidates, draw);
  const steps = [option.step];
  return { strategy, steps, candidates, choice, measured: null, hold: null, asked: null };
}

/**
 * Orders the vendors of several steps, whichever comes first: of a SMART step all of them are
 * weighed, of another the one that its own strategy puts first.
 */
export function chooseAcrossSteps(
  weighed: readonly WeighedStep[],
  draw: number,
  scene: ChoiceScene,
): ChosenOrder {
  const candidates: Candidate[] = [];
  const among: number[] = [];
  for (const { step, candidates: own } of weighed) {
    const from = candidates.length;
    const first =
      step.strategy === "SMART" ? null : chooseVendor(step.strategy, own, draw).order[0];
    own.forEach((_, index) => {
      if (first === null || first === index) {
        among.push(from + index);
      }
    });
    candidates.push(...own);
  }
  const steps = weighed.map(({ option }) => option.step);
  return chooseAmong(candidates, steps, among, scene);
}

function chooseAmong(
  candidates: readonly Candidate[],
  steps: readonly number[],
  among: readonly number[],
  { work, scene, value, isForced, now, draw }: ChoiceScene,
): ChosenOrder {
  const { measured: board, rules } = work.view;
  const weighed = measuredCandidates(candidates, among, (accountId, { channel }) =>
    board.routeOf(accountId, channel),
  );
  const found: MeasuredChoice = chooseMeasured(
    candidates.length,
    weighed,
    { ...scene, value },
    isForced,
    (request) => board.decide(rules.tenantId, request, now, draw),
  );
  const isAnyFit = weighed.some(({ option }) => option.isAvailable);
  return {
    strategy: "SMART",
    ...{ steps, candidates },
    choice: openIfNeeded(candidates, found.choice),
    measured: found.measured,
    hold: isAnyFit ? found.hold : null,
    asked: found.asked,
  };
}

/** Where even the first is one whose circuit is open, all are. */
function openIfNeeded(candidates: readonly Candidate[], choice: VendorChoice): VendorChoice {
  const [first] = choice.order;
  const taken = first === undefined ? undefined : candidates[first];
  return taken !== undefined && isOpen(taken) ? { ...choice, reason: "MEASURED_OPEN" } : choice;
}
