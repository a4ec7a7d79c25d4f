/** What a tenant's sends have to obey, as one moment saw it; cached by version. */
import type { Budget } from "../core/ledger/budget.js";
import type { GuardSetting } from "../core/guard/guard-rule.js";
import type { PlanSpec } from "../core/plan/plan.js";
import type { RoutingSettings } from "../core/route/routing-policy.js";

/** One revision of a plan. */
export interface PlanRevisionRules {
  readonly id: string;
  readonly number: number;
  readonly spec: PlanSpec;
}

/** A plan with its current revision. archivedAt null = in use. */
export interface PlanRules {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly archivedAt: Date | null;
  readonly revision: PlanRevisionRules;
}

/** One tenant's settings, plans and budgets. */
export interface TenantRules extends RoutingSettings {
  readonly tenantId: string;
  readonly rulesVersion: bigint;
  readonly slug: string;
  readonly brand: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly plans: readonly PlanRules[];
  /** Those that are not removed. */
  readonly budgets: readonly Budget[];
  /** Left out = none was set. */
  readonly guardRules?: readonly GuardSetting[];
}

/** Versions that grow with every change; by tenant id, unknown tenants are left out. */
export interface RulesVersions {
  readonly market: bigint;
  readonly tenants: ReadonlyMap<string, bigint>;
}

/** Reads rules and their versions; implemented in store/sql. */
export interface RulesReader {
  /** One statement, one moment; unknown tenants are left out. */
  loadTenantRules(tenantIds: readonly string[]): Promise<readonly TenantRules[]>;
  /** One cheap statement by primary key. */
  readRulesVersions(tenantIds: readonly string[]): Promise<RulesVersions>;
  /**
   * Revisions that are not current any more: a send keeps the one it began with. By revision id;
   * unknown ones are left out.
   */
  loadRevisions(
    keys: readonly { readonly tenantId: string; readonly id: string }[],
  ): Promise<ReadonlyMap<string, PlanRevisionRules>>;
}
