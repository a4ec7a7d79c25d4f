import type { Channel } from "../../otp/status.js";
import type { RouteParameters } from "./parameters.js";
import type { PastAttempt } from "./route-request.js";
import type { RouteSpace } from "./route-space.js";

/** What a route may lose a message by that others share with it. */
interface SharedWay {
  readonly channel: Channel;
  readonly upstream: number;
}

/** How probably a message of a live number was lost, 0..1, and on which route. */
export interface PastLoss {
  readonly route: number;
  readonly lost: number;
}

type RepeatParameters = Pick<RouteParameters, "sameMessenger" | "sameUpstream">;

/** Channels on which a number is or is not, whatever the vendor. */
function isMessenger(channel: Channel): boolean {
  return (
    channel === "WHATSAPP" || channel === "TELEGRAM" || channel === "VIBER" || channel === "RCS"
  );
}

/** How much a follow-up is worth right after a loss of another: upstreams and messengers repeat. */
export function afterLossOf(
  lost: SharedWay,
  next: SharedWay,
  { sameMessenger, sameUpstream }: RepeatParameters,
): number {
  if (next.channel === lost.channel && isMessenger(next.channel)) {
    return sameMessenger;
  }
  return next.upstream === lost.upstream ? sameUpstream : 1;
}

/** The same after all earlier attempts of a send, were they all lost. */
export function lossShare(
  space: RouteSpace,
  attempts: readonly PastAttempt[],
  route: number,
  parameters: RepeatParameters,
): number {
  if (attempts.length === 0) {
    return 1;
  }
  const next = wayOf(space, route);
  let share = 1;
  for (const past of attempts) {
    if (past.outcome !== "REJECTED") {
      share *= afterLossOf(wayOf(space, past.route), next, parameters);
    }
  }
  return share;
}

/**
 * The same, as far as they were lost: how likely a message arrives at a live number, as a share of
 * what is usual. Whether one message was lost says nothing of the next but by what they share.
 */
export function shareAfter(
  space: RouteSpace,
  losses: readonly PastLoss[],
  route: number,
  parameters: RepeatParameters,
): number {
  if (losses.length === 0) {
    return 1;
  }
  const next = wayOf(space, route);
  let share = 1;
  for (const past of losses) {
    share *= 1 - past.lost * (1 - afterLossOf(wayOf(space, past.route), next, parameters));
  }
  return share;
}

function wayOf(space: RouteSpace, route: number): SharedWay {
  return { channel: space.channelOf(route), upstream: space.upstreamOf(route) };
}
