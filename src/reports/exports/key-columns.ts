import type { ReportDimension } from "../report-request.js";
import type { QueryColumn } from "./export-query.js";

/** A report's keys as columns, in the order of the dimensions: "day", "vendor", … */
export function keyColumns(groupBy: readonly ReportDimension[]): QueryColumn[] {
  return groupBy.map((dimension, index) => ({
    name: dimension.toLowerCase(),
    type: dimension === "PURPOSE" ? "TEXT" : "WORD",
    sql: `r.k${index + 1}`,
  }));
}

/** The order of a report's rows. */
export function keyOrder(groupBy: readonly ReportDimension[]): string {
  return groupBy.length === 0
    ? ""
    : `order by ${groupBy.map((_, at) => `r.k${at + 1}`).join(", ")}`;
}
