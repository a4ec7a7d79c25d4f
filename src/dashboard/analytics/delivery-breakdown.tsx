import { ChartNoAxesColumn } from "lucide-react";
import { downloadCsv } from "../app/download-csv.js";
import { count, duration, percent } from "../app/format.js";
import { KeyName } from "../app/key-name.js";
import { usePlanNames, useVendorNames } from "../app/use-names.js";
import { BreakdownCard } from "../design/breakdown-card.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import type { DeliveryRowFragment, ReportDimension, ReportFilter } from "./analytics.generated.js";
import { analyticsWords } from "./analytics.words.js";
import { useDeliveryRows } from "./use-delivery-rows.js";

const dimensions = ["PLAN", "CHANNEL", "VENDOR", "COUNTRY", "NETWORK", "PURPOSE"] as const;

interface DeliveryBreakdownProps {
  readonly range: { readonly from: string; readonly to: string };
  /** Null = everything. */
  readonly filter: ReportFilter | null;
  readonly by: string | undefined;
  readonly onBy: (by: string) => void;
}

/** How sends fared by one dimension, the busiest first. */
export function DeliveryBreakdown({ range, filter, by, onBy }: DeliveryBreakdownProps) {
  const t = useWords(analyticsWords);
  const dimension: ReportDimension = dimensions.find((one) => one === by) ?? "PLAN";
  const list = useDeliveryRows(range, [dimension], filter);
  return (
    <BreakdownCard
      title={t("breakdown")}
      by={t("by")}
      csv={t("csv")}
      dimension={dimension}
      dimensions={dimensions}
      rows={list.hasMore ? undefined : list.rows?.toSorted((a, b) => b.sendCount - a.sendCount)}
      error={list.error}
      empty={{ Icon: ChartNoAxesColumn, title: t("empty"), more: t("emptyMore") }}
      onBy={onBy}
      onRetry={list.again}
      onCsv={(rows) => writeCsv(dimension, rows)}
    >
      {(rows) => <Rows rows={rows} dimension={dimension} />}
    </BreakdownCard>
  );
}

function writeCsv(dimension: string, rows: readonly DeliveryRowFragment[]): void {
  downloadCsv(`delivery-by-${dimension.toLowerCase()}`, [
    [
      dimension.toLowerCase(),
      "requests",
      "sends",
      "verified",
      "sendDeliveryRate",
      "successRate",
      "engagementRate",
      "autoSwitchRate",
      "failoverRate",
      "timeToDeliverMsP50",
      "timeToDeliverMsP95",
    ],
    ...rows.map((row) => [
      row.key[0]?.value ?? "",
      row.requestCount,
      row.sendCount,
      row.verifiedCount,
      row.sendDeliveryRate ?? "",
      row.successRate ?? "",
      row.engagementRate ?? "",
      row.autoSwitchRate ?? "",
      row.failoverRate ?? "",
      row.timeToDeliverMsP50 ?? "",
      row.timeToDeliverMsP95 ?? "",
    ]),
  ]);
}

interface RowsProps {
  readonly rows: readonly DeliveryRowFragment[];
  readonly dimension: ReportDimension;
}

function Rows({ rows, dimension }: RowsProps) {
  const t = useWords(analyticsWords);
  const say = useEnumWords();
  const plans = usePlanNames();
  const vendors = useVendorNames();
  const heads = ["sends", "delivery", "success", "autoSwitch", "failover", "toDeliver"] as const;
  return (
    <>
      <thead>
        <tr>
          <th scope="col">{say(dimension)}</th>
          {heads.map((head) => (
            <th key={head} scope="col" className="right">
              {t(head)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key[0]?.value ?? ""}>
            <td className="nowrap strong">
              <KeyName
                value={row.key[0]?.value ?? ""}
                dimension={dimension}
                plans={plans}
                vendors={vendors}
              />
            </td>
            <td className="right num">{count(row.sendCount)}</td>
            <td className="right num">{percent(row.sendDeliveryRate)}</td>
            <td className="right num strong">{percent(row.successRate)}</td>
            <td className="right num soft">{percent(row.autoSwitchRate)}</td>
            <td className="right num soft">{percent(row.failoverRate)}</td>
            <td className="right num soft">
              {duration(row.timeToDeliverMsP50)}
              <div className="tiny faint">
                {t("p95", { time: duration(row.timeToDeliverMsP95) })}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </>
  );
}
