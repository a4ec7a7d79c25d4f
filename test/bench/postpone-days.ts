import type pg from "pg";

/**
 * Closed days are added up for cost reports tomorrow: not while a bench fills its tables, nor in
 * the time that it measures.
 */
export async function postponeDays(owner: pg.Client): Promise<void> {
  await owner.query(
    `insert into cost_cursor (tenant_id, seq, zone, next_build_at)
     select tenant_id, last_seq, 'UTC', now() + interval '1 day' from tenant_counter
     on conflict (tenant_id) do update set next_build_at = excluded.next_build_at`,
  );
}
