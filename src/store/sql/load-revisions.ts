import { specFromJson } from "../../core/plan/spec-json.js";
import type { PlanRevisionRules } from "../../flow/rules.js";
import { run, type Connection } from "./statement.js";

/**
 * Reads revisions by (tenant, id), in any order; unknown ones are left out. One statement by
 * primary key.
 */
export async function loadRevisions(
  db: Connection,
  keys: readonly { readonly tenantId: string; readonly id: string }[],
): Promise<ReadonlyMap<string, PlanRevisionRules>> {
  const rows = await run<{ id: string; number: number; spec: unknown }>(
    db,
    "load-revisions",
    text,
    [keys.map((key) => key.tenantId), keys.map((key) => key.id)],
  );
  return new Map(
    rows.map((row) => [row.id, { id: row.id, number: row.number, spec: specFromJson(row.spec) }]),
  );
}

const text = `
  select r.id, r.number, r.spec
  from unnest($1::uuid[], $2::uuid[]) as k (tenant_id, id)
  join plan_revision r on r.tenant_id = k.tenant_id and r.id = k.id`;
