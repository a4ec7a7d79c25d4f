import type { LoggedSend } from "../../core/route/replay/replay-log.js";
import type { Calculate, EstimatePorts } from "../plans/estimate-ports.js";
import type { StatReads } from "../stats/ports.js";

/** What replays are worked out from. */
export interface ReplayPorts
  extends Pick<EstimatePorts, "vendors" | "accounts" | "facts" | "adapters" | "viewOf"> {
  readonly stats: Pick<StatReads, "marketStats">;
  /** The tenant's sends of a range, as they were made, and of those before it what is evidence. */
  readLog(
    tenantId: string,
    range: { readonly from: Date; readonly to: Date; readonly evidenceFrom: Date },
  ): Promise<ReplayLog>;
  readonly calculate: Calculate;
}

/** What was read of a log. */
export interface ReplayLog {
  readonly sends: readonly LoggedSend[];
  /** Of a long range one in so many sends was read; 1 = all. */
  readonly every: number;
}
