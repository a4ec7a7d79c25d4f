import type { EntityManager } from "typeorm";

/**
 * Tells readers of the market, once the transaction commits, that what all tenants see has changed.
 */
export async function bumpMarket(tx: EntityManager): Promise<void> {
  await tx.query("update market_version set version = version + 1");
}

/** Tells readers of the tenant's rules, once the transaction commits, that they have changed. */
export async function bumpRules(tx: EntityManager, tenantId: string): Promise<void> {
  await tx.query("update tenant set rules_version = rules_version + 1 where id = $1", [tenantId]);
}
