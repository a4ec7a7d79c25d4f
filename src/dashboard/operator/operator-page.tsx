import { Lock } from "lucide-react";
import { useQuery } from "urql";
import { dayAndTime } from "../app/format.js";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { useSession } from "../app/session.js";
import { useWords } from "../words/use-words.js";
import { ImportCard } from "./import-card.js";
import { MarketplaceDocument, type MarketplaceQuery } from "./operator.generated.js";
import { operatorWords } from "./operator.words.js";

/** The marketplace itself, for those who run it. */
export function OperatorPage() {
  const t = useWords(operatorWords);
  const { can } = useSession();
  return can("OPERATE") ? (
    <Marketplace />
  ) : (
    <div className="card">
      <Notice Icon={Lock} title={t("forbidden")} />
    </div>
  );
}

function Marketplace() {
  const t = useWords(operatorWords);
  const [{ data, error }, again] = useQuery({ query: MarketplaceDocument });
  const read = () => again({ requestPolicy: "network-only" });
  return (
    <>
      <PageHead title={t("title")}>{t("intro")}</PageHead>
      {data === undefined ? (
        <div className="card">
          {error === undefined ? <Bones rows={8} /> : <ErrorNotice error={error} retry={read} />}
        </div>
      ) : (
        <div className="stack wide">
          <TenantsCard tenants={data.tenants.nodes} />
          <ImportCard vendors={data.vendors.nodes} onImported={read} />
          <ImportsCard imports={data.rateSheetImports.nodes} />
          <RatesCard rates={data.exchangeRates} />
        </div>
      )}
    </>
  );
}

interface TableProps {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly [key: string, ...cells: (string | number)[]])[];
}

function TableCard({ title, heads, rows }: TableProps) {
  return (
    <section className="card">
      <div className="card-head">
        <h2>{title}</h2>
      </div>
      <div className="table-wrap" tabIndex={0} role="region" aria-label={title}>
        <table className="table">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([key, ...cells]) => (
              <tr key={key}>
                {cells.map((cell, index) => (
                  <td key={heads[index]} className={index === 0 ? "strong" : "num soft"}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function TenantsCard({ tenants }: { readonly tenants: MarketplaceQuery["tenants"]["nodes"] }) {
  const t = useWords(operatorWords);
  return (
    <TableCard
      title={t("tenants")}
      heads={[t("name"), t("currency"), t("zone"), t("since")]}
      rows={tenants.map((tenant) => [
        tenant.id,
        tenant.name,
        tenant.currency,
        tenant.timeZone,
        dayAndTime(tenant.createdAt),
      ])}
    />
  );
}

function RatesCard({ rates }: { readonly rates: MarketplaceQuery["exchangeRates"] }) {
  const t = useWords(operatorWords);
  return (
    <TableCard
      title={t("rates")}
      heads={[t("pair"), t("rate"), t("from")]}
      rows={rates.map(({ base, quote, rate, effectiveFrom }) => [
        `${base} ${quote} ${effectiveFrom}`,
        `${base} → ${quote}`,
        rate,
        dayAndTime(effectiveFrom),
      ])}
    />
  );
}

type Imports = MarketplaceQuery["rateSheetImports"]["nodes"];

function ImportsCard({ imports }: { readonly imports: Imports }) {
  const t = useWords(operatorWords);
  return (
    <TableCard
      title={t("imports")}
      heads={[t("vendor"), t("at"), t("result")]}
      rows={imports.map((one) => [
        one.id,
        one.vendor.name,
        `${dayAndTime(one.at)} · ${one.by}`,
        [
          t("did", did(one)),
          one.rejectedCount > 0 ? t("rejected", { count: one.rejectedCount }) : "",
        ]
          .filter(Boolean)
          .join(" · "),
      ])}
    />
  );
}

function did({ added, changed, withdrawn, unchanged }: Imports[number]) {
  return { added, changed, withdrawn, unchanged };
}
