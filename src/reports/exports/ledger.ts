import { moment, uuid } from "../report-db.js";
import { filterSql, needsSend } from "../report-filter.js";
import type { MakeExportQuery, QueryColumn } from "./export-query.js";

const columns: readonly QueryColumn[] = [
  // Entries have no public id; within the tenant this one names them.
  { name: "entryId", type: "WORD", sql: "e.id::text" },
  { name: "at", type: "TIME", sql: "e.at" },
  { name: "attemptId", type: "WORD", sql: "type_id('att', e.attempt_id)" },
  { name: "sendId", type: "WORD", sql: "type_id('snd', a.send_id)" },
  { name: "kind", type: "WORD", sql: "e.kind" },
  { name: "debit", type: "WORD", sql: "e.debit" },
  { name: "credit", type: "WORD", sql: "e.credit" },
  { name: "currency", type: "WORD", sql: "t.currency" },
  { name: "amount", type: "AMOUNT", sql: "e.amount_micros" },
  { name: "lookUpId", type: "WORD", sql: "type_id('lku', e.look_up_id)" },
];

/**
 * The entries that were booked in the range, by (at, entryId): each from `debit` to `credit`, of an
 * attempt or of a look-up. Look-ups pass no filter, which is about attempts.
 */
export const ledger: MakeExportQuery = async (db, tenant, request) => {
  const filter = await filterSql(db, request.filter);
  const where =
    `e.tenant_id = ${uuid(tenant.id)} and e.at >= ${moment(request.from)} ` +
    `and e.at < ${moment(request.to)}${filter.ofAttempt("a")}` +
    filter.ofPlan("s.plan_id", "s.purpose");
  const attempt = "left join attempt a on a.tenant_id = e.tenant_id and a.id = e.attempt_id";
  const send = needsSend(request.filter, [])
    ? "join send s on s.tenant_id = a.tenant_id and s.id = a.send_id"
    : "";
  const isFiltered = Object.keys(request.filter).length > 0;
  return {
    columns,
    from: `ledger_entry e ${attempt} ${send} join tenant t on t.id = e.tenant_id
      where ${where} order by e.at, e.id`,
    count:
      `select count(*) as count from ledger_entry e ${isFiltered ? `${attempt} ${send}` : ""} ` +
      `where ${where}`,
  };
};
