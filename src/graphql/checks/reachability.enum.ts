import type { Reachability } from "../../core/checks/number-facts.js";
import { enumType } from "../enum-type.js";

export const ReachabilityEnum = enumType<Reachability>(
  "Reachability",
  "Whether somebody can be reached on a channel, as far as it is known.",
  {
    REACHABLE: "A vendor reached it within the last 24 hours.",
    UNREACHABLE: "It cannot be reached there, or a vendor could not within the last 24 hours.",
    UNKNOWN: "Nothing is known of it.",
  },
);
