import { Building2, Plus, Search } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { day, percent } from "../app/format.js";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { useWords } from "../words/use-words.js";
import { type TenantFactsFragment, TenantsDocument } from "./operator.generated.js";
import { operatorWords } from "./operator.words.js";
import { NewTenantSheet, TenantSheet } from "./tenant-sheet.js";

type Open = { readonly kind: "new" } | { readonly kind: "one"; readonly of: TenantFactsFragment };

/** Who buys here, found by a part of a name. */
export function TenantsCard() {
  const t = useWords(operatorWords);
  const [open, setOpen] = useState<Open | null>(null);
  const [wanted, setWanted] = useState("");
  const [{ data, error }, again] = useQuery({ query: TenantsDocument, variables: {} });
  const read = () => again({ requestPolicy: "network-only" });
  const text = wanted.trim().toLowerCase();
  const found = (data?.tenants.nodes ?? []).filter((one) =>
    [one.name, one.slug, one.brand, one.currency].some((part) => part.toLowerCase().includes(text)),
  );
  const close = () => {
    setOpen(null);
    read();
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("tenantsCount", { count: data?.tenants.nodes.length ?? 0 })}</h2>
        <div className="row wrap">
          <label className="search">
            <Search size={14} aria-hidden="true" />
            <input
              className="input"
              type="search"
              aria-label={t("searchTenants")}
              placeholder={t("search")}
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
            />
          </label>
          <button type="button" className="btn primary" onClick={() => setOpen({ kind: "new" })}>
            <Plus size={14} aria-hidden="true" /> {t("newTenant")}
          </button>
        </div>
      </div>
      {data === undefined ? (
        error === undefined ? (
          <Bones rows={5} height={30} />
        ) : (
          <ErrorNotice error={error} retry={read} />
        )
      ) : found.length === 0 ? (
        <Notice Icon={Building2} title={t(text === "" ? "noTenants" : "noneFound")}>
          <p>{t(text === "" ? "noTenantsMore" : "noneFoundMore")}</p>
        </Notice>
      ) : (
        <TenantTable tenants={found} onOpen={(of) => setOpen({ kind: "one", of })} />
      )}
      {data?.tenants.pageInfo.hasNextPage === true && (
        <p className="card-body small faint">{t("firstHundred")}</p>
      )}
      {open?.kind === "new" && <NewTenantSheet onClose={close} />}
      {open?.kind === "one" && <TenantSheet tenant={open.of} onClose={close} />}
    </section>
  );
}

interface TenantTableProps {
  readonly tenants: readonly TenantFactsFragment[];
  readonly onOpen: (tenant: TenantFactsFragment) => void;
}

function TenantTable({ tenants, onOpen }: TenantTableProps) {
  const t = useWords(operatorWords);
  const heads = ["name", "currency", "zone", "language", "duplicates", "exploration", "since"];
  return (
    <div className="table-wrap" tabIndex={0} role="region" aria-label={t("tenants")}>
      <table className="table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(head as keyof typeof operatorWords)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {tenants.map((one) => (
            <tr key={one.id}>
              <th scope="row" className="nowrap">
                <div className="strong">{one.name}</div>
                <code className="mono faint">{one.slug}</code>
              </th>
              <td>{one.currency}</td>
              <td className="nowrap soft">{one.timeZone}</td>
              <td className="soft">{one.locale}</td>
              <td className="num soft">{percent(one.routing.duplicateRateMax)}</td>
              <td className="num soft">{percent(one.routing.explorationRate)}</td>
              <td className="num soft nowrap">{day(one.createdAt)}</td>
              <td className="right">
                <button
                  type="button"
                  className="btn plain"
                  aria-label={t("changeNamed", { name: one.name })}
                  onClick={() => onOpen(one)}
                >
                  {t("change")}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
