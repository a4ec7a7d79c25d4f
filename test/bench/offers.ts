import type pg from "pg";
import type { OfferQuery } from "../../src/manage/rates/ports.js";
import { ownerViewer } from "../../src/manage/system-viewer.js";
import { connectDataSource } from "../../src/store/data-source.js";
import { measuredOffersStatement } from "../../src/store/measured-offers.js";
import { createOfferStore } from "../../src/store/offer-store.js";
import { planEntities } from "../../src/store/plan-store.js";
import { createPool } from "../../src/store/pool.js";
import type { Figure } from "./figures.js";
import { median } from "./percentile.js";
import type { Rig } from "./rig.js";
import { withoutIndexes } from "./without-indexes.js";

const plain = { must: null, aim: null };

/** 200 vendors × 5 channels × 220 countries × 3 networks, each measured. */
const fill = [
  `insert into vendor (id, slug, name, adapter, channels, listed_at)
   select gen_random_uuid(), 'bench-' || n, 'Bench ' || n, 'sandbox', '{SMS}', now()
   from generate_series(1, 200) n`,
  `insert into offer (id, vendor_id, channel, country, mcc, mnc, billed_on, created_at)
   select gen_random_uuid(), v.id, channel, chr(65 + c / 26) || chr(65 + c % 26), '510',
     lpad(n::text, 2, '0'), 'DELIVERED', now()
   from vendor v, unnest('{SMS,WHATSAPP,VOICE,VIBER,RCS}'::text[]) channel,
     generate_series(0, 219) c, generate_series(1, 3) n
   where v.slug like 'bench-%'`,
  `insert into offer_price (offer_id, price_micros, currency, effective_from, source,
     created_at)
   select o.id, 1000 + (random() * 90000)::bigint, 'USD',
     now() - interval '1 hour', 'bench', now()
   from offer o join vendor v on v.id = o.vendor_id where v.slug like 'bench-%'`,
  `insert into market_stat (span, vendor_id, channel, country, network, attempts, submitted,
     delivered, undelivered, silent, rejected, unknown, verified, closed, cost_micros, marks,
     mark_counts, delivery_rate, delivery_low, success_rate, success_low, latency_ms_p95,
     cost_per_verified_micros)
   select 'LAST_24_HOURS', o.vendor_id, o.channel, o.country, o.mcc || o.mnc, 1000, 1000, 900, 100,
     0, 0, 0, 700, 1000, 9000000, '{80,120}', '{500,400}', r.one, r.one * 0.95, r.two, r.two * 0.9,
     (r.one * 30000)::integer, 5000 + (r.two * 90000)::bigint
   from offer o join vendor v on v.id = o.vendor_id
   cross join lateral (select random() as one, random() as two, o.id) r
   where v.slug like 'bench-%'`,
  "vacuum analyze vendor",
];

// Far enough ahead, so that the server's own refresh leaves the rows alone.
const refreshed = `insert into market_stat_refresh (span, as_of)
  select span, now() + interval '1 day'
  from unnest('{LAST_HOUR,LAST_24_HOURS,LAST_7_DAYS,LAST_30_DAYS}'::text[]) span
  on conflict (span) do update set as_of = excluded.as_of`;

/** What the page needs at the least: the index on the figure, and the offers behind it. */
const bare = `select o.*, v.slug, p.price_micros, p.currency, p.effective_from, p.effective_until,
    m.cost_per_verified_micros
  from market_stat m
  join offer o on o.vendor_id = m.vendor_id and o.channel = m.channel
    and o.cell_country = m.country and o.cell_network = m.network
    and o.withdrawn_at is null
  join vendor v on v.id = o.vendor_id
  join offer_price p on p.offer_id = o.id and p.effective_from <= now()
    and (p.effective_until is null or p.effective_until > now())
  where m.span = 'LAST_24_HOURS' and m.cost_per_verified_micros is not null
  order by m.cost_per_verified_micros limit 21`;

const page = `{ offers(first: 20, orderBy: { by: COST_PER_VERIFIED }) { nodes { id channel country
  price { amount } } pageInfo { hasNextPage endCursor } } }`;
