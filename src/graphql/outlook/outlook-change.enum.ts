import type { OutlookChange } from "../../core/ledger/outlook.js";
import { enumType } from "../enum-type.js";

export const OutlookChangeEnum = enumType<OutlookChange>(
  "OutlookChange",
  "What makes the same traffic cost another amount than today.",
  {
    PRICE: "Another price takes effect.",
    EXCHANGE_RATE: "Another exchange rate takes effect.",
    BILLING: "The vendor bills on another occasion then.",
    NO_PRICE: "No price is known for then; today's counts, or else the last one that was paid.",
  },
);
