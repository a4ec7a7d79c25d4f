import { Building2, Plus } from "lucide-react";
import { useState } from "react";
import { day, percent } from "../app/format.js";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { usePages } from "../app/use-pages.js";
import { useRested } from "../app/use-rested.js";
import { MoreRows } from "../design/more-rows.js";
import { SearchField } from "../design/search-field.js";
import { useWords } from "../words/use-words.js";
import {
  type TenantFactsFragment,
  TenantsDocument,
  type TenantsQuery,
} from "./operator.generated.js";
import { operatorWords } from "./operator.words.js";
import { NewTenantSheet, TenantSheet } from "./tenant-sheet.js";

type Open = { readonly kind: "new" } | { readonly kind: "one"; readonly of: TenantFactsFragment };

const tenantsOf = (data: TenantsQuery) => data.tenants;
const restMs = 250;

/** Who buys here, found by a part of a name. */
export function TenantsCard() {
  const t = useWords(operatorWords);
  const [open, setOpen] = useState<Open | null>(null);
  const [wanted, setWanted] = useState("");
  const search = useRested(wanted.trim(), restMs);
  const list = usePages(TenantsDocument, { search }, tenantsOf);
  const { rows: found, error, again } = list;
  const close = () => {
    setOpen(null);
    again();
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("tenants")}</h2>
        <div className="row wrap">
          <SearchField
            label={t("searchTenants")}
            placeholder={t("search")}
            value={wanted}
            onChange={setWanted}
          />
          <button type="button" className="btn primary" onClick={() => setOpen({ kind: "new" })}>
            <Plus size={14} aria-hidden="true" /> {t("newTenant")}
          </button>
        </div>
      </div>
      {found === undefined ? (
        error === undefined ? (
          <Bones rows={5} height={30} />
        ) : (
          <ErrorNotice error={error} retry={again} />
        )
      ) : found.length === 0 ? (
        <Notice Icon={Building2} title={t(search === "" ? "noTenants" : "noneFound")}>
          <p>{t(search === "" ? "noTenantsMore" : "noneFoundMore")}</p>
        </Notice>
      ) : (
        <TenantTable tenants={found} onOpen={(of) => setOpen({ kind: "one", of })} />
      )}
      <MoreRows list={list} />
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