const pageWithStats = page.replace("price {", "stats { deliveryRate attemptCount } price {");

/** The first page of offers by cost per verified, against the bare indexed select behind it. */
export async function measureOffers(rig: Rig, turns: number): Promise<Figure[]> {
  const [tenant] = rig.ready.tenants;
  if (tenant === undefined) {
    throw new Error("there is no tenant to ask");
  }
  const fillAt = performance.now();
  await rig.owner.query(refreshed);
  await withoutIndexes(rig.owner, ["offer", "offer_price", "market_stat"], async () => {
    // It looks each offer up, which has no index now.
    await rig.owner.query("alter table offer_price disable trigger parents");
    for (const text of fill) {
      await rig.owner.query(text);
    }
    await rig.owner.query("alter table offer_price enable trigger parents");
  });
  const filledSec = (performance.now() - fillAt) / 1000;
  const target = { kind: "socket", folder: rig.ready.socket, database: "sandi" } as const;
  const pool = createPool(target, "app", 1, () => undefined);
  const dataSource = await connectDataSource(target, 1, () => undefined, planEntities);
  const store = createOfferStore(dataSource);
  const viewer = ownerViewer("bench", tenant.id);
  const query = {
    filter: {},
    orderBy: "COST_PER_VERIFIED",
    descending: false,
    currency: "USD",
    limit: 20,
    after: null,
  } as const satisfies OfferQuery;
  const statement = measuredOffersStatement(query, null, tenant.id, new Date(), "measured");
  const times = await inTurns(turns, {
    bare: () => asTenant(pool, tenant.id, bare, []),
    statement: () => asTenant(pool, tenant.id, statement.text, statement.values),
    store: () => store.offers(viewer, query, new Date()),
    http: () => ask(rig.ready.url, tenant.key, page),
    stats: () => ask(rig.ready.url, tenant.key, pageWithStats),
    noop: () => ask(rig.ready.url, tenant.key, "{ viewer { role } }"),
  });
  const { rows } = await rig.owner.query<{ count: string }>("select count(*) from market_stat");
  await pool.end();
  await dataSource.destroy();
  const ms = (name: string, value: number): Figure => ({ name, value, unit: "ms", ...plain });
  return [
    { name: "to fill the tables", value: filledSec, unit: "s", ...plain },
    { name: "measured offers", value: Number(rows[0]?.count), unit: "", ...plain },
    ms("bare indexed select of the first page", times.bare),
    ms("the page's statement", times.statement),
    ms("the page as the server reads it", times.store),
    ms("the page over HTTP", times.http),
    ms("the page with its stats over HTTP", times.stats),
    ms("a query of nothing over HTTP", times.noop),
    {
      name: "the page as the server reads it, against the bare select",
      value: times.store / times.bare,
      unit: "×",
      must: { atMost: 2 },
      aim: null,
    },
  ];
}

/** Each in turn, as often as said, after as many to warm up; medians in milliseconds. */
async function inTurns<K extends string>(
  turns: number,
  works: Readonly<Record<K, () => Promise<unknown>>>,
): Promise<Readonly<Record<K, number>>> {
  const names = Object.keys(works) as K[];
  const times = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let turn = 0; turn < 2 * turns; turn += 1) {
    for (const name of names) {
      const startedAt = performance.now();
      await works[name]();
      if (turn >= turns) {
        times.get(name)?.push(performance.now() - startedAt);
      }
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    K,
    number
  >;
}

async function asTenant(
  pool: pg.Pool,
  tenantId: string,
  text: string,
  values: readonly unknown[],
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(
      `begin; set local app.tenant = '${tenantId}'; set local app.operator = 'off'`,
    );
    const { rows } = await client.query(text, [...values]);
    await client.query("commit");
    if (rows.length !== 21) {
      throw new Error(`a page has ${rows.length} rows`);
    }
  } finally {
    client.release();
  }
}

async function ask(url: string, key: string, query: string): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  if (text.includes('"errors"')) {
    throw new Error(text.slice(0, 500));
  }
}
