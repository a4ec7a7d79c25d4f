import type { DecayedSums } from "./decayed-sums.js";

/** Decayed sums of one kind, and what their rows are called beyond this process. */
export interface SumsFamily {
  readonly name: string;
  readonly sums: DecayedSums;
  readonly keyOf: (slot: number) => string;
  /** Null = the row is of something that is not known here. */
  readonly slotOf: (key: string) => number | null;
}

/** Rows of a family as another process holds them. */
export interface FamilyRows {
  readonly name: string;
  /** What the amounts are relative to, seconds. */
  readonly refSec: number;
  readonly rows: Iterable<readonly [string, Float64Array]>;
}
