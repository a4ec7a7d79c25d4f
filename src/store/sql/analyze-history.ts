import type { Connection } from "./statement.js";

/**
 * Tells the planner what the tables hold after many rows came at once: until then it takes them for
 * empty and reads them row by row. As their owner; a second at most.
 */
export async function analyzeHistory(owner: Connection): Promise<void> {
  await owner.query(
    "analyze send, attempt, receipt, message_route, ledger_entry, event, budget_period, alert",
  );
}
