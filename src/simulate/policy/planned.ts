import { BudgetPacing } from "../../core/route/measured/budget-pacing.js";
import { demandCurve } from "../../core/route/measured/demand-curve.js";
import type { EstimateView } from "../../core/route/measured/estimate-view.js";
import type { RouteDecision, DecideRequest } from "../../core/route/measured/route-request.js";
import { routeParameters } from "../../core/route/measured/parameters.js";
import type { AttemptCause } from "../../core/route/measured/route-event.js";
import { coin, mixKeys } from "../../market/coin.js";
import type { Market } from "../../market/market.js";
import type { LiveSend } from "../live-send.js";
import { allowedRoutes } from "./allowed-routes.js";
import type { BudgetFacts, Choice, Offers } from "./policy.js";

const microsPerUnit = 1e6;
const drawSalt = 41;

/** Asks the planner, and keeps the pace of a budget: what the learner and the clairvoyant share. */
export class Planned {
  readonly #market: Market;
  readonly #routes: ReturnType<typeof allowedRoutes>;
  readonly #pacing = new BudgetPacing(routeParameters.pacing);
  readonly #floor: number;
  readonly #view: EstimateView;
  #hasBudget = false;

  /**
   * @param floor least chance of every usable route at a first attempt
   * @param view  what decisions rest on
   */
  constructor(market: Market, floor: number, view: EstimateView) {
    this.#market = market;
    this.#routes = allowedRoutes(market);
    this.#floor = floor;
    this.#view = view;
  }

  pace(budget: BudgetFacts, atSec: number): void {
    const facts = {
      usedUp: budget.usedMicros / microsPerUnit,
      limit: budget.limitMicros / microsPerUnit,
      periodEndSec: budget.endSec,
    };
    this.#hasBudget = true;
    this.#pacing.advance(facts, atSec);
  }

  choose(
    send: LiveSend,
    cause: AttemptCause,
    atSec: number,
    offers: Offers,
    decide: (request: DecideRequest, draw: number) => RouteDecision,
  ): Choice {
    const sendKey = mixKeys(this.#market.seed, send.key);
    const draw = coin(mixKeys(sendKey, 16 * send.attempts.length + send.resends), drawSalt);
    const request = this.#request(send, cause, offers);
    const decision = decide(request, draw);
    const { act, chosen, holdReason, waitSec, confirmSec, isProbe } = decision;
    const route = act === "TRY" && chosen !== null ? (this.#routes[chosen] ?? null) : null;
    // Those that are not worth their price count, too: else a price that is too high stays so.
    if (cause === "FIRST" && holdReason !== "PUMPED") {
      const isWanted = this.#hasBudget && this.#pacing.wants(atSec);
      const recent = isWanted
        ? { demand: demandCurve(this.#view, request, atSec, routeParameters), otherPrices: () => 0 }
        : null;
      this.#pacing.requested(atSec, recent);
    }
    const isRefused = holdReason === "PUMPED" || holdReason === "NO_VALUE";
    return { route, waitSec, confirmSec, isProbe, isRefused };
  }

  #request(send: LiveSend, cause: AttemptCause, offers: Offers): DecideRequest {
    const { plan } = this.#market.scenario;
    return {
      cause,
      cell: send.cell.index,
      prefix: send.prefix,
      requestedAtSec: send.requestedAtSec,
      attempts: send.attempts.map(({ route, submittedAtSec, outcome }) => ({
        route: route.index,
        submittedAtSec,
        outcome,
      })),
      resends: send.resends,
      options: this.#routes.map((route) => {
        const priceMicros = offers.priceMicros(route, send);
        return {
          route: route.index,
          price: (priceMicros ?? 0) / microsPerUnit,
          isBilledOnDelivery: route.bill === "delivery",
          isAvailable: priceMicros !== null,
        };
      }),
      value: plan.value_per_verified,
      shadowPrice: this.#pacing.shadowPrice,
      floor: this.#floor,
      deadlineSec: plan.failover_deadline_s,
      attemptsMax: plan.max_attempts,
      mayDuplicate: true,
      guard: "ENFORCE",
    };
  }
}
