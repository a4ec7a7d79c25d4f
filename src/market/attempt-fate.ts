import { coin, lognormalDraw, mixKeys } from "./coin.js";
import type { Market } from "./market.js";
import type { Conditions, MarketCell, MarketRoute } from "./market-parts.js";

/** One message handed to a route. */
export interface AttemptContext {
  /** A key of the send (or of its recipient): facts of the number hang on it alone. */
  readonly sendKey: number;
  readonly cell: MarketCell;
  readonly route: MarketRoute;
  /** 0 for the send's first attempt on this route. */
  readonly attemptOnRoute: number;
  /** Seconds since the scenario's start. */
  readonly atSec: number;
  /** Earlier attempts of the send on the same upstream that did not arrive. */
  readonly lostOnUpstream: number;
  /** How long the message waits for the route's `cap_per_s`; above 15 s it is refused. */
  readonly queueSec: number;
  /** Attack sends use live numbers and never convert. */
  readonly isAttack: boolean;
}

/** Everything that will happen to an attempt. Times are seconds after the hand-over. */
export interface AttemptFate {
  readonly refusedBecause: "not_offered" | "queue_full" | "refused" | null;
  readonly answeredAfterSec: number;
  /** The way to the handset, whether or not it gets there; 0 when refused. */
  readonly latencySec: number;
  /** When it reaches the handset; null = never. */
  readonly arrivesAfterSec: number | null;
  readonly receipt: { readonly isDelivered: boolean; readonly afterSec: number } | null;
  /** Why it does not arrive; null when it does or was refused. */
  readonly lossCause: "dead_number" | "not_on_channel" | "lost" | null;
  readonly isBilled: boolean;
  /** In the market's currency, 0 when refused for want of an offer. */
  readonly price: number;
}

const queueSecMax = 15;
const queueRefusalSec = 0.2;
const answerSec = 0.3;

// Questions asked of a send's key, then of an attempt's; a lognormal draw takes two numbers.
const ask = { dead: 1, whatsapp: 2 } as const;
const askAttempt = {
  accept: 1,
  deliver: 2,
  tail: 3,
  latency: 4,
  coverage: 6,
  lie: 7,
  failReport: 8,
  receiptDelay: 9,
} as const;

/**
 * The fate of one attempt in a market: a pure function of the seed, the send, the route and the
 * attempt's number on that route, so that two policies meet the same luck.
 */
export function attemptFate(market: Market, attempt: AttemptContext): AttemptFate {
  const { route, cell } = attempt;
  const now = market.at(route, cell, attempt.atSec);
  if (now === undefined) {
    return refused("not_offered", answerSec, 0);
  }
  if (attempt.queueSec > queueSecMax) {
    return refused("queue_full", queueRefusalSec, now.price);
  }
  const sendKey = mixKeys(market.seed, attempt.sendKey);
  const key = mixKeys(mixKeys(sendKey, route.key), attempt.attemptOnRoute);
  if (coin(key, askAttempt.accept) >= now.accept) {
    return refused("refused", answerSec, now.price);
  }
  const lossCause = lossOf(market, attempt, now, key);
  const latencySec = attempt.queueSec + handsetLatencySec(now, key);
  const receipt =
    lossCause === null
      ? deliveredReceipt(now, key, latencySec)
      : lossReceipt(now, key, latencySec, attempt, lossCause);
  return {
    refusedBecause: null,
    answeredAfterSec: answerSec,
    latencySec,
    arrivesAfterSec: lossCause === null ? latencySec : null,
    receipt,
    lossCause,
    // Nobody is told of a delivery without a receipt, so nobody bills it either.
    isBilled: route.bill === "accept" || receipt?.isDelivered === true,
    price: now.price,
  };
}

/** What is so of a number whatever is sent to it; e-mail addresses are never dead. */
export function numberFacts(
  market: Market,
  sendKey: number,
  cell: MarketCell,
): { readonly isDead: boolean; readonly hasWhatsapp: boolean } {
  const key = mixKeys(market.seed, sendKey);
  return {
    isDead: coin(key, ask.dead) < cell.dead,
    hasWhatsapp: coin(key, ask.whatsapp) >= cell.noWhatsapp,
  };
}

function refused(
  because: NonNullable<AttemptFate["refusedBecause"]>,
  answeredAfterSec: number,
  price: number,
): AttemptFate {
  return {
    refusedBecause: because,
    answeredAfterSec,
    latencySec: 0,
    arrivesAfterSec: null,
    receipt: null,
    lossCause: null,
    isBilled: false,
    price,
  };
}

function lossOf(
  market: Market,
  attempt: AttemptContext,
  now: Conditions,
  key: number,
): AttemptFate["lossCause"] {
  const { cell, route, isAttack, sendKey } = attempt;
  const facts = numberFacts(market, sendKey, cell);
  if (!isAttack && route.channel !== "email" && facts.isDead) {
    return "dead_number";
  }
  if (!isAttack && route.channel === "whatsapp" && !facts.hasWhatsapp) {
    return "not_on_channel";
  }
  const retry = market.scenario.user.same_upstream_retry ** attempt.lostOnUpstream;
  return coin(key, askAttempt.deliver) < now.deliver * retry ? null : "lost";
}

function handsetLatencySec(now: Conditions, key: number): number {
  const isTail = coin(key, askAttempt.tail) < now.tailP;
  const draw = lognormalDraw(key, askAttempt.latency, now.medianSec, now.sigma);
  return draw * (isTail ? now.tailMult : 1);
}

function deliveredReceipt(
  now: Conditions,
  key: number,
  latencySec: number,
): AttemptFate["receipt"] {
  if (coin(key, askAttempt.coverage) >= now.coverage) {
    return null;
  }
  return { isDelivered: true, afterSec: latencySec + between(key, 0.5, 2) };
}

function lossReceipt(
  now: Conditions,
  key: number,
  latencySec: number,
  attempt: AttemptContext,
  cause: NonNullable<AttemptFate["lossCause"]>,
): AttemptFate["receipt"] {
  if (coin(key, askAttempt.lie) < now.falseDelivered) {
    return { isDelivered: true, afterSec: latencySec + between(key, 0.5, 2) };
  }
  const told = cause === "not_on_channel" ? 0.95 : now.failReport;
  if (coin(key, askAttempt.failReport) >= told) {
    return null;
  }
  const delay = attempt.route.channel === "whatsapp" ? between(key, 1, 5) : between(key, 6, 46);
  return { isDelivered: false, afterSec: attempt.queueSec + delay };
}

function between(key: number, low: number, high: number): number {
  return low + (high - low) * coin(key, askAttempt.receiptDelay);
}
