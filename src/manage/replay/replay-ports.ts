import type { LoggedSend } from "../../core/route/replay/replay-log.js";
import type { EstimatePorts } from "../plans/estimate-ports.js";
import type { StatReads } from "../stats/ports.js";
import type { ReplayTurns } from "./replay-turns.js";

/** What replays are worked out from. */
export interface ReplayPorts
  extends Pick<EstimatePorts, "vendors" | "accounts" | "facts" | "adapters" | "viewOf"> {
  readonly stats: Pick<StatReads, "marketStats">;
  /**
   * The tenant's sends of a range, as they were made, and of those before it what is evidence.
   *
   * @param goesOn hears how many are read, page by page; false = read no more, the log is null then
   */
  readLog(
    tenantId: string,
    range: { readonly from: Date; readonly to: Date; readonly evidenceFrom: Date },
    goesOn: (sends: number) => boolean,
  ): Promise<ReplayLog | null>;
  readonly turns: ReplayTurns;
}

/** What was read of a log. */
export interface ReplayLog {
  readonly sends: readonly LoggedSend[];
  /** Of a long range one in so many sends was read; 1 = all. */
  readonly every: number;
}

/** Who waits for a replay. */
export interface ReplayWatch {
  /** How many sends are read, and what share of the work on them is done, 0..1. */
  told(sends: number, share: number): void;
  /** True = nobody waits any more. */
  isLeft(): boolean;
}
