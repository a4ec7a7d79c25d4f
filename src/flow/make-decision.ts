import type { StepOption } from "../core/failover/engine-state.js";
import { duplicateRisk } from "../core/route/measured/plan-wait.js";
import type { Candidate } from "../core/route/candidate.js";
import type { DecideRequest } from "../core/route/measured/route-request.js";
import { scarceFrom } from "../core/route/measured/weigh-options.js";
import { type Wait, waitOf } from "../core/route/wait.js";
import type { AttemptPlan, Decided, DecisionPorts, EmptyStep, NoPlan } from "./attempt-plan.js";
import { adaptiveWait, type Follower } from "./adaptive-wait.js";
import {
  chooseAcrossSteps,
  chooseInStep,
  type ChoiceScene,
  type ChosenOrder,
  valueOf,
} from "./choose-in-step.js";
import { guardSend, notePumped } from "./guard-send.js";
import { atSecOf } from "./measured-board.js";
import { latestOfRound, measuredScene } from "./measured-scene.js";
import type { SendWork } from "./send-work.js";
import { type WeighedStep, weighStep } from "./weigh-step.js";

/** How long a needless message is put off when the tenant's cap is used up. */
const capPauseMs = 10_000;

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
  ports: DecisionPorts,
  now: Date,
  draw: number,
): Decided {
  const putOffUntil = capReached(work, options, ports, now);
  if (putOffUntil !== null) {
    return { plans: [], empty: [], noPlan: null, asked: null, putOffUntil };
  }
  const weighed = options.map((option) => weighStep(work, option, code, now));
  const round = new DecisionRound(work, weighed, ports, now, draw);
  const { plans, empty } = round.decide();
  const { asked } = round;
  if (plans.length === 0) {
    const held = round.whyHeld();
    if (held === "PUMPED_PREFIX") {
      ports.metrics.guardJudged("refused");
      notePumped(work, weighed, now);
    }
    if (held === "PROBABLY_ARRIVED" && mayPutOff(work)) {
      return { plans, empty: [], noPlan: null, asked, putOffUntil: work.send.expiresAt };
    }
    const noPlan = held === "PROBABLY_ARRIVED" ? "NOT_WORTH_ITS_PRICE" : held;
    return {
      ...{ plans, asked, putOffUntil: null },
      empty: held === null ? empty : [],
      noPlan: noPlan ?? whyNoPlan(weighed.flatMap(({ candidates }) => candidates)),
    };
  }
  const [first] = plans;
  const refusal =
    first === undefined ? null : guardSend(work, first, ports, () => round.value, now, draw);
  return refusal !== null
    ? { plans: [], empty: [], noPlan: refusal, asked, putOffUntil: null }
    : { plans, empty, noPlan: null, asked, putOffUntil: null };
}

/** One decision, with what its parts share. */
class DecisionRound {
  readonly #asked: ChosenOrder[] = [];
  #known: ChoiceScene | null = null;
  #value: number | null = null;

  constructor(
    private readonly work: SendWork,
    private readonly weighed: readonly WeighedStep[],
    private readonly ports: DecisionPorts,
    private readonly now: Date,
    private readonly draw: number,
  ) {}

  /** V of the send. */
  get value(): number {
    this.#value ??= valueOf(this.work, this.weighed);
    return this.#value;
  }

  /** What measured routing was asked about the first step; null = it was not. */
  get asked(): DecideRequest | null {
    return this.#asked[0]?.asked ?? null;
  }

  decide(): { readonly plans: readonly AttemptPlan[]; readonly empty: readonly EmptyStep[] } {
    const begins = ["first", "resend"].includes(this.weighed[0]?.option.cause ?? "");
    return begins && this.work.spec.order === "SMART" ? this.#acrossSteps() : this.#inOrder();
  }

