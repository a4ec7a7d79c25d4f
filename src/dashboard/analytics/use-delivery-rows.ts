import { type Pages, usePages } from "../app/use-pages.js";
import {
  type DeliveryRowFragment,
  DeliveryRowsDocument,
  type DeliveryRowsQuery,
  type ReportDimension,
  type ReportFilter,
} from "./analytics.generated.js";
import type { Period } from "./periods.js";

const rowsOf = (data: DeliveryRowsQuery) => data.deliveryReport.rows;

/** A report's rows, read to their end; no dimension = nothing is asked for. */
export function useDeliveryRows(
  range: Period,
  groupBy: readonly ReportDimension[],
  filter: ReportFilter | null,
): Pages<DeliveryRowsQuery, DeliveryRowFragment> {
  const variables = { range, groupBy: [...groupBy], filter };
  return usePages(DeliveryRowsDocument, variables, rowsOf, {
    isWhole: true,
    isPaused: groupBy.length === 0,
  });
}
