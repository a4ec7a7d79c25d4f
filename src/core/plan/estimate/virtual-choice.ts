import type { StepOption } from "../../failover/engine-state.js";
import type { Candidate } from "../../route/candidate.js";
import type { RouteOdds } from "./route-odds.js";
import type { VirtualAttempt } from "./virtual-attempt.js";
import type { VirtualCell, VirtualMarket, VirtualStep } from "./virtual-market.js";
import {
  type OfferedStep,
  type OfferedVendor,
  type VirtualOrder,
  VirtualOrders,
} from "./virtual-order.js";
import { type ChoiceMoment, type VirtualScene, virtualScene } from "./virtual-scene.js";
import { VirtualWaits } from "./virtual-wait.js";

/** The vendor that an attempt goes to, and how long it waits. */
export interface TakenRoute {
  /** From 1. */
  readonly step: number;
  readonly vendorIndex: number;
  readonly candidate: Candidate;
  readonly odds: RouteOdds;
  readonly waitSec: number;
}

/** What is done: an attempt, nothing because something will probably arrive, or nothing at all. */
export type VirtualTake = TakenRoute | "PUT_OFF" | "NO_ROUTE";

/** One question, with what its parts share. */
interface Question {
  readonly cell: VirtualCell;
  readonly past: readonly VirtualAttempt[];
  readonly steps: readonly OfferedStep[];
  readonly scene: VirtualScene;
  readonly moment: ChoiceMoment;
}

/** Chooses vendors and waits of virtual sends by the rules of real ones; remembers what recurs. */
export class VirtualChoice {
  readonly #market: VirtualMarket;
  readonly #orders: VirtualOrders;
  readonly #waits: VirtualWaits;
  readonly #offered = new Map<VirtualStep, Map<number, readonly Candidate[]>>();

  constructor(market: VirtualMarket) {
    this.#market = market;
    this.#orders = new VirtualOrders(market);
    this.#waits = new VirtualWaits(market);
  }

  /** What to do of the engine's options, best first. */
  take(
    cell: VirtualCell,
    past: readonly VirtualAttempt[],
    options: readonly StepOption[],
    moment: ChoiceMoment,
  ): VirtualTake {
    const cause = options[0]?.cause ?? "first";
    const scene = virtualScene(this.#market, cell, past, cause, moment);
    const capMicros = this.#capLeft(past);
    const steps = options.flatMap((option) => this.#offer(cell, option, capMicros) ?? []);
    const question = { cell, past, steps, scene, moment };
    const begins = cause === "first" || cause === "resend";
    if (begins && this.#market.spec.order === "SMART") {
      const merged = mergedSteps(steps);
      const order = this.#orders.acrossSteps(merged, scene, moment.draw);
      return this.#taken(question, order) ?? "NO_ROUTE";
    }
    const isForced = begins || steps[0]?.step.waitSec !== null;
    for (const one of steps) {
      const order = this.#orders.inStep(one, scene, isForced, moment.draw);
      if (order.hold !== null && order.hold !== "NO_VALUE") {
        return order.hold === "PROBABLY_ARRIVED" ? "PUT_OFF" : "NO_ROUTE";
      }
      const taken = this.#taken(question, order);
      if (taken !== null) {
        return taken;
      }
    }
    return "NO_ROUTE";
  }

  /** How much less likely a message arrives after what was lost on the way that it shares. */
  lossShare(past: readonly VirtualAttempt[], { upstream }: RouteOdds): number {
    const lost = past.filter(
      ({ isAccepted, arrivesSec, odds }) =>
        isAccepted && arrivesSec === null && odds.upstream === upstream,
    );
    return this.#market.sameUpstream ** lost.length;
  }

  #taken(question: Question, order: VirtualOrder): TakenRoute | null {
    const [first] = order.vendors;
    if (first === undefined) {
      return null;
    }
    const { candidate, odds, option } = first;
    const { scene, moment } = question;
    const waitSec = this.#waits.after(first, scene, order.isMeasured, moment, () =>
      this.#followers(question, order, first),
    );
    const { vendorIndex } = candidate;
    return { step: option.step, vendorIndex, candidate, odds, waitSec };
  }

