import { numberPrefix } from "../../core/guard/number-prefix.js";
import type { MeasuredRouter } from "../../core/route/measured/measured-router.js";
import type { AttemptCause, RouteEvent } from "../../core/route/measured/route-event.js";
import { cellFacts } from "../../flow/measured-names.js";
import type { Keyring } from "../../flow/keyring.js";
import type { RowNames } from "../../flow/measured-rows.js";
import type { TaughtEvent } from "./ports.js";

/** What translating events needs. */
export interface TeachPorts extends RowNames {
  readonly router: MeasuredRouter;
  readonly keyring: Pick<Keyring, "open">;
}

/** Older requests teach nothing any more, seconds: their outcomes could not be told in time. */
const tooLateSec = 900;

/** No news of a route: what was to be sent, or to whom, was wrong, or the account is stopped. */
const notTheRoutes: ReadonlySet<string> = new Set(["CONTENT", "ACCOUNT", "RECIPIENT_PERMANENT"]);

/** Lets a router learn from one event of the log. `clockSec` = how far its time has come. */
export function teach(ports: TeachPorts, event: TaughtEvent, clockSec: number): void {
  const atSec = event.at.getTime() / 1000;
  for (const one of eventsOf(ports, event, atSec, clockSec)) {
    ports.router.learn({ ...one, atSec });
  }
}

type Told = RouteEvent extends infer One
  ? One extends RouteEvent
    ? Omit<One, "atSec">
    : never
  : never;

/** What an event of a kind teaches; kinds that are not named teach nothing. */
function eventsOf(
  ports: TeachPorts,
  event: TaughtEvent,
  atSec: number,
  clockSec: number,
): readonly Told[] {
  const { sendId: send, attemptId: attempt } = event;
  const type: string = event.type;
  switch (type) {
    case "SEND_QUEUED":
    case "SEND_BLOCKED":
      return atSec < clockSec - tooLateSec ? [] : [requested(ports, event)];
    case "ATTEMPT_SUBMITTED":
      return [...submitted(ports, event), ...(attempt === null ? [] : [accepted(attempt)])];
    case "ATTEMPT_UNKNOWN":
      return submitted(ports, event);
    case "ATTEMPT_REJECTED":
      return rejected(ports, event);
    case "ATTEMPT_DELIVERED":
    case "ATTEMPT_READ":
      return received(ports, event, true);
    case "ATTEMPT_UNDELIVERED":
      return received(ports, event, false);
    case "RESEND_REQUESTED":
      return [{ kind: "resend", send }];
    case "SEND_VERIFIED":
      return [{ kind: "verified", send, attempt: event.hasOwnCode === true ? attempt : null }];
    case "SEND_FAILED":
    case "SEND_CANCELED":
    case "CODE_EXPIRED":
    case "CHECKS_EXHAUSTED":
      return [{ kind: "closed", send }];
    default:
      return [];
  }
}

function requested({ space, keyring }: TeachPorts, event: TaughtEvent): Told {
  const { tenantId, sendId, country, network, recipient } = event;
  return {
    kind: "requested",
    send: sendId,
    cell: space.cell(cellFacts(country, network)),
    prefix: country === null || recipient === null ? null : prefixOf(keyring, tenantId, recipient),
    tenant: space.tenant(tenantId),
  };
}

function prefixOf(keyring: TeachPorts["keyring"], tenantId: string, sealed: Buffer): string | null {
  const { phone } = JSON.parse(keyring.open("recipient", tenantId, sealed).toString("utf8")) as {
    phone: string | null;
  };
  return numberPrefix(phone);
}

/** The attempt's submission, unless it is known: a receipt may be faster than the answer. */
function submitted({ router, routeOf }: TeachPorts, event: TaughtEvent): readonly Told[] {
  const { sendId: send, attemptId: attempt, accountId, channel } = event;
  const open = router.openSend(send);
  if (
    open === undefined ||
    attempt === null ||
    accountId === null ||
    channel === null ||
    open.attempts.some(({ key }) => key === attempt)
  ) {
    return [];
  }
  const route = routeOf(accountId, channel);
  const atSec = event.at.getTime() / 1000;
  // Whatever sent it there: the first that leaves when a probe is due is the probe.
  const isProbe = router.breakers.stateOf(route, open.cell, atSec) === "PROBE";
  return [{ kind: "submitted", send, attempt, route, cause: causeOf(event, open), isProbe }];
}

function causeOf(
  { number, isAutomatic }: TaughtEvent,
  open: NonNullable<ReturnType<MeasuredRouter["openSend"]>>,
): AttemptCause {
  if (number === 1) {
    return "FIRST";
  }
  if (isAutomatic === false) {
    return "RESEND";
  }
  const before = open.attempts.at(-1);
  if (before?.isRejected === true) {
    return "REJECTED";
  }
  const isLost = before !== undefined && !Number.isNaN(before.receiptAtSec) && !before.isDelivered;
  return isLost ? "UNDELIVERED" : "TIMER";
}

function accepted(attempt: string): Told {
  return { kind: "accepted", attempt };
}

/** The vendor's answer, or what it said after it had accepted. */
function rejected(ports: TeachPorts, event: TaughtEvent): readonly Told[] {
  const { attemptId: attempt } = event;
  if (attempt === null || notTheRoutes.has(event.failureClass ?? "")) {
    return [];
  }
  const first = submitted(ports, event);
  return first.length > 0
    ? [...first, { kind: "rejected", attempt }]
    : [{ kind: "receipt", attempt, isDelivered: false }];
}

function received(ports: TeachPorts, event: TaughtEvent, isDelivered: boolean): readonly Told[] {
  const { attemptId: attempt } = event;
  return attempt === null
    ? []
    : [...submitted(ports, event), { kind: "receipt", attempt, isDelivered }];
}
