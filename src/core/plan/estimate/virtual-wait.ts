import { planWait } from "../../route/measured/plan-wait.js";
import type { RouteOption } from "../../route/measured/route-request.js";
import { waitOf } from "../../route/wait.js";
import type { RouteOdds } from "./route-odds.js";
import type { VirtualMarket } from "./virtual-market.js";
import type { OfferedVendor } from "./virtual-order.js";
import type { ChoiceMoment, VirtualScene } from "./virtual-scene.js";

/** Below this many attempts a latency says too little to wait by. */
const evidenceMin = 20;
/** Of those that may follow these are looked at, the plan's next first. */
const followersMax = 6;
/** Of followers that measured routing may order these are weighed. */
const smartNexts = 4;
const microsPerUnit = 1e6;

/** Waits of virtual attempts by the rules of real ones. */
export class VirtualWaits {
  readonly #market: VirtualMarket;
  /** The waits of first attempts, which differ by nothing. */
  readonly #firsts = new Map<RouteOdds, number>();

  constructor(market: VirtualMarket) {
    this.#market = market;
  }

  /** Seconds that an attempt waits; where no timer is worth it, until the plan's time is up. */
  after(
    { step, candidate, odds }: OfferedVendor,
    scene: VirtualScene,
    isMeasured: boolean,
    { nowSec }: ChoiceMoment,
    followersOf: () => readonly OfferedVendor[],
  ): number {
    if (step.waitSec !== null) {
      return step.waitSec;
    }
    if (odds.route === null || (!isMeasured && odds.evidence < evidenceMin)) {
      return waitOf(null).waitMs / 1000;
    }
    const isFirst = scene.attempts.length === 0;
    const known = isFirst ? this.#firsts.get(odds) : undefined;
    if (known !== undefined) {
      return known;
    }
    const { view, parameters } = this.#market;
    const followers = followersOf();
    const others = followers.slice(0, followersMax).flatMap(optionOf);
    const nexts = followers[0]?.step.strategy === "SMART" ? smartNexts : 1;
    const options = [...optionOf({ candidate, odds }), ...others];
    const at = scene.nowAtSec;
    const { waitSec } = planWait(view, { ...scene, options }, nexts, false, at, parameters);
    // Where the code has to be typed in, or the message read, people need their time, too.
    const personSec = step.waitFor === "DELIVERED" ? 0 : parameters.confirmSec;
    const leftSec = Math.max(0, scene.deadlineSec - nowSec);
    const found = waitSec === null ? leftSec : Math.min(leftSec, waitSec + personSec);
    if (isFirst) {
      this.#firsts.set(odds, found);
    }
    return found;
  }
}

function optionOf({
  candidate,
  odds,
}: Pick<OfferedVendor, "candidate" | "odds">): readonly RouteOption[] {
  const { tenantPriceMicros, price } = candidate;
  return odds.route === null
    ? []
    : [
        {
          route: odds.route,
          price: Number(tenantPriceMicros ?? 0n) / microsPerUnit,
          isBilledOnDelivery: price?.billedOn === "DELIVERED",
          isAvailable: true,
        },
      ];
}