  /** Who the plan lets follow, in its order: what is left of the step, else the next step. */
  #followers(
    { past, steps, scene, moment }: Question,
    order: VirtualOrder,
    taken: OfferedVendor,
  ): readonly OfferedVendor[] {
    const started = past.filter(({ round }) => round === moment.round);
    if (started.length + 1 >= this.#market.spec.maxAttempts) {
      return [];
    }
    const position = taken.option.step;
    const inStep = started.filter(({ step }) => step === position).length;
    const own = order.vendors.filter((one) => one !== taken && one.option.step === position);
    if (inStep + 1 < taken.step.maxAttempts && own.length > 0) {
      return own;
    }
    for (const other of mergedSteps(steps)) {
      if (other.option.step !== position) {
        const next = this.#orders.inStep(other, scene, true, moment.draw);
        if (next.vendors.length > 0) {
          return next.vendors;
        }
      }
    }
    return [];
  }

  #offer(cell: VirtualCell, option: StepOption, capMicros: number | null): OfferedStep | null {
    const step = this.#market.spec.steps[option.step - 1];
    const offered = cell.steps[option.step - 1];
    if (step === undefined || offered === undefined) {
      return null;
    }
    const mask = maskOf(offered, option.vendorIndexes, capMicros);
    const candidates = this.#candidates(offered, mask);
    const vendors = candidates.flatMap((candidate, index) => {
      const odds = offered.odds[index];
      return odds === undefined ? [] : [{ step, option, candidate, odds }];
    });
    return { option, step, vendors, mask };
  }

  /** The candidates of a step, those that may not be tried now marked so. */
  #candidates(offered: VirtualStep, mask: number): readonly Candidate[] {
    const known = this.#offered.get(offered) ?? new Map<number, readonly Candidate[]>();
    this.#offered.set(offered, known);
    const found =
      known.get(mask) ??
      offered.candidates.map((candidate) =>
        (mask & (1 << candidate.vendorIndex)) === 0
          ? { ...candidate, skippedBecause: candidate.skippedBecause ?? "ALREADY_TRIED" }
          : candidate,
      );
    known.set(mask, found);
    return found;
  }

  /** What is left of the plan's cap; null = it has none. */
  #capLeft(past: readonly VirtualAttempt[]): number | null {
    const cap = this.#market.spec.maxCostPerSendMicros;
    return cap === null
      ? null
      : past.reduce((left, attempt) => left - heldMicros(attempt), Number(cap));
  }
}

/** A bit for every vendor that may be tried and paid. */
function maskOf(
  { candidates }: VirtualStep,
  vendorIndexes: readonly number[],
  capMicros: number | null,
): number {
  return candidates.reduce((bits, { vendorIndex, tenantPriceMicros }) => {
    const isPaid = capMicros === null || Number(tenantPriceMicros ?? 0n) <= capMicros;
    return vendorIndexes.includes(vendorIndex) && isPaid ? bits | (1 << vendorIndex) : bits;
  }, 0);
}

/** A resend gives a step in turns, fresh vendors first: here it is one again. */
function mergedSteps(steps: readonly OfferedStep[]): readonly OfferedStep[] {
  const byStep = new Map<number, OfferedStep>();
  for (const one of steps) {
    const known = byStep.get(one.option.step);
    byStep.set(one.option.step, known === undefined ? one : merged(known, one));
  }
  return [...byStep.values()];
}

function merged(one: OfferedStep, other: OfferedStep): OfferedStep {
  const vendors = one.vendors.map((vendor, index) => {
    const again = other.vendors[index];
    return vendor.candidate.skippedBecause === "ALREADY_TRIED" && again !== undefined
      ? again
      : vendor;
  });
  return { ...one, vendors, mask: one.mask | other.mask };
}

function heldMicros({ status, isBilledOnDelivery, priceMicros }: VirtualAttempt): number {
  const isReleased = status === "REJECTED" || (isBilledOnDelivery && status === "UNDELIVERED");
  return isReleased ? 0 : priceMicros;
}
