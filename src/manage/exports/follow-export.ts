import { isExportOver } from "../../core/exports/export-kind.js";
import type { Bus } from "../../flow/tail.js";
import type { ExportRef, ExportRow, ExportStore } from "./ports.js";

export interface FollowExportPorts {
  readonly exports: Pick<ExportStore, "exportsById">;
  readonly bus: Bus;
  readonly pollMs?: number;
}

// Hints make it fast; a hint that was lost makes it no slower than this.
const pollMsDefault = 2_000;

/**
 * How an export stands, now and whenever that changes, until it is over. Ends at once when there is
 * none. `return()` frees it at once, also while it waits.
 */
export function followExport(
  { exports, bus, pollMs = pollMsDefault }: FollowExportPorts,
  { tenantId, id }: ExportRef,
): AsyncIterableIterator<ExportRow> {
  const left = Promise.withResolvers<null>();
  let hint = Promise.withResolvers<void>();
  const unsubscribe = bus.subscribe("exports", (ids) => {
    if (ids.includes(id)) {
      hint.resolve();
    }
  });
  let told = "";
  let isOver = false;

  async function read(): Promise<ExportRow | null> {
    for (;;) {
      // Before reading, so that no hint is missed in between.
      hint = Promise.withResolvers<void>();
      const [row] = await exports.exportsById(tenantId, [id]);
      if (row === undefined || row === null) {
        return null;
      }
      const text = textOf(row);
      if (text !== told) {
        told = text;
        return row;
      }
      const pause = timer(pollMs);
      await Promise.race([hint.promise, pause.over, left.promise]);
      pause.cancel();
      if (isOver) {
        return null;
      }
    }
  }

  function end(): void {
    isOver = true;
    unsubscribe();
    left.resolve(null);
  }

  return {
    async next() {
      const row = isOver ? null : await Promise.race([read(), left.promise]);
      if (row === null) {
        end();
        return { done: true, value: undefined };
      }
      if (isExportOver(row.status)) {
        end();
      }
      return { done: false, value: row };
    },
    return() {
      end();
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function textOf({ status, rowsWritten, rowsExpected, bytes }: ExportRow): string {
  return [status, rowsWritten, rowsExpected, bytes].join(" ");
}

function timer(ms: number): { readonly over: Promise<void>; cancel(): void } {
  const over = Promise.withResolvers<void>();
  const handle = setTimeout(over.resolve, ms);
  return { over: over.promise, cancel: () => clearTimeout(handle) };
}
