import type { DecayedSums, SumsDelta } from "./decayed-sums.js";
import type { SumsFamily } from "./sums-family.js";

/** Rows of one family: a name, and sums in forward-decay form relative to `refSec`. */
export interface FamilyDelta {
  readonly refSec: number;
  readonly rows: readonly (readonly [key: string, ...amounts: number[]])[];
}

/** What a process learned, by family; plain JSON. Deltas merge by addition. */
export type EstimateDelta = Readonly<Record<string, FamilyDelta>>;

/** Names the rows of what `read` gives of each family; families without rows are left out. */
export function deltaOf(
  families: readonly SumsFamily[],
  read: (sums: DecayedSums) => SumsDelta,
): EstimateDelta {
  const delta: Record<string, FamilyDelta> = {};
  for (const { name, sums, keyOf } of families) {
    const { refSec, amounts } = read(sums);
    if (amounts.size > 0) {
      const rows = [...amounts].map(([slot, row]): [string, ...number[]] => [keyOf(slot), ...row]);
      delta[name] = { refSec, rows };
    }
  }
  return delta;
}

/** Adds a delta; families and rows that are not known here are passed over. O(rows). */
export function mergeDelta(families: readonly SumsFamily[], delta: EstimateDelta): void {
  for (const { name, sums, slotOf } of families) {
    const family = delta[name];
    if (family !== undefined) {
      const amounts = new Map<number, Float64Array>();
      for (const [key, ...row] of family.rows) {
        const slot = slotOf(key);
        if (slot !== null) {
          amounts.set(slot, Float64Array.from(row));
        }
      }
      sums.merge({ refSec: family.refSec, amounts });
    }
  }
}
