import { deliveryReportSql } from "../delivery-report.js";
import type { MakeExportQuery, QueryColumn } from "./export-query.js";
import { keyColumns, keyOrder } from "./key-columns.js";

const counts: readonly QueryColumn[] = [
  { name: "requestCount", type: "INTEGER", sql: "r.requests" },
  { name: "uniqueRecipientCount", type: "INTEGER", sql: "r.recipients" },
  { name: "sendCount", type: "INTEGER", sql: "r.sends" },
  { name: "deliveredCount", type: "INTEGER", sql: "r.delivered" },
  { name: "verifiedCount", type: "INTEGER", sql: "r.verified" },
  { name: "failedCount", type: "INTEGER", sql: "r.failed" },
  { name: "blockedCount", type: "INTEGER", sql: "r.blocked" },
  { name: "resendCount", type: "INTEGER", sql: "r.resends" },
];

const rates: readonly QueryColumn[] = [
  { name: "sendDeliveryRate", type: "FLOAT", sql: share("r.delivered", "r.sends") },
  { name: "successRate", type: "FLOAT", sql: share("r.verified", "r.sends") },
  { name: "engagementRate", type: "FLOAT", sql: share("r.requests", "r.recipients") },
  { name: "autoSwitchRate", type: "FLOAT", sql: share("r.switched", "r.sends") },
  { name: "failoverRate", type: "FLOAT", sql: share("r.failed_over", "r.sends") },
  { name: "timeToDeliverMsP50", type: "INTEGER", sql: "r.deliver_ms_p50" },
  { name: "timeToDeliverMsP95", type: "INTEGER", sql: "r.deliver_ms_p95" },
  { name: "timeToVerifyMsP50", type: "INTEGER", sql: "r.verify_ms_p50" },
];

/** The rows of a delivery report in the order of their keys, which lead the columns. */
export const deliveryReportRows: MakeExportQuery = async (db, tenant, request) => ({
  columns: [...keyColumns(request.groupBy), ...counts, ...rates],
  from: `(${await deliveryReportSql(db, tenant, request)}) r ${keyOrder(request.groupBy)}`,
  count: null,
});

/** Null where there is nothing to divide by. */
function share(part: string, whole: string): string {
  return `${part}::double precision / nullif(${whole}, 0)`;
}
