import type { PlanStep } from "../../plan/plan.js";
import { chooseMeasured, measuredCandidates, unitsOf } from "../choose-measured.js";
import { chooseVendor } from "../choose-vendor.js";
import { decideRoute } from "../measured/decide-route.js";
import { MeasuredRouter } from "../measured/measured-router.js";
import { routeParameters } from "../measured/parameters.js";
import { planWait } from "../measured/plan-wait.js";
import type { RouteEvent } from "../measured/route-event.js";
import type { DecideRequest, RouteOption } from "../measured/route-request.js";
import { RouteSpace } from "../measured/route-space.js";
import { objectiveValue } from "../objective-value.js";
import type { RoutingPolicy } from "../routing-policy.js";
import { waitOf } from "../wait.js";
import type { KnownSend } from "./known-send.js";
import { eventsOf, LoggedSpace } from "./logged-events.js";
import type { OfferBook, OfferedRoutes } from "./offered-routes.js";
import type { ReplayChance, ReplayMoment, ReplayRoutes } from "./replay-log.js";

/** What measured routing would have made of a step's routes at a first attempt. */
interface Learned {
  readonly chances: readonly (ReplayChance & { readonly step: number })[];
  /** By route; absent = not weighed. */
  readonly worths: ReadonlyMap<string, number>;
}

const everyStep = -1;
const slotMs = 3_600_000;
const chunk = 100;
/** Below this many attempts a latency says too little to wait by. */
const evidenceMin = 20;
const followersMax = 6;
const smartNexts = 4;

/**
 * What measured routing would have chosen, and how long it would have waited, hour by hour, had it
 * learned from this log alone: it hears of every send as it happened, and is asked at the first
 * send of each cell in each hour.
 */
export class LearnedChoices {
  readonly #choices = new Map<string, Learned>();
  readonly #waits = new Map<string, number>();

  /** @param moment any in the hour and cell. @param step its index; null = of all steps */
  first(moment: ReplayMoment, step: number | null): Learned {
    const key = `${slotOf(moment)} ${step ?? everyStep}`;
    return this.#choices.get(key) ?? { chances: [], worths: new Map() };
  }

  /** Chances of what follows: the best of the rest, and a few of the others. */
  next(moment: ReplayMoment, step: number, without: ReadonlySet<string>): readonly ReplayChance[] {
    const rest = this.first(moment, step).chances.filter(({ route }) => !without.has(route));
    const { worths } = this.first(moment, step);
    const [best, ...others] = rest.toSorted(
      (one, other) => (worths.get(other.route) ?? -1) - (worths.get(one.route) ?? -1),
    );
    if (best === undefined) {
      return [];
    }
    const explored = others.length === 0 ? 0 : routeParameters.followUpExploration;
    return [
      { route: best.route, chance: 1 - explored },
      ...others.map(({ route }) => ({ route, chance: explored / others.length })),
    ];
  }

  /** Ms that an attempt of an adaptive step waits. */
  waitMs(moment: ReplayMoment, step: number, route: string): number {
    return this.#waits.get(`${slotOf(moment)} ${step} ${route}`) ?? waitOf(null).waitMs;
  }

  keepChoice(moment: ReplayMoment, step: number | null, learned: Learned): void {
    this.#choices.set(`${slotOf(moment)} ${step ?? everyStep}`, learned);
  }

  keepWait(moment: ReplayMoment, step: number, route: string, waitMs: number): void {
    this.#waits.set(`${slotOf(moment)} ${step} ${route}`, waitMs);
  }
}

/** What the learner is asked about. */
export interface LearnedPlan {
  readonly offers: OfferBook;
  readonly policy: RoutingPolicy;
  readonly routes: ReplayRoutes;
}

/** True where a plan asks measured routing for vendors or waits. */
export function asksMeasured({ offers }: Pick<LearnedPlan, "offers">): boolean {
  const { order, steps } = offers.spec;
  const asks = ({ strategy, waitSec }: PlanStep): boolean =>
    strategy === "SMART" || waitSec === null;
  return order === "SMART" || steps.some(asks);
}

/**
 * Learns a log in its order and asks as it goes. Pauses now and then. About 15 µs per event and
 * 100 µs per cell, hour and step.
 *
 * @param sends by time
 */
