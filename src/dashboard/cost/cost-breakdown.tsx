import { Download, Wallet } from "lucide-react";
import { useQuery } from "urql";
import { downloadCsv } from "../app/download-csv.js";
import { count, money, moneyExact } from "../app/format.js";
import { KeyName } from "../app/key-name.js";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { Select } from "../design/controls.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import {
  type CostRowFragment,
  CostRowsDocument,
  type CostRowsQuery,
  type ReportDimension,
} from "./cost.generated.js";
import { costWords } from "./cost.words.js";

const dimensions = ["VENDOR", "CHANNEL", "COUNTRY", "PLAN", "NETWORK", "PURPOSE"] as const;

interface CostBreakdownProps {
  readonly range: { readonly from: string; readonly to: string };
  readonly by: string | undefined;
  readonly onBy: (by: string) => void;
}

/** Spending by one dimension, the dearest first. */
export function CostBreakdown({ range, by, onBy }: CostBreakdownProps) {
  const t = useWords(costWords);
  const say = useEnumWords();
  const dimension: ReportDimension = dimensions.find((one) => one === by) ?? "VENDOR";
  const [{ data, error }, again] = useQuery({
    query: CostRowsDocument,
    variables: { range, groupBy: [dimension] },
  });
  const rows = data?.costReport.rows.nodes.toSorted((a, b) => amount(b) - amount(a));
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
            onClick={() => writeCsv(dimension, data?.costReport.currency ?? "", rows ?? [])}
          >
            <Download size={14} aria-hidden="true" /> {t("csv")}
          </button>
        </div>
      </div>
      {data === undefined || rows === undefined ? (
        error === undefined ? (
          <Bones rows={6} />
        ) : (
          <ErrorNotice error={error} retry={() => again({ requestPolicy: "network-only" })} />
        )
      ) : rows.length === 0 ? (
        <Notice Icon={Wallet} title={t("empty")}>
          <p>{t("emptyMore")}</p>
        </Notice>
      ) : (
        <Rows {...{ rows, data, dimension }} />
      )}
    </section>
  );
}

function amount(row: CostRowFragment): number {
  return Number(row.cost.amount);
}

function writeCsv(dimension: string, currency: string, rows: readonly CostRowFragment[]): void {
  downloadCsv(`cost-by-${dimension.toLowerCase()}`, [
    [dimension.toLowerCase(), `cost ${currency}`, `wasted ${currency}`, "sends", "verified"],
    ...rows.map((row) => [
      row.key[0]?.value ?? "",
      row.cost.amount,
      row.wasted.amount,
      row.sendCount,
      row.verifiedCount,
    ]),
  ]);
}

interface RowsProps {
  readonly rows: readonly CostRowFragment[];
  readonly data: CostRowsQuery;
  readonly dimension: ReportDimension;
}

function Rows({ rows, data, dimension }: RowsProps) {
  const t = useWords(costWords);
  const say = useEnumWords();
  const most = Math.max(...rows.map(amount), Number.MIN_VALUE);
  return (
    <div className="table-wrap" tabIndex={0} role="region" aria-label={t("breakdown")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{say(dimension)}</th>
            <th scope="col" className="right">
              {t("cost")}
            </th>
            <th scope="col">
              <span className="hidden-visually">{t("wasted")}</span>
            </th>
            <th scope="col" className="right">
              {t("wasted")}
            </th>
            <th scope="col" className="right">
              {t("perVerified")}
            </th>
            <th scope="col" className="right">
              {t("verified")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key[0]?.value ?? ""}>
              <td className="nowrap">
                <KeyName
                  value={row.key[0]?.value ?? ""}
                  dimension={dimension}
                  plans={data.plans.nodes}
                  vendors={data.vendors.nodes}
                />
              </td>
              <td className="right num strong" title={moneyExact(row.cost)}>
                {money(row.cost)}
              </td>
              <td className="share-cell">
                <svg aria-hidden="true">
                  <rect className="track" width="100%" height="6" rx="3" />
                  <rect className="part" width={share(amount(row), most)} height="6" rx="3" />
                  <rect
                    className="waste"
                    width={share(Number(row.wasted.amount), most)}
                    height="6"
                    rx="3"
                  />
                </svg>
              </td>
              <td className="right num soft">{money(row.wasted)}</td>
              <td className="right num">{money(row.costPerVerified, "price")}</td>
              <td className="right num soft">{count(row.verifiedCount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2)}%`;
}
