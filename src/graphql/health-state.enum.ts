import type { HealthState } from "../core/route/candidate.js";
import { enumType } from "./enum-type.js";

export const HealthStateEnum = enumType<HealthState>(
  "HealthState",
  "Whether a vendor is used, at one place or everywhere.",
  {
    HEALTHY: "It is used.",
    DEGRADED: "It is used, with less traffic or while it is being tried again.",
    OPEN: "It failed too often and is left out until a probe succeeds.",
    PINNED_OFF: "An operator or the tenant paused it.",
  },
);
