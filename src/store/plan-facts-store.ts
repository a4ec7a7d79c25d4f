import type { DataSource } from "typeorm";
import type { CatalogueAccount, PlanFactsReader, PlanTenant } from "../manage/plans/ports.js";
import { asViewer } from "./as-viewer.js";

/** What plans need of their tenant and of the catalogue, behind row-level security. */
export function createPlanFactsStore(dataSource: DataSource): PlanFactsReader {
  return {
    tenant: (viewer) =>
      asViewer(dataSource, viewer, async (tx) => {
        const [tenant] = await tx.query<PlanTenant[]>(
          "select id, brand, currency, locale from tenant where id = $1",
          [viewer.tenantId],
        );
        return tenant ?? null;
      }),
    catalogueAccounts: (viewer, names, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        const rows = await tx.query<StoredAccount[]>(text, [
          names.map((name) => name.vendor),
          names.map((name) => name.accountId),
          viewer.tenantId,
          now,
        ]);
        return rows.map(
          (row): CatalogueAccount => ({
            ...row,
            offers: row.offers.map((offer) => ({
              ...offer,
              priceMicros: BigInt(offer.priceMicros),
            })),
          }),
        );
      }),
  };
}

type StoredAccount = Omit<CatalogueAccount, "offers"> & {
  readonly offers: readonly (Omit<CatalogueAccount["offers"][number], "priceMicros"> & {
    readonly priceMicros: string;
  })[];
};

// Prices of the account itself go before list prices of the same channel and country.
const text = `
  select n.vendor, n.account_id as "accountId", a.id, v.adapter,
    (a.id is null or a.disconnected_at is not null) as "isDisconnected",
    coalesce((select jsonb_agg(
        jsonb_build_object('channel', s ->> 'channel', 'country', s ->> 'country'))
      from jsonb_array_elements(a.senders) as s), '[]') as senders,
    coalesce((select jsonb_agg(jsonb_build_object('channel', p.channel, 'country', p.country))
      from vendor_pause p where p.vendor_id = v.id and p.resumed_at is null), '[]') as pauses,
    coalesce((select jsonb_agg(to_jsonb(o)) from (
      select c.channel, c.country, min(c.price_micros)::text as "priceMicros", r.rate::text as rate
      from (select o.channel, o.country, p.price_micros, p.currency,
          rank() over (partition by o.channel, o.country order by o.account_id nulls last) as place
        from offer o join offer_price p on p.offer_id = o.id and p.effective_from <= $4
          and (p.effective_until is null or p.effective_until > $4)
        where o.vendor_id = v.id and o.withdrawn_at is null
          and (o.account_id is null or o.account_id = a.id)) c
      left join lateral (select case when c.currency = t.currency then 1 else (
          select x.rate from exchange_rate x where x.base = c.currency and x.quote = t.currency
            and x.effective_from <= $4
            order by x.effective_from desc limit 1) end as rate) r on true
      where c.place = 1
      group by c.channel, c.country, c.currency, r.rate) o), '[]') as offers
  from unnest($1::text[], $2::uuid[]) as n (vendor, account_id)
  join vendor v on v.slug = n.vendor
  join tenant t on t.id = $3
  left join vendor_account a on a.vendor_id = v.id and case when n.account_id is null
    then a.tenant_id is null and a.disconnected_at is null else a.id = n.account_id end`;
