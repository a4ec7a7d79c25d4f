/** Every way in which an invoice can differ from the books. */
export const differenceKinds = [
  "MISSING_ON_INVOICE",
  "UNKNOWN_ON_INVOICE",
  "PRICE_MISMATCH",
  "PARTS_MISMATCH",
  "STATUS_MISMATCH",
] as const;
/** How a line of an invoice differs from the books. */
export type DifferenceKind = (typeof differenceKinds)[number];

/** Why a line differs, with the facts that its sentence names. */
export interface LineNote {
  readonly code: "MISSING" | "UNKNOWN" | "REPEATED" | "CURRENCY" | "STATUS" | "PARTS" | "PRICE";
  /** Ours and theirs where the two are words or counts. */
  readonly ours?: string | number;
  readonly theirs?: string | number;
  /** True: what the message costs was HELD or MAYBE. */
  readonly inDoubt?: true;
}
