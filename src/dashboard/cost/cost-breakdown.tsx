import { Wallet } from "lucide-react";
import { downloadCsv } from "../app/download-csv.js";
import { count, money, moneyExact } from "../app/format.js";
import { KeyName } from "../app/key-name.js";
import { usePlanNames, useVendorNames } from "../app/use-names.js";
import { usePages } from "../app/use-pages.js";
import { BreakdownCard } from "../design/breakdown-card.js";
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

/** The dimension that an address names; the first where it names none. */
export function readDimension(by: string | undefined): (typeof dimensions)[number] {
  return dimensions.find((one) => one === by) ?? "VENDOR";
}

const rowsOf = (data: CostRowsQuery) => data.costReport.rows;

interface CostBreakdownProps {
  readonly range: { readonly from: string; readonly to: string };
  readonly by: string | undefined;
  readonly onBy: (by: string) => void;
}

/** Spending by one dimension, the dearest first. */
export function CostBreakdown({ range, by, onBy }: CostBreakdownProps) {
  const t = useWords(costWords);
  const dimension = readDimension(by);
  const variables = { range, groupBy: [dimension] };
  const list = usePages(CostRowsDocument, variables, rowsOf, { isWhole: true });
  return (
    <BreakdownCard
      title={t("breakdown")}
      by={t("by")}
      csv={t("csv")}
      dimension={dimension}
      dimensions={dimensions}
      rows={list.hasMore ? undefined : list.rows?.toSorted((a, b) => amount(b) - amount(a))}
      error={list.error}
      empty={{ Icon: Wallet, title: t("empty"), more: t("emptyMore") }}
      onBy={onBy}
      onRetry={list.again}
      onCsv={(rows) => writeCsv(dimension, list.data?.costReport.currency ?? "", rows)}
    >
      {(rows) => <Rows rows={rows} dimension={dimension} />}
    </BreakdownCard>
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
  readonly dimension: ReportDimension;
}

function Rows({ rows, dimension }: RowsProps) {
  const t = useWords(costWords);
  const say = useEnumWords();
  const plans = usePlanNames();
  const vendors = useVendorNames();
  const most = Math.max(...rows.map(amount), Number.MIN_VALUE);
  return (
    <>
      <thead>
        <tr>
          <th scope="col">{say(dimension)}</th>
          <th scope="col" className="right">
            {t("cost")}
          </th>
          <th scope="col" className="roomy-only">
            <span className="hidden-visually">{t("shareOfCost")}</span>
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
                plans={plans}
                vendors={vendors}
              />
            </td>
            <td className="right num strong" title={moneyExact(row.cost)}>
              {money(row.cost)}
            </td>
            <td className="share-cell roomy-only">
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
    </>
  );
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2)}%`;
}
