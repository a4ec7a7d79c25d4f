import type { StepOption } from "../../failover/engine-state.js";
import type { Candidate } from "../../route/candidate.js";
import {
  chooseMeasured,
  type MeasuredCandidate,
  measuredCandidates,
} from "../../route/choose-measured.js";
import { chooseVendor } from "../../route/choose-vendor.js";
import { drawnOption } from "../../route/measured/choice.js";
import { decideRoute } from "../../route/measured/decide-route.js";
import type { HoldReason } from "../../route/measured/route-request.js";
import type { PlanStep } from "../plan.js";
import type { RouteOdds } from "./route-odds.js";
import type { VirtualMarket } from "./virtual-market.js";
import type { VirtualScene } from "./virtual-scene.js";

/** A vendor of a step that may be tried now. */
export interface OfferedVendor {
  readonly step: PlanStep;
  readonly option: StepOption;
  readonly candidate: Candidate;
  readonly odds: RouteOdds;
}

/** A step that may be tried now, with all of its vendors in plan order. */
export interface OfferedStep {
  readonly option: StepOption;
  readonly step: PlanStep;
  readonly vendors: readonly OfferedVendor[];
  /** What may be tried of it, as bits: the same for the same set. */
  readonly mask: number;
}

/** Vendors in the order in which to try them. */
export interface VirtualOrder {
  readonly vendors: readonly OfferedVendor[];
  /** True where measured routing chose. */
  readonly isMeasured: boolean;
  /** Why nothing is to be sent although vendors are to be had; null = something is. */
  readonly hold: HoldReason | null;
}

interface KnownOrder {
  readonly probabilities: readonly number[];
  readonly byFirst: Map<number, VirtualOrder>;
}

/** Puts vendors of virtual sends in order by the rules of real ones. */
export class VirtualOrders {
  readonly #market: VirtualMarket;
  /** First attempts differ by nothing but the draw. */
  readonly #firsts = new Map<string, KnownOrder>();

  constructor(market: VirtualMarket) {
    this.#market = market;
  }

  /** The vendors of one step, by its own strategy. */
  inStep(offered: OfferedStep, scene: VirtualScene, isForced: boolean, draw: number): VirtualOrder {
    const { step, vendors } = offered;
    if (step.strategy === "SMART") {
      const among = vendors.map((_, index) => index);
      return this.#measured([offered], among, scene, isForced, draw);
    }
    const candidates = vendors.map(({ candidate }) => candidate);
    const { order } = chooseVendor(step.strategy, candidates, draw);
    return { vendors: pick(vendors, order), isMeasured: false, hold: null };
  }

  /** The vendors of several steps: all of a SMART one, of another the one that it puts first. */
  acrossSteps(steps: readonly OfferedStep[], scene: VirtualScene, draw: number): VirtualOrder {
    const among: number[] = [];
    let from = 0;
    for (const { step, vendors } of steps) {
      const candidates = vendors.map(({ candidate }) => candidate);
      const isSmart = step.strategy === "SMART";
      const first = isSmart ? null : chooseVendor(step.strategy, candidates, draw).order[0];
      vendors.forEach((_, index) => {
        if (isSmart || index === first) {
          among.push(from + index);
        }
      });
      from += vendors.length;
    }
    return this.#measured(steps, among, scene, true, draw);
  }

  #measured(
    steps: readonly OfferedStep[],
    among: readonly number[],
    scene: VirtualScene,
    isForced: boolean,
    draw: number,
  ): VirtualOrder {
    const isFirst = scene.attempts.length === 0;
    const key = isFirst ? keyOf(steps, among, scene, isForced) : "";
    const known = isFirst ? this.#firsts.get(key) : undefined;
    const first = known === undefined ? null : drawnOption(known.probabilities, draw);
    const found = first === null ? undefined : known?.byFirst.get(first);
    if (found !== undefined) {
      return found;
    }
    const vendors = steps.flatMap((one) => one.vendors);
    const candidates = vendors.map(({ candidate }) => candidate);
    const weighed = measuredCandidates(
      candidates,
      among.filter((index) => (vendors[index]?.odds.route ?? null) !== null),
      (_, candidate) => vendors[candidates.indexOf(candidate)]?.odds.route ?? 0,
    );
    const order = this.#choose(vendors, weighed, scene, isForced, draw);
    if (isFirst) {
      const entry = known ?? { probabilities: order.probabilities, byFirst: new Map() };
      this.#firsts.set(key, entry);
      entry.byFirst.set(vendors.indexOf(order.vendors[0] as OfferedVendor), order);
    }
    return order;
  }

  #choose(
    vendors: readonly OfferedVendor[],
    weighed: readonly MeasuredCandidate[],
    scene: VirtualScene,
    isForced: boolean,
    draw: number,
  ): VirtualOrder & { readonly probabilities: readonly number[] } {
    const { view, parameters } = this.#market;
    const { choice, hold } = chooseMeasured(vendors.length, weighed, scene, isForced, (request) =>
      decideRoute(view, request, scene.nowAtSec, draw, parameters),
    );
    const isAnyFit = weighed.some(({ option }) => option.isAvailable);
    return {
      vendors: pick(vendors, choice.order),
      isMeasured: true,
      hold: isAnyFit ? hold : null,
      probabilities: choice.probabilities,
    };
  }
}

function keyOf(
  steps: readonly OfferedStep[],
  among: readonly number[],
  scene: VirtualScene,
  isForced: boolean,
): string {
  const places = steps.map(({ option, mask }) => `${option.step}:${mask}`).join(" ");
  return `${scene.cell} ${isForced} ${places} ${among.join(",")}`;
}

function pick(
  vendors: readonly OfferedVendor[],
  order: readonly number[],
): readonly OfferedVendor[] {
  return order.flatMap((index) => vendors[index] ?? []);
}
