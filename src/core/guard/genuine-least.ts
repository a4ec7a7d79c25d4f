import { routeParameters } from "../route/measured/parameters.js";
import type { GuardSetting } from "./guard-rule.js";

/** Of a prefix that is refused without a limit of the tenant's own, g, 0..1, is below this. */
export const genuineFrom = 0.5;

/** g, 0..1, below which a rule of kind UNVERIFIED_RATE acts; its limit is a share in percent. */
export function genuineLeast({ limit }: GuardSetting): number {
  return limit === null || limit === undefined
    ? genuineFrom
    : Math.min(1, limit / 100 / routeParameters.guard.genuineRate);
}

/** The share of codes typed in that a g, 0..1, stands for, in whole percent. */
export function percentOf(genuine: number): number {
  return Math.round(genuine * routeParameters.guard.genuineRate * 100);
}
