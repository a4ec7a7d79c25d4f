import type { LoggedSend } from "../../core/route/replay/replay-log.js";
import type { Calculate, EstimatePorts } from "../plans/estimate-ports.js";

/** What replays are worked out from. */
export interface ReplayPorts
  extends Pick<EstimatePorts, "vendors" | "accounts" | "facts" | "adapters" | "viewOf"> {
  /** The tenant's sends of a range, as they were made; of long ranges an even part. */
  readLog(
    tenantId: string,
    range: { readonly from: Date; readonly to: Date },
  ): Promise<readonly LoggedSend[]>;
  readonly calculate: Calculate;
}
