import type { AttemptCause, RouteEvent } from "../measured/route-event.js";
import type { RouteSpace } from "../measured/route-space.js";
import type { KnownSend } from "./known-send.js";
import type { LoggedAttempt, ReplayRoutes } from "./replay-log.js";

/** The moment from which nothing of a send is waited for any more, ms after the request. */
const closedAfterMs = 600_000;

/** Numbers of what a log names. */
export class LoggedSpace {
  constructor(
    readonly space: RouteSpace,
    private readonly routes: ReplayRoutes,
  ) {}

  /** @param route account and channel */
  routeOf(route: string): number {
    const known = this.space.routeNumber(route);
    const channel = this.routes.channelOf(route);
    return (
      known ?? this.space.route({ id: route, channel, upstream: this.routes.upstreamOf(route) })
    );
  }

  cellOf({ country, cell }: Pick<KnownSend, "country" | "cell">): number {
    return country === ""
      ? this.space.cell({ id: "*", country: "*" })
      : this.space.cell({ id: cell, country });
  }
}

/** A logged send as the learner would have heard of it; in no order. */
export function eventsOf(send: KnownSend, space: LoggedSpace): readonly RouteEvent[] {
  const { place, atMs, attempts, typedMs, resendsMs } = send;
  const at = (ms: number): number => (atMs + ms) / 1000;
  const key = `${place}`;
  const events: RouteEvent[] = [
    { kind: "requested", atSec: at(0), send: key, cell: space.cellOf(send), prefix: null },
    { kind: "closed", atSec: at(closedAfterMs), send: key },
  ];
  for (const resentMs of resendsMs) {
    events.push({ kind: "resend", atSec: at(resentMs), send: key });
  }
  attempts.forEach((attempt, index) => {
    const { route, startedMs, rejectedMs, deliveredMs, failedMs } = attempt;
    const own = `${place}.${index}`;
    const cause = causeOf(attempt, attempts[index - 1]);
    events.push({
      kind: "submitted",
      atSec: at(startedMs),
      send: key,
      attempt: own,
      route: space.routeOf(route),
      cause,
      isProbe: false,
    });
    const answer = rejectedMs === null ? "accepted" : "rejected";
    events.push({ kind: answer, atSec: at(startedMs + (rejectedMs ?? 300)), attempt: own });
    const receiptMs = deliveredMs ?? failedMs;
    if (rejectedMs === null && receiptMs !== null) {
      const isDelivered = deliveredMs !== null;
      events.push({ kind: "receipt", atSec: at(startedMs + receiptMs), attempt: own, isDelivered });
    }
  });
  if (typedMs !== null) {
    const typed = attempts.findIndex((one) => one.typedMs !== null);
    events.push({
      kind: "verified",
      atSec: at(Math.min(typedMs, closedAfterMs - 1)),
      send: key,
      attempt: typed === -1 ? null : `${place}.${typed}`,
    });
  }
  return events;
}

function causeOf(attempt: LoggedAttempt, before: LoggedAttempt | undefined): AttemptCause {
  if (before === undefined) {
    return "FIRST";
  }
  if (attempt.isResend) {
    return "RESEND";
  }
  return before.rejectedMs !== null
    ? "REJECTED"
    : before.failedMs !== null
      ? "UNDELIVERED"
      : "TIMER";
}