  /** Why the planner wants nothing to be sent; null = it does not, or was not asked. */
  whyHeld(): NoPlan | "PROBABLY_ARRIVED" | null {
    const hold = this.#asked.find((order) => order.hold !== null)?.hold ?? null;
    switch (hold) {
      case null:
      case "NO_OPTION":
      case "EXHAUSTED":
        return null;
      case "PUMPED":
        return "PUMPED_PREFIX";
      case "PROBABLY_ARRIVED":
        return "PROBABLY_ARRIVED";
      case "NO_VALUE":
        return this.#scene().scene.shadowPrice > 0 ? "BUDGET_PACED" : "NOT_WORTH_ITS_PRICE";
    }
  }

  #inOrder(): { plans: AttemptPlan[]; empty: EmptyStep[] } {
    const plans: AttemptPlan[] = [];
    const empty: EmptyStep[] = [];
    for (const weighed of this.weighed) {
      const order = chooseInStep(weighed, this.draw, () => this.#scene());
      this.#asked.push(order);
      // A step that is not worth its price leaves room for one that is.
      if (order.hold !== null && order.hold !== "NO_VALUE" && plans.length === 0) {
        return { plans: [], empty: [] };
      }
      if (order.choice.order.length === 0 && plans.length === 0) {
        empty.push(order.hold === null ? emptyStepOf(weighed) : worthless(weighed));
      }
      plans.push(...this.#plansOf(order, [weighed]));
    }
    return { plans, empty };
  }

  #acrossSteps(): { plans: AttemptPlan[]; empty: EmptyStep[] } {
    const steps = mergedSteps(this.weighed);
    const order = chooseAcrossSteps(steps, this.draw, this.#scene());
    this.#asked.push(order);
    const plans = this.#plansOf(order, steps);
    const isUsable = ({ skippedBecause }: Candidate): boolean => skippedBecause === null;
    const empty = steps.filter(({ candidates }) => !candidates.some(isUsable)).map(emptyStepOf);
    return { plans, empty };
  }

  #scene(): ChoiceScene {
    this.#known ??= this.#newScene();
    return this.#known;
  }

  #newScene(): ChoiceScene {
    const { work, now, draw, value } = this;
    const [weighed] = this.weighed;
    const cause = weighed?.option.cause ?? "first";
    const scene = measuredScene(work, this.ports.desk, cause);
    const isAsked = cause === "first" || cause === "resend";
    // A wait that the plan itself names is no question to the planner; nor is a person's own
    // asking, unless a budget binds.
    const isAmple = scene.shadowPrice < scarceFrom;
    const isForced = isAmple && (isAsked || weighed?.step.waitSec !== null);
    return { work, scene, value, isForced, now, draw };
  }

  #plansOf(order: ChosenOrder, steps: readonly WeighedStep[]): AttemptPlan[] {
    const owners = steps.flatMap((one) => one.candidates.map(() => one));
    return order.choice.order.flatMap((place): AttemptPlan[] => {
      const candidate = order.candidates[place];
      const owner = owners[place];
      const priceMicros = candidate?.tenantPriceMicros;
      if (
        candidate === undefined ||
        owner === undefined ||
        priceMicros === undefined ||
        priceMicros === null
      ) {
        return [];
      }
      const { option, step } = owner;
      const wait = (): Wait => this.#waitOf(owner, order, place);
      const { cause } = option;
      return [{ position: option.step, step, cause, candidate, place, priceMicros, order, wait }];
    });
  }

  #waitOf(owner: WeighedStep, order: ChosenOrder, place: number): Wait {
    const { waitSec } = owner.step;
    if (waitSec !== null && order.measured === null) {
      return waitOf(waitSec);
    }
    const followers = this.#followersOf(owner, order, place);
    const candidate = order.candidates[place] as Candidate;
    const isProbe = order.choice.reason === "MEASURED_PROBE" && order.choice.order[0] === place;
    return adaptiveWait(
      this.#scene(),
      { step: owner.step, isMeasured: order.measured !== null, candidate, isProbe },
      followers,
    );
  }

  /** Who the plan lets follow, in its order: what is left of the step, else the next step. */
  #followersOf(owner: WeighedStep, order: ChosenOrder, place: number): readonly Follower[] {
    const { work, draw } = this;
    const { attempts, send, spec } = work;
    const started = attempts.filter(({ round }) => round === send.round);
    if (started.length + 1 >= spec.maxAttempts) {
      return [];
    }
    const position = owner.option.step;
    const inStep = started.filter(({ step }) => step === position).length;
    const taken = order.candidates[place];
    if (inStep + 1 < owner.step.maxAttempts) {
      const own = order.choice.order.flatMap((index) => {
        const candidate = order.candidates[index];
        return candidate !== undefined &&
          candidate !== taken &&
          owner.candidates.includes(candidate)
          ? [{ step: owner.step, position, candidate }]
          : [];
      });
      if (own.length > 0) {
        return own;
      }
    }
    // Who follows is asked of a send that the guard has let through.
    const scene = this.#scene();
    const after: ChoiceScene = {
      ...{ ...scene, isForced: true },
      scene: { ...scene.scene, guard: "OFF" },
    };
    for (const other of mergedSteps(this.weighed)) {
      if (other.option.step !== position) {
        const { choice, candidates } = chooseInStep(other, draw, () => after);
        const found = choice.order.flatMap((index): Follower[] => {
          const candidate = candidates[index];
          const { step, option } = other;
          return candidate === undefined ? [] : [{ step, position: option.step, candidate }];
        });
        if (found.length > 0) {
          return found;
        }
      }
    }
    return [];
  }
}

