import { costReportSql } from "../cost-report.js";
import type { MakeExportQuery, QueryColumn } from "./export-query.js";
import { keyColumns, keyOrder } from "./key-columns.js";

const figures: readonly QueryColumn[] = [
  { name: "sendCount", type: "INTEGER", sql: "r.sends" },
  { name: "attemptCount", type: "INTEGER", sql: "r.attempts" },
  { name: "partCount", type: "INTEGER", sql: "r.parts" },
  { name: "deliveredCount", type: "INTEGER", sql: "r.delivered" },
  { name: "verifiedCount", type: "INTEGER", sql: "r.verified" },
];

const amounts: readonly QueryColumn[] = [
  { name: "cost", type: "AMOUNT", sql: "r.cost" },
  { name: "held", type: "AMOUNT", sql: "r.held" },
  { name: "maybe", type: "AMOUNT", sql: "r.maybe" },
  { name: "wasted", type: "AMOUNT", sql: "r.wasted" },
  { name: "duplicateCost", type: "AMOUNT", sql: "r.duplicate" },
];

/** The rows of a cost report in the order of their keys, which lead the columns. */
export const costReportRows: MakeExportQuery = async (db, tenant, request) => {
  const rows = await costReportSql(db, tenant, request);
  const currency: QueryColumn = { name: "currency", type: "WORD", sql: `'${tenant.currency}'` };
  return {
    columns: [...keyColumns(request.groupBy), ...figures, currency, ...amounts],
    from: `(${rows}) r ${keyOrder(request.groupBy)}`,
    count: null,
  };
};
