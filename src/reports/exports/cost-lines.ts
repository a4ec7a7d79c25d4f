import { moment, uuid } from "../report-db.js";
import { filterSql, needsSend } from "../report-filter.js";
import type { MakeExportQuery, QueryColumn } from "./export-query.js";

const columns: readonly QueryColumn[] = [
  { name: "attemptId", type: "WORD", sql: "type_id('att', a.id)" },
  { name: "sendId", type: "WORD", sql: "type_id('snd', a.send_id)" },
  { name: "externalId", type: "TEXT", sql: "s.external_id" },
  { name: "planKey", type: "WORD", sql: "p.key" },
  { name: "purpose", type: "TEXT", sql: "s.purpose" },
  { name: "attemptNumber", type: "INTEGER", sql: "a.number" },
  { name: "step", type: "INTEGER", sql: "a.step" },
  { name: "channel", type: "WORD", sql: "a.channel" },
  { name: "vendor", type: "WORD", sql: "v.slug" },
  { name: "account", type: "TEXT", sql: "c.label" },
  {
    name: "ownership",
    type: "WORD",
    sql: "case when c.tenant_id is null then 'MARKETPLACE' else 'TENANT' end",
  },
  { name: "country", type: "WORD", sql: "a.country" },
  { name: "mccmnc", type: "WORD", sql: "a.mcc || a.mnc" },
  { name: "parts", type: "INTEGER", sql: "a.parts" },
  { name: "billedOn", type: "WORD", sql: "a.billed_on" },
  { name: "status", type: "WORD", sql: "a.status" },
  { name: "chargeState", type: "WORD", sql: "a.charge" },
  { name: "heldAt", type: "TIME", sql: "a.held_at" },
  { name: "settledAt", type: "TIME", sql: "a.settled_at" },
  { name: "vendorCurrency", type: "WORD", sql: "a.price_currency" },
  { name: "vendorAmount", type: "AMOUNT", sql: "a.vendor_cost_micros" },
  { name: "exchangeRate", type: "RATE", sql: "a.exchange_rate" },
  { name: "currency", type: "WORD", sql: "t.currency" },
  { name: "amount", type: "AMOUNT", sql: "a.cost_micros" },
  {
    name: "heldAmount",
    type: "AMOUNT",
    sql: "case when a.charge = 'HELD' then a.hold_micros else 0 end",
  },
  { name: "vendorMessageIds", type: "LIST", sql: "a.vendor_message_ids" },
];

/**
 * One row for each attempt whose hold was taken in the range, by (heldAt, attemptId). `amount` is
 * what it costs, CHARGED and MAYBE, `heldAmount` what is still held: their sums are `cost` and
 * `held` of the cost report of the same range and filter.
 */
export const costLines: MakeExportQuery = async (db, tenant, request) => {
  // In the order of the index, row by row: nothing is gathered first, nothing goes to the disk.
  await db.set("enable_sort", "off");
  const filter = await filterSql(db, request.filter);
  const where =
    `a.tenant_id = ${uuid(tenant.id)} and a.held_at >= ${moment(request.from)} ` +
    `and a.held_at < ${moment(request.to)}${filter.ofAttempt("a")}` +
    filter.ofPlan("s.plan_id", "s.purpose");
  const send = "join send s on s.tenant_id = a.tenant_id and s.id = a.send_id";
  // Names are joined so that no line is ever left out for want of one.
  return {
    columns,
    from: `attempt a ${send}
      left join plan p on p.tenant_id = s.tenant_id and p.id = s.plan_id
      left join vendor v on v.id = a.vendor_id
      left join vendor_account c on c.id = a.account_id
      join tenant t on t.id = a.tenant_id
      where ${where} order by a.held_at, a.id`,
    count:
      "select count(*) as count from attempt a " +
      `${needsSend(request.filter, []) ? send : ""} where ${where}`,
  };
};