/** A resend gives a step in turns, fresh vendors first: here it is one again. */
function mergedSteps(weighed: readonly WeighedStep[]): readonly WeighedStep[] {
  const byStep = new Map<number, WeighedStep>();
  for (const one of weighed) {
    const known = byStep.get(one.option.step);
    byStep.set(one.option.step, known === undefined ? one : merged(known, one));
  }
  return [...byStep.values()];
}

function merged(one: WeighedStep, other: WeighedStep): WeighedStep {
  const candidates = one.candidates.map((candidate, index) => {
    const again = other.candidates[index];
    return candidate.skippedBecause === "ALREADY_TRIED" && again !== undefined ? again : candidate;
  });
  return { ...one, candidates };
}

function emptyStepOf({ option, candidates }: WeighedStep): EmptyStep {
  return {
    step: option.step,
    channel: option.channel,
    reasons: [...new Set(candidates.flatMap((one) => one.skippedBecause ?? []))],
  };
}

function worthless({ option }: WeighedStep): EmptyStep {
  return { step: option.step, channel: option.channel, reasons: ["NO_GAIN"] };
}

/**
 * When a timer may send another message; null = now. Bounds messages that nobody asked for while
 * the one before may still arrive, where the wait was ours and not the plan's.
 */
function capReached(
  work: SendWork,
  options: readonly StepOption[],
  { desk }: DecisionPorts,
  now: Date,
): Date | null {
  const last = latestOfRound(work);
  if (last === null || !isTimerDriven(work) || desk.bucketOf(work.view.rules).mayTake) {
    return null;
  }
  const scene = measuredScene(work, desk, options[0]?.cause ?? "auto_switch");
  const view = work.view.measured.viewOf(work.view.rules.tenantId);
  const isNeedless = duplicateRisk(view, scene, atSecOf(now)) >= 0.05;
  return isNeedless ? new Date(now.getTime() + capPauseMs) : null;
}

/** True when the next attempt of a send is made because an adaptive wait has ended. */
export function isTimerDriven(work: SendWork): boolean {
  const last = latestOfRound(work);
  const step = last === null ? undefined : work.spec.steps[last.step - 1];
  return step?.waitSec === null && mayPutOff(work);
}

/** True when only a wait that has ended, and no news, asks for the next attempt. */
function mayPutOff(work: SendWork): boolean {
  const status = latestOfRound(work)?.status;
  return status === "TIMED_OUT" || status === "DELIVERED";
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
