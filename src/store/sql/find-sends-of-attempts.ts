import type { Key } from "../../flow/ports.js";
import { type Connection, run } from "./statement.js";

const text = `
select a.id as "attemptId", a.send_id as "sendId"
from unnest($1::uuid[], $2::uuid[]) as n(tenant_id, id)
join attempt a on a.tenant_id = n.tenant_id and a.id = n.id`;

/**
 * Which send each attempt belongs to; attempts that do not exist are left out.
 * One index look-up each.
 */
export async function findSendsOfAttempts(
  db: Connection,
  attempts: readonly Key[],
): Promise<readonly { attemptId: string; sendId: string }[]> {
  return await run<{ attemptId: string; sendId: string }>(db, "find-sends-of-attempts", text, [
    attempts.map((attempt) => attempt.tenantId),
    attempts.map((attempt) => attempt.id),
  ]);
}
