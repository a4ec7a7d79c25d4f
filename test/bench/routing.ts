import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { MeasuredRouter } from "../../src/core/route/measured/measured-router.js";
import type { RouteEvent } from "../../src/core/route/measured/route-event.js";
import type { DecideRequest, RouteOption } from "../../src/core/route/measured/route-request.js";
import { RouteSpace } from "../../src/core/route/measured/route-space.js";
import type { Figure } from "./figures.js";
import { percentile } from "./percentile.js";

const channels = ["SMS", "WHATSAPP", "VOICE"] as const;
const options = 30;
const networks = 800;
const countries = 100;
const vendors = 50;

/** The sequence of a fixed key, so that every run measures the same. */
function draws(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/**
 * One decision among 30 candidates, the feedback of its send, and what estimates weigh in memory.
 */
export function measureRouting(sends: number): Figure[] {
  const space = spaceOf();
  const router = new MeasuredRouter(space);
  const draw = draws();
  const decided: number[] = [];
  let learnMs = 0;
  let events = 0;
  const learn = (event: RouteEvent): void => {
    const from = performance.now();
    router.learn(event);
    learnMs += performance.now() - from;
    events += 1;
  };
  for (let send = 0; send < sends; send += 1) {
    const atSec = send * 0.4;
    const cell = Math.floor(draw() * 20);
    const prefix = `p${Math.floor(draw() * 20)}`;
    learn({ kind: "requested", send, cell, prefix, atSec });
    const from = performance.now();
    const { chosen } = router.decide(requestOf(cell, prefix, atSec), atSec, draw());
    decided.push((performance.now() - from) * 1000);
    if (chosen !== null) {
      const attempt = send;
      const sent = { cause: "FIRST", isProbe: false, atSec } as const;
      learn({ kind: "submitted", send, attempt, route: chosen, ...sent });
      learn({ kind: "accepted", attempt, atSec });
      const isDelivered = draw() < 0.6 + chosen / 100;
      learn({ kind: "receipt", attempt, isDelivered, atSec });
      if (isDelivered && draw() < 0.9) {
        learn({ kind: "verified", send, attempt, atSec });
      }
    }
  }
  const warm = decided.slice(Math.floor(sends / 4));
  const mean = warm.reduce((sum, micros) => sum + micros, 0) / warm.length;
  return [
    figure("decision with 30 candidates, mean", mean, "µs", 100, 30),
    figure("decision with 30 candidates, p99", percentile(warm, 0.99), "µs", 1000, null),
    figure("feedback, one event", (learnMs / events) * 1000, "µs", 20, null),
    figure("estimates of 50 vendors × 3 channels × 800 networks", memoryMb(), "MB", 25, null),
  ];
}

function requestOf(cell: number, prefix: string, atSec: number): DecideRequest {
  return {
    cause: "FIRST",
    cell,
    prefix,
    requestedAtSec: atSec,
    attempts: [],
    resends: 0,
    options: allOptions,
    value: 0.4,
    shadowPrice: 0,
    floor: 0.004,
    deadlineSec: 120,
    attemptsMax: 4,
    mayDuplicate: true,
    guard: "ENFORCE",
  };
}

const allOptions: readonly RouteOption[] = Array.from({ length: options }, (_, route) => ({
  route,
  price: 0.02 + 0.001 * route,
  isBilledOnDelivery: route % 2 === 0,
  isAvailable: true,
}));

/** Every route measured in every network: bytes of the arrays and of the heap. */
function memoryMb(): number {
  const before = heldBytes();
  const space = spaceOf();
  const router = new MeasuredRouter(space);
  router.advance(0);
  for (let route = 0; route < space.routes.length; route += 1) {
    for (let cell = 0; cell < networks; cell += 1) {
      router.routes.addDelivery(route, cell, 1, 1);
      router.routes.addTyped(route, cell, 1, 1);
      router.routes.addLatency(route, cell, 5, 1);
    }
  }
  const held = heldBytes() - before;
  // Keeps the estimates alive until here.
  return router.routes.narrowSlots.count === 0 ? 0 : held / 1e6;
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function heldBytes(): number {
  // Buffers go one round after the arrays that held them.
  for (let round = 0; round < 3; round += 1) {
    collect();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function spaceOf(): RouteSpace {
  const space = new RouteSpace();
  for (let vendor = 0; vendor < vendors; vendor += 1) {
    for (const channel of channels) {
      space.route({ id: `v${vendor} ${channel}`, channel, upstream: `u${vendor % 40}` });
    }
  }
  for (let network = 0; network < networks; network += 1) {
    space.cell({ id: `n${network}`, country: `c${network % countries}` });
  }
  return space;
}

function figure(
  name: string,
  value: number,
  unit: string,
  must: number,
  aim: number | null,
): Figure {
  return {
    name,
    value,
    unit,
    must: { atMost: must },
    aim: aim === null ? null : { atMost: aim },
  };
}
