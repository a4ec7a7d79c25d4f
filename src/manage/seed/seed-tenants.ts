import type { BudgetStore } from "../budgets/ports.js";
import { setBudget } from "../budgets/set-budget.js";
import { createPlan } from "../plans/create-plan.js";
import { operatorViewer, ownerViewer } from "../system-viewer.js";
import { createTenant } from "../tenants/create-tenant.js";
import type { TenantRow } from "../tenants/ports.js";
import { demand } from "./demand.js";
import type { DemoTenant } from "./demo-tenants.js";
import type { SeedPorts } from "./seed-demo.js";

/** A tenant of the demo as it is stored. */
export interface SeededTenant {
  readonly row: TenantRow;
  readonly demo: DemoTenant;
}

/**
 * Sets up tenants with their plans and budgets. What is there already is left as it is; a tenant
 * that has budgets gets no others.
 */
export async function seedTenants(
  ports: SeedPorts & { readonly budgets: BudgetStore },
  tenants: readonly DemoTenant[],
  now: Date,
): Promise<readonly SeededTenant[]> {
  const operator = operatorViewer("demo");
  const seeded: SeededTenant[] = [];
  for (const demo of tenants) {
    const { slug } = demo.tenant;
    const known = await ports.tenants.tenantBySlug(operator, slug);
    const row = known ?? demand(await createTenant(ports, operator, demo.tenant, now), slug);
    await seedPlansAndBudgets(ports, row, demo, now);
    seeded.push({ row, demo });
  }
  return seeded;
}

async function seedPlansAndBudgets(
  ports: SeedPorts & { readonly budgets: BudgetStore },
  row: TenantRow,
  demo: DemoTenant,
  now: Date,
): Promise<void> {
  const owner = { ...ownerViewer("demo", row.id), tenantId: row.id };
  for (const input of demo.plans) {
    const made = await createPlan(ports, owner, input, now);
    if (made.ok || made.errors[0]?.code !== "KEY_TAKEN") {
      demand(made, `the plan ${input.key} of ${row.slug}`);
    }
  }
  if ((await ports.budgets.budgets(owner)).length > 0) {
    return;
  }
  for (const { planKey, ...budget } of demo.budgets) {
    const plan = planKey === null ? null : await ports.plans.planByKey(owner, planKey);
    const alertAt = [0.5, 0.8, 1];
    const request = { ...budget, planId: plan?.id ?? null, planName: planKey, alertAt };
    demand(await setBudget(ports, owner, request, now), `a budget of ${row.slug}`);
  }
}
