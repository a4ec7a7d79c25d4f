import type { DataSource, EntityManager } from "typeorm";
import type { Viewer } from "../flow/viewer.js";

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const retriableStates = new Set(["40001", "40P01"]);
const triesMax = 3;

/**
 * Runs `work` in a transaction that sees what the viewer may see. Begins anew, at most 3 times,
 * after a serialization failure or a deadlock; `work` must therefore have no effect outside the
 * transaction.
 */
export async function asViewer<T>(
  dataSource: DataSource,
  viewer: Viewer,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  const settings = viewerSettings(viewer);
  for (let tries = 1; ; tries += 1) {
    try {
      return await dataSource.transaction(async (tx) => {
        await tx.query(settings);
        return work(tx);
      });
    } catch (error) {
      if (tries >= triesMax || !retriableStates.has(sqlState(error) ?? "")) {
        throw error;
      }
    }
  }
}

/** Lets the rest of the transaction act for a tenant as well: for an operator that makes one. */
export async function actForTenant(tx: EntityManager, tenantId: string): Promise<void> {
  await tx.query(`set local app.tenant = '${checkedUuid(tenantId)}'`);
}

/** The SQLSTATE of a failed statement; null for other errors. */
export function sqlState(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : null;
}

/** True when the statement broke the unique index or constraint of this name. */
export function breaksUnique(error: unknown, constraint: string): boolean {
  const named = (error as { driverError?: { constraint?: unknown } } | null)?.driverError;
  return sqlState(error) === "23505" && named?.constraint === constraint;
}

function viewerSettings(viewer: Viewer): string {
  const isOperator = viewer.kind === "key" && viewer.role === "OPERATOR";
  const tenant = viewer.tenantId === null ? "" : checkedUuid(viewer.tenantId);
  // SET LOCAL takes no parameters, and set_config() would not reach the nodes of a distributed
  // Postgres.
  const operator = isOperator ? "on" : "off";
  return `set local app.tenant = '${tenant}'; set local app.operator = '${operator}'`;
}

function checkedUuid(text: string): string {
  if (!uuidPattern.test(text)) {
    throw new TypeError("not a lower-case uuid");
  }
  return text;
}
