import { guardModeOf } from "../core/guard/guard-mode.js";
import { numberPrefix } from "../core/guard/number-prefix.js";
import { unitsOf } from "../core/route/choose-measured.js";
import { routeParameters } from "../core/route/measured/parameters.js";
import type { AttemptPlan, DecisionPorts } from "./attempt-plan.js";
import { atSecOf } from "./measured-board.js";
import { networkOf } from "./measured-scene.js";
import type { SendWork } from "./send-work.js";

/** Above this chance that a genuine person asks nothing is refused. */
const genuineFrom = 0.5;

/**
 * The pump guard's word on a new send that could be made: true = it is refused, because codes sent
 * to numbers like this one are not typed in, so that it is not worth its price. Some of what would
 * be refused goes through, to learn whether it still is an attack. Counts what it judged. O(1).
 *
 * @param value V, in units of the tenant's currency
 * @param draw  uniform in [0, 1)
 */
export function guardSend(
  work: SendWork,
  plan: AttemptPlan,
  { metrics }: Pick<DecisionPorts, "metrics">,
  value: number,
  now: Date,
  draw: number,
): boolean {
  const { send, view } = work;
  const prefix = numberPrefix(work.secrets?.phone ?? null);
  const { accountId, channel } = plan.candidate;
  if (plan.cause !== "first" || prefix === null || accountId === null) {
    return false;
  }
  const mode = guardModeOf(view.rules.guardRules ?? [], "PREFIX_RATE", send.country);
  const board = view.measured;
  const seen = board.viewOf(view.rules.tenantId);
  const cell = board.cellOf(send.country, networkOf(work));
  const genuine = mode === "OFF" ? 1 : seen.genuine(cell, prefix, atSecOf(now));
  if (genuine >= genuineFrom) {
    return false;
  }
  const { success } = seen.route(board.routeOf(accountId, channel), cell, atSecOf(now));
  if (value * genuine * success > unitsOf(plan.priceMicros)) {
    return false;
  }
  if (mode === "MONITOR") {
    metrics.guardJudged("would_refuse");
    return false;
  }
  // Where measured routing decided, it has drawn who goes through.
  const isLetThrough =
    plan.order.measured !== null || (draw * 8191) % 1 < routeParameters.guard.letThrough;
  metrics.guardJudged(isLetThrough ? "let_through" : "refused");
  return !isLetThrough;
}
