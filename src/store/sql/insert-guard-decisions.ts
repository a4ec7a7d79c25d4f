import type { GuardDecisionRow } from "../../flow/rows.js";
import { type Connection, write } from "./statement.js";

/** Appends what guard rules found in sends, behind the sends. Cost: one row, two index entries. */
export function insertGuardDecisions(
  db: Connection,
  rows: readonly GuardDecisionRow[],
): Promise<void> {
  return write(db, "insert-guard-decisions", text, [
    rows.map((row) => row.tenantId),
    rows.map((row) => row.id),
    rows.map((row) => row.ruleId),
    rows.map((row) => row.sendId),
    rows.map((row) => row.at.toISOString()),
    rows.map((row) => row.isBlocked),
    rows.map((row) => JSON.stringify(row.facts)),
    rows.map((row) => String(row.savedMicros)),
  ]);
}

const text = `
  insert into guard_decision (tenant_id, id, rule_id, send_id, at, is_blocked, facts, saved_micros)
  select n.* from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[],
    $6::boolean[], $7::jsonb[], $8::bigint[]) as n`;
