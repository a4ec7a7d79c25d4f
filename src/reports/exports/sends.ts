import { freeTexts, moment, uuid, words } from "../report-db.js";
import { filterSql } from "../report-filter.js";
import type { MakeExportQuery, QueryColumn } from "./export-query.js";

const columns: readonly QueryColumn[] = [
  { name: "sendId", type: "WORD", sql: "type_id('snd', s.id)" },
  { name: "externalId", type: "TEXT", sql: "s.external_id" },
  { name: "planKey", type: "WORD", sql: "p.key" },
  { name: "purpose", type: "TEXT", sql: "s.purpose" },
  // Both come sealed in one.
  { name: "phone", type: "PHONE", sql: "encode(s.recipient, 'hex')" },
  { name: "email", type: "EMAIL", sql: "null" },
  { name: "country", type: "WORD", sql: "s.country" },
  { name: "mccmnc", type: "WORD", sql: "s.mcc || s.mnc" },
  { name: "locale", type: "WORD", sql: "s.locale" },
  { name: "status", type: "WORD", sql: "s.status" },
  { name: "verification", type: "WORD", sql: "s.verification" },
  { name: "failureClass", type: "WORD", sql: "s.failure_class" },
  {
    name: "attemptCount",
    type: "INTEGER",
    sql: "(select count(*) from attempt a where a.tenant_id = s.tenant_id and a.send_id = s.id)",
  },
  { name: "createdAt", type: "TIME", sql: "s.created_at" },
  { name: "firstSubmittedAt", type: "TIME", sql: "s.first_submitted_at" },
  { name: "deliveredAt", type: "TIME", sql: "s.delivered_at" },
  { name: "verifiedAt", type: "TIME", sql: "s.verified_at" },
  { name: "expiresAt", type: "TIME", sql: "s.expires_at" },
];

/**
 * One row for each send that was asked for in the range, by (createdAt, sendId). No money, so that
 * it needs no right to see any. A filter of channels or vendors is for sends with such an attempt.
 */
export const sends: MakeExportQuery = async (db, tenant, request) => {
  // In the order of the index, row by row: nothing is gathered first, nothing goes to the disk.
  await db.set("enable_sort", "off");
  const { channels, vendors, countries } = request.filter;
  const filter = await filterSql(db, request.filter);
  const tried =
    (channels ? ` and a.channel = any(${words(channels)})` : "") +
    (vendors
      ? " and a.vendor_id = any(array(select v.id from vendor v where v.slug = any(" +
        `${await freeTexts(db, "report.tried", vendors)})))`
      : "");
  const where =
    `s.tenant_id = ${uuid(tenant.id)} and s.created_at >= ${moment(request.from)} ` +
    `and s.created_at < ${moment(request.to)}${filter.ofPlan("s.plan_id", "s.purpose")}` +
    (countries ? ` and s.country = any(${words(countries)})` : "") +
    (tried === ""
      ? ""
      : " and exists (select from attempt a where a.tenant_id = s.tenant_id " +
        `and a.send_id = s.id${tried})`);
  return {
    columns,
    from: `send s left join plan p on p.tenant_id = s.tenant_id and p.id = s.plan_id
      where ${where} order by s.created_at, s.id`,
    count: `select count(*) as count from send s where ${where}`,
  };
};
