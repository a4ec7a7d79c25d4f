import { useEffect, useState } from "react";
import { type CombinedError, useClient } from "urql";
import {
  DeliveryByDayDocument,
  type DeliveryByDayQueryVariables,
  type DeliveryRowFragment,
  type ReportDimension,
  type ReportFilter,
} from "./analytics.generated.js";
import type { Period } from "./periods.js";

export interface DailyRows {
  readonly rows: readonly DeliveryRowFragment[] | null;
  readonly error: CombinedError | null;
}

/** A report has as many rows as days times values: it is read to its end, page by page. */
const pagesMax = 20;

/** Each day's row of each value of a dimension; a null dimension = nothing is asked for. */
export function useDailyRows(
  range: Period,
  dimension: ReportDimension | null,
  filter: ReportFilter | null,
): DailyRows {
  const client = useClient();
  const [told, setTold] = useState<DailyRows>({ rows: null, error: null });
  useEffect(() => {
    if (dimension === null) {
      return;
    }
    let isLeft = false;
    const read = async () => {
      setTold({ rows: null, error: null });
      const rows: DeliveryRowFragment[] = [];
      let after: string | null = null;
      for (let page = 0; page < pagesMax && !isLeft; page += 1) {
        const variables: DeliveryByDayQueryVariables = {
          range,
          groupBy: [dimension, "DAY"],
          filter,
          after,
        };
        const { data, error } = await client.query(DeliveryByDayDocument, variables);
        if (data === undefined) {
          return isLeft ? undefined : setTold({ rows: null, error: error ?? null });
        }
        const { nodes, pageInfo } = data.deliveryReport.rows;
        rows.push(...nodes);
        after = pageInfo.endCursor;
        if (!pageInfo.hasNextPage) {
          break;
        }
      }
      if (!isLeft) {
        setTold({ rows, error: null });
      }
    };
    void read();
    return () => {
      isLeft = true;
    };
  }, [client, range, dimension, filter]);
  return told;
}
