import type { AlertFactsFragment } from "./alerts.generated.js";

/** Where something can be done about an alert; null = nowhere but outside. */
export interface NextStep {
  readonly to: string;
  readonly word: "toCost" | "toVendor" | "toMarket" | "toSettings" | "toLive" | "toPlan";
}

/** The page to go to from an alert, the nearest first. */
export function nextStepOf({ kind, vendor, plan }: AlertFactsFragment): NextStep | null {
  switch (kind) {
    case "BUDGET_EXHAUSTED":
    case "BUDGET_THRESHOLD":
    case "PRICE_CHANGE":
      return { to: "/cost", word: "toCost" };
    case "VENDOR_ACCOUNT":
      return { to: "/settings", word: "toSettings" };
    case "FRAUD_SUSPECTED":
      return { to: "/live", word: "toLive" };
    case "DELIVERY_RATE_LOW":
    case "LATENCY_HIGH":
    case "VENDOR_DEGRADED":
    case "VENDOR_DOWN":
      return vendor !== null
        ? { to: `/market/${vendor.slug}`, word: "toVendor" }
        : plan !== null
          ? { to: `/plans/${plan.key}`, word: "toPlan" }
          : { to: "/market", word: "toMarket" };
    case "WEBHOOK_FAILING":
    default:
      return null;
  }
}
