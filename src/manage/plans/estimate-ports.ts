import type { TenantView } from "../../flow/rules-cache.js";
import type { StatReads } from "../stats/ports.js";
import type { PlanPorts } from "./plan-ports.js";

/** What estimates of plans are worked out from. */
export interface EstimatePorts
  extends Pick<PlanPorts, "vendors" | "accounts" | "facts" | "adapters"> {
  readonly stats: Pick<StatReads, "ownTallies" | "marketStats">;
  /** Prices, pauses, breakers and measured routing as the tenant's sends meet them now. */
  viewOf(tenantId: string): Promise<TenantView>;
  /** Runs one piece of work at a time, with pauses for everything else that the process does. */
  readonly calculate: Calculate;
}

/** Runs a computation that pauses, after those that were asked for before. */
export type Calculate = <T>(pieces: () => Generator<void, T>) => Promise<T>;
