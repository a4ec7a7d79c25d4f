import type { StatsWindow } from "../../core/stats/window.js";
import type { StatsAudience } from "../../manage/stats/quality.js";
import { enumType } from "../enum-type.js";

export const StatsWindowEnum = enumType<StatsWindow>(
  "StatsWindow",
  "Which attempts count: those made in this time, up to now.",
  {
    LAST_HOUR: "60 minutes, the running one included.",
    LAST_24_HOURS: "24 times 60 minutes, the running one included.",
    LAST_7_DAYS: "7 times 24 hours, the running one included.",
    LAST_30_DAYS: "30 times 24 hours, the running one included.",
  },
);

export const StatsAudienceEnum = enumType<StatsAudience>("StatsAudience", "Whose attempts count.", {
  MARKET:
    "Marketplace accounts of all tenants: shown from 3 tenants and 100 attempts on when no " +
    "tenant has over 80 % of them, refreshed every 60 s.",
  OWN: "All of your own attempts, current within 5 s; none for an operator's key.",
});