export function* learnChoices(
  sends: readonly KnownSend[],
  plan: LearnedPlan,
): Generator<void, LearnedChoices> {
  const space = new LoggedSpace(new RouteSpace(), plan.routes);
  const router = new MeasuredRouter(space.space);
  const choices = new LearnedChoices();
  const asked = new Set<string>();
  for (const { event, isPause } of eventsInOrder(sends, space)) {
    if (event.kind === "asked") {
      const slot = slotOf(event.of);
      if (!asked.has(slot)) {
        asked.add(slot);
        new Asking(router, space, plan, choices, event.of).ask();
        yield;
      }
    } else {
      router.learn(event);
    }
    if (isPause) {
      yield;
    }
  }
  return choices;
}

type AskedEvent = RouteEvent | { readonly kind: "asked"; readonly atSec: number; of: KnownSend };

/**
 * What happened to sends, and that they were asked for, in the order of time. Nothing happens to a
 * send before it is asked for: what lies before the next send's request is complete.
 */
function* eventsInOrder(
  sends: readonly KnownSend[],
  space: LoggedSpace,
): Generator<{ readonly event: AskedEvent; readonly isPause: boolean }, void> {
  let open: AskedEvent[] = [];
  for (let from = 0; from < sends.length; from += chunk) {
    for (const send of sends.slice(from, from + chunk)) {
      open.push(...eventsOf(send, space), { kind: "asked", atSec: send.atMs / 1000, of: send });
    }
    open.sort((one, other) => one.atSec - other.atSec);
    const next = sends[from + chunk];
    const untilSec = next === undefined ? Number.POSITIVE_INFINITY : next.atMs / 1000;
    const end = open.findIndex(({ atSec }) => atSec >= untilSec);
    const done = end === -1 ? open : open.slice(0, end);
    open = end === -1 ? [] : open.slice(end);
    for (const [index, event] of done.entries()) {
      yield { event, isPause: index % chunk === 0 };
    }
  }
}

/** What is asked at one moment in one cell. */
class Asking {
  readonly #atSec: number;
  readonly #offered: readonly OfferedRoutes[];
  readonly #value: number;

