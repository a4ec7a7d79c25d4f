import type pg from "pg";
import { uuidv7 } from "uuidv7";
import type { InvoiceTarget } from "../../src/manage/invoices/ports.js";
import { compareInvoice } from "../../src/store/sql/compare-invoice.js";
import { noteApplied, readCorrections } from "../../src/store/sql/read-corrections.js";
import { makeInvoiceStage, matchInvoice } from "../../src/store/sql/stage-invoice.js";
import type { TenantRows } from "./tenant-rows.js";

const day = new Date("2026-01-15T00:00:00Z");

async function targetOf(
  db: pg.ClientBase,
  tenantId: string,
  { accountId }: TenantRows,
): Promise<InvoiceTarget> {
  const { rows } = await db.query<{ vendorId: string }>(
    `select vendor_id as "vendorId" from vendor_account where id = $1`,
    [accountId],
  );
  const to = new Date(day.getTime() + 86_400_000);
  return { tenantId, vendorId: rows[0]?.vendorId ?? "", accountId, from: day, to };
}

/** Stages an invoice that names these rows' attempt, as a tenant; returns what was matched. */
export async function stageInvoice(
  db: pg.ClientBase,
  tenantId: string,
  rows: TenantRows,
): Promise<unknown> {
  await makeInvoiceStage(db);
  await db.query("insert into invoice_line values (1, 'x', $1, $2, 90)", [
    rows.tenantId,
    rows.attempt.id,
  ]);
  await matchInvoice(db, await targetOf(db, tenantId, rows), "USD");
  return (await db.query("select tenant_id from our_attempt")).rows;
}

/** Holds the same against the books; returns what was found. */
export async function compareOne(
  db: pg.ClientBase,
  tenantId: string,
  rows: TenantRows,
): Promise<unknown> {
  await stageInvoice(db, tenantId, rows);
  const id = uuidv7();
  const facts = { id, by: "test", at: day, currency: "USD", unreadable: 0, unknownWords: [] };
  await compareInvoice(db, await targetOf(db, tenantId, rows), facts);
  const found = await db.query(
    `select in_doubt, in_doubt_invoice_micros, l.kind, l.attempt_id from reconciliation r
     left join reconciliation_line l on l.reconciliation_id = r.id where r.id = $1`,
    [id],
  );
  return found.rows;
}

/** Asks for the corrections of a reconciliation of the tenant that names these rows' attempt. */
export async function correctOne(
  db: pg.ClientBase,
  tenantId: string,
  rows: TenantRows,
): Promise<unknown> {
  const target = await targetOf(db, tenantId, rows);
  const id = uuidv7();
  await makeInvoiceStage(db);
  const facts = { id, by: "test", at: day, currency: "USD", unreadable: 0, unknownWords: [] };
  await compareInvoice(db, target, facts);
  await db.query(
    `insert into reconciliation_line (tenant_id, reconciliation_id, number, attempt_tenant_id,
       attempt_id, send_id, note, correction_micros) values ($1, $2, 1, $1, $3, $4, '{}', 5)`,
    [tenantId, id, rows.attempt.id, rows.send.id],
  );
  const corrections = await readCorrections(db as pg.PoolClient, target, id, 0n, 10);
  await noteApplied(db as pg.PoolClient, target, id, corrections.length, day);
  return corrections;
}
