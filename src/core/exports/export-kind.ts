/** What can be exported, in the order of the contract. */
export const exportKinds = [
  "COST_LINES",
  "COST_REPORT",
  "DELIVERY_REPORT",
  "SENDS",
  "LEDGER",
] as const;
/** What an export holds. */
export type ExportKind = (typeof exportKinds)[number];

/** The forms that an export can have. */
export const exportFormats = ["CSV", "NDJSON", "PARQUET"] as const;
/** The form of an export. */
export type ExportFormat = (typeof exportFormats)[number];

/**
 * QUEUED → RUNNING → READY → EXPIRED, or FAILED; RUNNING goes back to QUEUED when whoever made it
 * died or was stopped.
 */
export type ExportStatus = "QUEUED" | "RUNNING" | "READY" | "FAILED" | "EXPIRED";

/** True when an export will not change by itself any more, but for its expiry. */
export function isExportOver(status: ExportStatus): boolean {
  return status !== "QUEUED" && status !== "RUNNING";
}

/** True for the kinds whose rows are groups, by dimensions that have to be named. */
export function isGrouped(kind: ExportKind): boolean {
  return kind === "COST_REPORT" || kind === "DELIVERY_REPORT";
}

/** True for the kinds that show money: whoever asks for them needs BILLING_READ. */
export function showsMoney(kind: ExportKind): boolean {
  return kind === "COST_LINES" || kind === "COST_REPORT" || kind === "LEDGER";
}

/** What a download is called: "sandi-cost-lines-2026-11-01-2026-12-01.csv"; days in UTC. */
export function exportFileName(
  kind: ExportKind,
  format: ExportFormat,
  range: { readonly from: Date; readonly to: Date },
): string {
  const what = kind.toLowerCase().replaceAll("_", "-");
  const [from, to] = [range.from, range.to].map((time) => time.toISOString().slice(0, 10));
  return `sandi-${what}-${from}-${to}.${format.toLowerCase()}`;
}