  constructor(
    private readonly router: MeasuredRouter,
    private readonly space: LoggedSpace,
    private readonly plan: LearnedPlan,
    private readonly choices: LearnedChoices,
    private readonly send: KnownSend,
  ) {
    const { offers, policy } = plan;
    this.#atSec = send.atMs / 1000;
    this.#offered = offers.spec.steps.map((_, step) =>
      offers.at(step, { ...send, hasEmail: true }),
    );
    const prices = this.#offered.flatMap(({ candidates }) =>
      candidates.flatMap(({ tenantPriceMicros }) =>
        tenantPriceMicros === null ? [] : [unitsOf(tenantPriceMicros)],
      ),
    );
    const worth = policy.valuePerVerifiedMicros;
    const known = worth === null ? null : unitsOf(worth);
    this.#value = objectiveValue(offers.spec.objective, prices, known);
  }

  ask(): void {
    const { spec } = this.plan.offers;
    this.router.advance(this.#atSec);
    if (spec.order === "SMART") {
      this.#choose(
        null,
        spec.steps.map((_, step) => step),
      );
    }
    spec.steps.forEach(({ strategy }, step) => {
      if (strategy === "SMART") {
        this.#choose(step, [step]);
      }
    });
    spec.steps.forEach(({ waitSec }, step) => {
      if (waitSec === null) {
        this.#wait(step);
      }
    });
  }

  /** Among all vendors of SMART steps, and of others the one that their own strategy puts first. */
  #choose(kept: number | null, steps: readonly number[]): void {
    const { spec } = this.plan.offers;
    const places = steps.flatMap((step) => {
      const offered = this.#offered[step];
      const isSmart = spec.steps[step]?.strategy === "SMART";
      const first = offered === undefined || isSmart ? null : this.#firstOf(step);
      return (offered?.candidates ?? []).map((candidate, index) => ({
        step,
        candidate,
        route: offered?.routes[index] ?? null,
        isWeighed: first === null || first === index,
      }));
    });
    const candidates = places.map(({ candidate }) => candidate);
    const among = places.flatMap(({ isWeighed, route }, index) =>
      isWeighed && route !== null ? [index] : [],
    );
    const weighed = measuredCandidates(candidates, among, (accountId, { channel }) =>
      this.space.routeOf(`${accountId} ${channel}`),
    );
    const view = this.router.viewOf(0);
    const { choice, measured } = chooseMeasured(
      candidates.length,
      weighed,
      this.#scene(),
      true,
      (request) => decideRoute(view, request, this.#atSec, 0.5, routeParameters),
    );
    const worths = new Map<string, number>();
    const chances = places.flatMap(({ route, step }, index) => {
      const score = measured.scores[index];
      if (route === null || score === null || score === undefined || score.worth === null) {
        return [];
      }
      worths.set(route, score.worth);
      return [{ route, step, chance: choice.probabilities[index] ?? 0 }];
    });
    this.choices.keepChoice(this.send, kept, { chances, worths });
  }

  #firstOf(step: number): number | null {
    const strategy = this.plan.offers.spec.steps[step]?.strategy ?? "PRIORITY";
    const candidates = this.#offered[step]?.candidates ?? [];
    return strategy === "SMART" ? null : (chooseVendor(strategy, candidates, 0).order[0] ?? -1);
  }

  #wait(step: number): void {
    const { spec } = this.plan.offers;
    const view = this.router.viewOf(0);
    const cell = this.space.cellOf(this.send);
    const own = spec.steps[step] as PlanStep;
    const options = this.#optionsOf(step);
    for (const first of options) {
      const isMeasured = own.strategy === "SMART";
      const { evidence } = view.route(first.option.route, cell, this.#atSec);
      if (!isMeasured && evidence < evidenceMin) {
        continue;
      }
      const rest = own.maxAttempts > 1 ? options.filter((one) => one !== first) : [];
      const next = rest.length > 0 ? step : step + 1;
      const followers = rest.length > 0 ? rest : this.#optionsOf(next);
      const others = followers.slice(0, followersMax).map(({ option }) => option);
      const nexts = spec.steps[next]?.strategy === "SMART" ? smartNexts : 1;
      const request = { ...this.#scene(), options: [first.option, ...others] };
      const { waitSec } = planWait(view, request, nexts, false, this.#atSec, routeParameters);
      // Where the code has to be typed in, or the message read, people need their time, too.
      const personSec = own.waitFor === "DELIVERED" ? 0 : routeParameters.confirmSec;
      const found = waitSec === null ? spec.code.ttlSec : waitSec + personSec;
      this.choices.keepWait(this.send, step, first.route, Math.round(found * 1000));
    }
  }

  /** The vendors of a step, best first as far as that is known. */
  #optionsOf(step: number): readonly { readonly route: string; readonly option: RouteOption }[] {
    const { candidates, routes } = this.#offered[step] ?? { candidates: [], routes: [] };
    const { worths } = this.choices.first(this.send, step);
    const options = candidates.flatMap(({ skippedBecause, tenantPriceMicros, price }, index) => {
      const route = routes[index] ?? null;
      return route === null || skippedBecause !== null || tenantPriceMicros === null
        ? []
        : [
            {
              route,
              option: {
                route: this.space.routeOf(route),
                price: unitsOf(tenantPriceMicros),
                isBilledOnDelivery: price?.billedOn === "DELIVERED",
                isAvailable: true,
              },
            },
          ];
    });
    return options.toSorted(
      (one, other) => (worths.get(other.route) ?? 0) - (worths.get(one.route) ?? 0),
    );
  }

  #scene(): Omit<DecideRequest, "options"> {
    const { offers, policy } = this.plan;
    const { maxAttempts, deadlineSec, code } = offers.spec;
    return {
      cause: "FIRST",
      cell: this.space.cellOf(this.send),
      prefix: null,
      requestedAtSec: this.#atSec,
      attempts: [],
      resends: 0,
      value: this.#value,
      shadowPrice: 0,
      floor: policy.explorationRate,
      deadlineSec: Math.min(deadlineSec, code.ttlSec),
      attemptsMax: maxAttempts,
      mayDuplicate: true,
      guard: "OFF",
    };
  }
}

function slotOf({ cell, atMs }: Pick<ReplayMoment, "cell" | "atMs">): string {
  return `${Math.floor(atMs / slotMs)} ${cell}`;
}
