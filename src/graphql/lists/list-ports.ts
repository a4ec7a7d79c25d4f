import type { Bus } from "../../flow/tail.js";
import type { ListPorts } from "../../manage/lists/request-list-check.js";

/** What resolvers of list checks call. */
export interface ListCheckPorts extends ListPorts {
  readonly bus: Bus;
  /** The whole address of a result's bytes, good for a while. */
  downloadUrl(
    ref: { readonly tenantId: string; readonly id: string },
    expiresAt: Date,
    now: Date,
  ): string;
}
