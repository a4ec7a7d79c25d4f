import { buildCostFacts } from "../manage/reports/build-cost-facts.js";
import type { CostFactStore } from "../manage/reports/ports.js";
import { every } from "./every.js";
import type { Running } from "./repeat.js";

export interface CostFactPorts {
  readonly store: CostFactStore;
  now(): Date;
  failed(error: unknown, what: string): void;
}

// Reports look through what happened since; the less that is, the quicker they are.
const pauseMs = 10_000;

/** Adds closed days up for cost reports, over and over. `stop` waits for the turn under way. */
export function startCostFacts(ports: CostFactPorts): Running {
  return every(
    pauseMs,
    () => buildCostFacts(ports.store, ports.now()),
    (error) => ports.failed(error, "adding up days for cost reports"),
  );
}
