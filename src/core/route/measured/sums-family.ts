import type { DecayedSums } from "./decayed-sums.js";

/** Decayed sums of one kind, and what their rows are called beyond this process. */
export interface SumsFamily {
  readonly name: string;
  readonly sums: DecayedSums;
  readonly keyOf: (slot: number) => string;
  /** Null = the row is of something that is not known here. */
  readonly slotOf: (key: string) => number | null;
}
