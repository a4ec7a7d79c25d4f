import type { EstimateView } from "./estimate-view.js";
import type { RouteParameters } from "./parameters.js";
import type { DecideRequest, OptionScore, RouteDecision } from "./route-request.js";

/**
 * Decides the next attempt of a send.
 *
 * @param view  what is known: learned, or true
 * @param atSec now
 * @param draw  uniform in [0, 1)
 * Pure. O(options).
 */
export function decideRoute(
  view: EstimateView,
  request: DecideRequest,
  atSec: number,
  draw: number,
  _parameters: RouteParameters,
): RouteDecision {
  const { options, value, shadowPrice, attempts } = request;
  const genuine = view.genuine(request.cell, request.prefix, atSec);
  const tried = new Set(attempts.map(({ route }) => route));
  const worths = options.map((option) => {
    const { success, delivered } = view.route(option.route, request.cell, atSec);
    const billed = option.isBilledOnDelivery ? delivered : 1;
    return value * genuine * success - (1 + shadowPrice) * option.price * billed;
  });
  const isOver =
    attempts.length >= request.attemptsMax ||
    (request.cause !== "RESEND" && atSec - request.requestedAtSec > request.deadlineSec);
  const usable = options.flatMap((option, index) =>
    option.isAvailable && !tried.has(option.route) && (worths[index] ?? 0) > 0 ? [index] : [],
  );
  const [best = null, next = null] = isOver
    ? []
    : usable.sort((a, b) => (worths[b] ?? 0) - (worths[a] ?? 0));
  const chosen =
    best !== null && attempts.length === 0 && draw < 0.02
      ? (usable[Math.floor((draw / 0.02) * usable.length)] ?? best)
      : best;
  const share = (index: number): number =>
    (index === best ? 0.98 : 0) + (usable.includes(index) ? 0.02 / usable.length : 0);
  const scores = options.map(({ route, isAvailable }, index): OptionScore => {
    const { success, trust, evidence, breaker } = view.route(route, request.cell, atSec);
    return {
      probability: chosen === null ? 0 : share(index),
      success,
      worth: worths[index] ?? null,
      trust,
      evidence,
      breaker,
      skipped: !isAvailable ? "NOT_AVAILABLE" : tried.has(route) ? "ALREADY_TRIED" : null,
    };
  });
  return {
    act: chosen === null ? "HOLD" : "TRY",
    holdReason: chosen === null ? (isOver ? "EXHAUSTED" : "NO_VALUE") : null,
    chosen,
    propensity: chosen === null ? 0 : share(chosen),
    isProbe: false,
    isLeastBad: false,
    waitSec: chosen === null || next === null ? null : 12,
    waitReason: chosen === null ? null : next === null ? "NOTHING_NEXT" : "GAIN",
    confirmSec: null,
    next,
    genuine,
    shadowPrice,
    scores,
  };
}
