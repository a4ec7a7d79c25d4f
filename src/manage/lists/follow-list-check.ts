import type { Bus } from "../../flow/tail.js";
import { followRow } from "../exports/follow-row.js";
import { isListCheckOver, type ListCheckRow, type ListCheckStore, type ListRef } from "./ports.js";

export interface FollowListPorts {
  readonly lists: Pick<ListCheckStore, "listChecksById">;
  readonly bus: Bus;
  readonly pollMs?: number;
}

/**
 * How the check of a list stands, now and whenever that changes, until it is over or waits to be
 * started. Ends at once when there is none. `return()` frees it at once, also while it waits.
 */
export function followListCheck(
  { lists, ...ports }: FollowListPorts,
  { tenantId, id }: ListRef,
): AsyncIterableIterator<ListCheckRow> {
  return followRow(ports, {
    id,
    read: async () => (await lists.listChecksById(tenantId, [id]))[0] ?? null,
    textOf: ({ status, estimate, inputsRead, lookedUp, bytes }) =>
      [status, estimate?.inputs, inputsRead, lookedUp, bytes].join(" "),
    isOver: isListCheckOver,
  });
}
