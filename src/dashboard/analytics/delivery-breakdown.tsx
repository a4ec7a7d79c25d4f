import { Download } from "lucide-react";
import { useQuery } from "urql";
import { downloadCsv } from "../app/download-csv.js";
import { count, duration, percent } from "../app/format.js";
import { KeyName } from "../app/key-name.js";
import { Bones, ErrorNotice } from "../app/notices.js";
import { Select } from "../design/controls.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import {
  type DeliveryRowFragment,
  DeliveryRowsDocument,
  type DeliveryRowsQuery,
  type ReportDimension,
  type ReportFilter,
} from "./analytics.generated.js";
import { analyticsWords } from "./analytics.words.js";

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
  const say = useEnumWords();
  const dimension: ReportDimension = dimensions.find((one) => one === by) ?? "PLAN";
  const [{ data, error }] = useQuery({
    query: DeliveryRowsDocument,
    variables: { range, groupBy: [dimension], filter },
  });
  const rows = data?.deliveryReport.rows.nodes.toSorted((a, b) => b.sendCount - a.sendCount);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("breakdown")}</h2>
        <div className="row">
          <Select
            label={t("by")}
            isBare
            value={dimension}
            options={dimensions.map((one) => [one, say(one)] as const)}
            onChange={onBy}
          />
          <button
            type="button"
            className="btn plain"
            disabled={rows === undefined}
            onClick={() => writeCsv(dimension, rows ?? [])}
          >
            <Download size={14} aria-hidden="true" /> {t("csv")}
          </button>
        </div>
      </div>
      {data === undefined || rows === undefined ? (
        error === undefined ? (
          <Bones rows={5} />
        ) : (
          <ErrorNotice error={error} />
        )
      ) : (
        <Rows {...{ rows, data, dimension }} />
      )}
    </section>
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
  readonly data: DeliveryRowsQuery;
  readonly dimension: ReportDimension;
}

function Rows({ rows, data, dimension }: RowsProps) {
  const t = useWords(analyticsWords);
  const say = useEnumWords();
  const heads = ["sends", "delivery", "success", "autoSwitch", "failover", "toDeliver"] as const;
  return (
    <div className="table-wrap" tabIndex={0} role="region" aria-label={t("breakdown")}>
      <table className="table">
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
                  plans={data.plans.nodes}
                  vendors={data.vendors.nodes}
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
      </table>
    </div>
  );
}
