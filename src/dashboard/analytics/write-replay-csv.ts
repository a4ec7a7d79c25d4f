import { downloadCsv } from "../app/download-csv.js";
import type { Outcome } from "../plans/replay-table.js";

interface BeforeAfter {
  readonly really: Outcome;
  readonly alone: Outcome;
  /** The vendor alone. */
  readonly name: string;
  readonly currency: string;
}

/** What a comparison with one vendor came to, figure by figure. */
export function writeReplayCsv({ really, alone, name, currency }: BeforeAfter): void {
  const keys = ["success", "delivery", "cost", "p95"] as const;
  const names = {
    success: "successRate",
    delivery: "deliveryRate",
    cost: `costPerSend ${currency}`,
    p95: "timeToDeliverMsP95",
  };
  const rows = keys.flatMap((key) =>
    [
      { who: name, of: alone[key] },
      { who: "really", of: really[key] },
    ].map(({ who, of }) => [names[key], who, of.value ?? "", of.low ?? "", of.high ?? ""]),
  );
  downloadCsv("one-vendor-alone", [["figure", "of", "value", "low", "high"], ...rows]);
}
