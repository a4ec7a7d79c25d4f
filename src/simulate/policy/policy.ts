import type { AttemptCause, RouteEvent } from "../../core/route/measured/route-event.js";
import type { MarketRoute } from "../../market/market-parts.js";
import type { LiveSend } from "../live-send.js";

/** What a policy wants done for a send now. */
export interface Choice {
  /** Null = nothing is sent now. */
  readonly route: MarketRoute | null;
  /** Seconds until the policy is asked again (cause TIMER) unless a receipt comes; null = never. */
  readonly waitSec: number | null;
  /** Seconds after a receipt "delivered" until it is asked again all the same; null = never. */
  readonly confirmSec: number | null;
  readonly isProbe: boolean;
  /** True when nothing is sent because the request does not look genuine, or is worth nothing. */
  readonly isRefused: boolean;
}

/** What a policy may look at beside the send. */
export interface Offers {
  /** What a message costs now, micro-units; null = not offered there, or no room in the budget. */
  priceMicros(route: MarketRoute, send: LiveSend): number | null;
  /** Money of the running budget period; null = there is no budget. */
  budget(): BudgetFacts | null;
}

export interface BudgetFacts {
  readonly usedMicros: number;
  readonly limitMicros: number;
  readonly endSec: number;
}

/** A way to choose vendors and moments. It sees what a platform would see, and nothing else. */
export interface Policy {
  /** The next attempt of a send; asked only while one is allowed. */
  choose(send: LiveSend, cause: AttemptCause, atSec: number, offers: Offers): Choice;
  /** Everything that happens, for policies that learn. */
  hear?(event: RouteEvent): void;
  /** Called before each request, with the budget as it stands. */
  pace?(budget: BudgetFacts, atSec: number): void;
}

/** Nothing is sent, and nobody is asked again. */
export const noChoice: Choice = {
  route: null,
  waitSec: null,
  confirmSec: null,
  isProbe: false,
  isRefused: false,
};
