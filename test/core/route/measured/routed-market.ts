import type { MeasuredRouter } from "../../../../src/core/route/measured/measured-router.js";
import type {
  DecideRequest,
  RouteOption,
} from "../../../../src/core/route/measured/route-request.js";
import type { RouteEvent } from "../../../../src/core/route/measured/route-event.js";
import { coin } from "../../../../src/market/coin.js";
import { RouteSpace } from "../../../../src/core/route/measured/route-space.js";

/**
 * A space of SMS routes a, b, c … with upstreams of their own, and cells of one or more countries.
 */
export function spaceOf(routes: number, cells: readonly string[]): RouteSpace {
  const space = new RouteSpace();
  for (let index = 0; index < routes; index += 1) {
    space.route({ id: `route-${index}`, channel: "SMS", upstream: `upstream-${index}` });
  }
  for (const id of cells) {
    space.cell({ id, country: id.slice(0, 2) });
  }
  return space;
}

/** Options over all routes at one price. */
export function optionsOf(routes: number, price = 0.03): RouteOption[] {
  return Array.from({ length: routes }, (_, route) => ({
    route,
    price,
    isBilledOnDelivery: false,
    isAvailable: true,
  }));
}

/** A first attempt in cell 0, with everything allowed. */
export function firstRequest(
  options: readonly RouteOption[],
  changes: Partial<DecideRequest> = {},
): DecideRequest {
  return {
    cause: "FIRST",
    cell: 0,
    prefix: null,
    requestedAtSec: 0,
    attempts: [],
    resends: 0,
    options,
    value: 0.4,
    shadowPrice: 0,
    floor: 0.004,
    deadlineSec: 120,
    attemptsMax: 4,
    mayDuplicate: true,
    guard: "OFF",
    ...changes,
  };
}

/** How one send went. */
export interface Story {
  readonly route: number;
  readonly cell: number;
  readonly prefix: string | null;
  /** Null = no receipt. */
  readonly receipt: boolean | null;
  readonly isTyped: boolean;
}

/** The events of one send that made one attempt. */
export function eventsOf(send: number, story: Story, atSec: number): RouteEvent[] {
  const { cell, prefix, route, receipt, isTyped } = story;
  const attempt = send;
  return [
    { kind: "requested", send, cell, prefix, atSec },
    { kind: "submitted", send, attempt, route, cause: "FIRST", isProbe: false, atSec },
    { kind: "accepted", attempt, atSec: atSec + 0.3 },
    ...(receipt === null
      ? []
      : [{ kind: "receipt", attempt, isDelivered: receipt, atSec: atSec + 5 } as const]),
    ...(isTyped ? [{ kind: "verified", send, attempt, atSec: atSec + 14 } as const] : []),
  ];
}

/** Teaches a router stories, one every `everySec`, and lets the last one mature. */
export function teach(
  router: MeasuredRouter,
  stories: readonly Story[],
  fromSec = 0,
  everySec = 20,
): number {
  let send = Math.round(fromSec * 1000);
  let atSec = fromSec;
  for (const story of stories) {
    for (const event of eventsOf(send, story, atSec)) {
      router.learn(event);
    }
    send += 1;
    atSec += everySec;
  }
  router.advance(atSec + 1000);
  return atSec + 1000;
}

/** A story whose coins hang on the index alone: the same luck for every route. */
export function storyOf(
  index: number,
  route: number,
  cell: number,
  arrives: number,
  lies = 0,
): Story {
  const isThere = coin(index, 1) < arrives;
  const told = isThere || coin(index, 2) < lies;
  const isTyped = isThere && coin(index, 3) < 0.9;
  return { route, cell, prefix: null, receipt: told ? true : null, isTyped };
}
