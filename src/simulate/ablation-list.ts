import { type RouteParameters, routeParameters } from "../core/route/measured/parameters.js";
import type { SmartChanges } from "./policy/smart.js";

/** One idea of measured routing, and how to do without it. */
export interface Ablation {
  /** What there is instead, as a row of the table says it. */
  readonly without: string;
  readonly changes: SmartChanges;
}

/** So much prior evidence that nothing measured counts beside it. */
const immovable = 1e9;
const never = Number.POSITIVE_INFINITY;

/** What is learned of routes, with other parameters. */
function learning(changes: Partial<RouteParameters>): SmartChanges {
  return { parameters: { ...routeParameters, ...changes } };
}

const { breaker, guard } = routeParameters;

/** Measured routing without one idea each, in the order of the table. */
export const ablationList = {
  "one attempt": {
    without: "an attempt is worth only what it brings itself; no timers",
    changes: learning({ followUps: 0 }),
  },
  "fixed waits": { without: "every timer waits 30 s", changes: { waitSec: 30 } },
  "free delay": {
    without: "delay has no price: κ = 0",
    changes: learning({ delayCostPerSec: 0 }),
  },
  "receipts believed": {
    without: "receipts are believed: τ = 1",
    changes: learning({ priorTrustWeight: immovable, poolingTrust: immovable }),
  },
  "nothing shared": {
    without: "networks hardly lean on country and route: k = 1",
    changes: learning({ pooling: 1, poolingTrust: 1 }),
  },
  "networks alike": {
    without: "networks and countries are not told apart: k = ∞",
    changes: learning({ pooling: immovable, poolingTrust: immovable }),
  },
  "nothing forgotten": {
    without: "what is learned of routes never ages",
    changes: learning({ routeHalfLifeSec: immovable, latencyHalfLifeSec: immovable }),
  },
  "no exploration": {
    without: "always what looks best: f = 0, α = 0",
    changes: {
      ...learning({ explorationWidth: 0, followUpExploration: 0 }),
      floor: 0,
    },
  },
  "no breakers": {
    without: "no breakers",
    changes: learning({ breaker: { ...breaker, openAt: never, openAtUpstream: never } }),
  },
  "breakers apart": {
    without: "no breaker looks at an upstream as a whole",
    changes: learning({ breaker: { ...breaker, openAtUpstream: never } }),
  },
  "no guard": {
    without: "nothing is held for pumped: g = 1",
    changes: learning({ guard: { ...guard, genuineRate: 1 / immovable, hotRatio: never } }),
  },
  "no pacing": {
    without: "a budget is spent as it comes: μ = 0",
    changes: { isPaced: false },
  },
} as const satisfies Readonly<Record<string, Ablation>>;

export type AblationName = keyof typeof ablationList;

export const ablationNames = Object.keys(ablationList) as readonly AblationName[];
