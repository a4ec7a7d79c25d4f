import { PrefixCounter } from "../core/guard/prefix-counter.js";
import { DuplicateBucket } from "../core/route/measured/duplicate-bucket.js";
import { routingPolicy } from "../core/route/routing-policy.js";
import { PacingBoard } from "./pacing-board.js";
import type { TenantRules } from "./rules.js";

/**
 * What deciding by measurements keeps in this process beside the estimates: the pace of budgets,
 * how many needless messages each tenant's timers may still cause, and what its guard rules count.
 */
export class MeasuredDesk {
  readonly pacing = new PacingBoard();
  /** Sends to numbers of a tenant that begin alike, for limits of its own. */
  readonly prefixes = new PrefixCounter();
  readonly #buckets = new Map<string, DuplicateBucket>();
  readonly #measures = new WeakMap<TenantRules, boolean>();

  /** The tenant's bucket, under the cap that the tenant has now. O(1). */
  bucketOf(rules: TenantRules): DuplicateBucket {
    const { duplicateRateMax } = routingPolicy(rules);
    const known = this.#buckets.get(rules.tenantId);
    if (known !== undefined && known.share === duplicateRateMax) {
      return known;
    }
    const made = known?.withShare(duplicateRateMax) ?? new DuplicateBucket(duplicateRateMax);
    this.#buckets.set(rules.tenantId, made);
    return made;
  }

  /** True when any plan of the tenant's is decided by measured routing. O(1) when asked before. */
  isMeasured(rules: TenantRules): boolean {
    const known = this.#measures.get(rules);
    if (known !== undefined) {
      return known;
    }
    const found = rules.plans.some(
      ({ revision: { spec } }) =>
        spec.order === "SMART" || spec.steps.some(({ strategy }) => strategy === "SMART"),
    );
    this.#measures.set(rules, found);
    return found;
  }
}
