import assert from "node:assert/strict";
import type pg from "pg";
import type { AuditReader, Violation } from "../../manage/audit/audit.js";
import { attemptInvariants } from "./audit-attempts.js";
import { budgetInvariants } from "./audit-budgets.js";
import { eventInvariants } from "./audit-events.js";
import type { Invariant } from "./audit-invariant.js";
import { ledgerInvariants } from "./audit-ledger.js";
import { lookUpInvariants } from "./audit-look-ups.js";
import { sendInvariants } from "./audit-sends.js";

/** Every rule by name, in the order in which they are checked. */
export const invariants: ReadonlyMap<string, Invariant> = new Map(
  [
    ...ledgerInvariants,
    ...lookUpInvariants,
    ...sendInvariants,
    ...attemptInvariants,
    ...budgetInvariants,
    ...eventInvariants,
  ].map((invariant) => [invariant.name, invariant]),
);

interface ViolationRow {
  readonly tenant_id: string | null;
  readonly id: string;
  readonly expected: string;
  readonly found: string;
}

/**
 * Runs the rules as the owner: the engine's connections may not join whole tables by hash, which
 * takes ten times as long here. Each is one statement that scans whole tables: minutes on tens of
 * millions of rows, and never a lock that a send waits for.
 */
export function createAuditReader(pool: pg.Pool): AuditReader {
  return {
    invariants: [...invariants.keys()],
    async violationsOf(name, now) {
      const invariant = invariants.get(name);
      assert(invariant !== undefined, "unknown invariant");
      const { rows } = await pool.query<ViolationRow>(
        `select v.tenant_id, v.id, v.expected, v.found from (${invariant.sql}) v
         where $1::timestamptz is not null order by v.tenant_id, v.id limit 1000`,
        [now],
      );
      return rows.map(
        (row): Violation => ({
          invariant: name,
          tenantId: row.tenant_id,
          id: row.id,
          expected: row.expected,
          found: row.found,
        }),
      );
    },
  };
}
