/**
 * SQL of a table (tenant_id, id) of distinct keys in the order of locks, out of two array
 * parameters. What is joined to it `cross join lateral` with a row lock inside is looked up key by
 * key: the planner cannot turn it around into a scan of all that a tenant has, as it does while a
 * growing table has no statistics.
 */
export function keysInOrder(tenantIds: string, ids: string): string {
  return `(
  select distinct k.tenant_id, k.id
  from unnest(${tenantIds}::uuid[], ${ids}::uuid[]) as k(tenant_id, id)
  order by k.tenant_id, k.id
)`;
}
