import { count, duration, percent } from "../app/format.js";
import { languageNow } from "../app/preferences.js";
import type { DeliveryRowFragment } from "./analytics.generated.js";

/** A figure of a delivery report, and how to read it. */
export interface Figure {
  readonly key: FigureKey;
  readonly read: (row: DeliveryRowFragment) => number | null;
  readonly say: (value: number | null) => string;
  /** Shares of 1 change by points, amounts and times by a share of what they were. */
  readonly how: "points" | "share";
  /** Null = neither more nor less is better. */
  readonly isMoreBetter: boolean | null;
  /** A share of 1, drawn from 0 to 1. */
  readonly isShare: boolean;
}

export const figureKeys = [
  "requests",
  "delivery",
  "success",
  "engagement",
  "autoSwitch",
  "failover",
  "toDeliver",
] as const;
export type FigureKey = (typeof figureKeys)[number];

const share = {
  say: (value: number | null) => percent(value),
  how: "points",
  isShare: true,
} as const;
const size = { how: "share", isShare: false } as const;

export const figures: readonly Figure[] = [
  {
    key: "requests",
    read: (row) => row.requestCount,
    say: (value) => count(value),
    ...size,
    isMoreBetter: null,
  },
  { key: "delivery", read: (row) => row.sendDeliveryRate, ...share, isMoreBetter: true },
  { key: "success", read: (row) => row.successRate, ...share, isMoreBetter: true },
  {
    key: "engagement",
    read: (row) => row.engagementRate,
    say: (value) => decimal(value),
    ...size,
    isMoreBetter: null,
  },
  { key: "autoSwitch", read: (row) => row.autoSwitchRate, ...share, isMoreBetter: null },
  { key: "failover", read: (row) => row.failoverRate, ...share, isMoreBetter: null },
  {
    key: "toDeliver",
    read: (row) => row.timeToDeliverMsP50,
    say: (value) => duration(value),
    ...size,
    isMoreBetter: false,
  },
];

export function figureOf(key: string | undefined): Figure {
  const found =
    figures.find((one) => one.key === key) ?? figures.find((one) => one.key === "success");
  return found as Figure;
}

function decimal(value: number | null): string {
  return value === null
    ? "–"
    : new Intl.NumberFormat(languageNow() === "id" ? "id-ID" : "en-GB", {
        minimumFractionDigits: 2,
        maximumFractionDigits: 2,
      }).format(value);
}
