import type { AlertKind, AlertSeverity } from "../../core/alert.js";
import { enumType } from "../enum-type.js";

export const AlertKindEnum = enumType<AlertKind>("AlertKind", "What an alert is about.", {
  BUDGET_THRESHOLD: "A budget's period passed one of its alertAt fractions.",
  BUDGET_EXHAUSTED: "A budget had no room for an attempt.",
  VENDOR_DOWN: "A vendor does not answer on a channel in a country.",
  VENDOR_DEGRADED: "A vendor delivers worse than it did.",
  DELIVERY_RATE_LOW: "Fewer messages arrive than expected.",
  LATENCY_HIGH: "Messages take longer to arrive than expected.",
  FRAUD_SUSPECTED: "Traffic looks like fraud.",
  VENDOR_ACCOUNT: "A vendor account needs its owner.",
  PRICE_CHANGE: "A vendor's price changes.",
  WEBHOOK_FAILING: "A webhook cannot be delivered.",
});

export const AlertSeverityEnum = enumType<AlertSeverity>(
  "AlertSeverity",
  "How urgent an alert is.",
  {
    INFO: "Good to know.",
    WARNING: "To be looked at soon.",
    CRITICAL: "Money or messages are stopped now.",
  },
);
