import type pg from "pg";
import { uuidv7 } from "uuidv7";
import { columnName } from "../../src/store/sql/columns.js";

type Values = Readonly<Record<string, unknown>>;

/**
 * Inserts one row by field names ("tenantId" → tenant_id); lists that are not bigint or text arrays
 * go as JSON.
 */
export async function insertRow(pool: pg.Pool, table: string, row: Values): Promise<void> {
  const fields = Object.keys(row);
  await pool.query(
    `insert into ${table} (${fields.map((field) => `"${columnName(field)}"`).join(", ")})
     values (${fields.map((_, index) => `$${index + 1}`).join(", ")})`,
    fields.map((field) => row[field]),
  );
}

/** A tenant with its counter; returns its id. */
export async function insertTenant(pool: pg.Pool, values: Values = {}): Promise<string> {
  const id = uuidv7();
  await insertRow(pool, "tenant", {
    id,
    slug: `t-${id}`,
    name: "Toko",
    brand: "Toko",
    currency: "USD",
    timeZone: "Asia/Jakarta",
    locale: "en",
    createdAt: new Date("2026-01-01T00:00:00Z"),
    ...values,
  });
  await insertRow(pool, "tenant_counter", { tenantId: id });
  return id;
}

/** A vendor with the marketplace's account; returns both ids. */
export async function insertVendor(
  pool: pg.Pool,
  slug: string,
  channels: readonly string[] = ["SMS", "WHATSAPP", "EMAIL"],
): Promise<{ vendorId: string; accountId: string }> {
  const vendorId = uuidv7();
  await insertRow(pool, "vendor", {
    id: vendorId,
    slug,
    name: slug,
    adapter: "sandbox",
    channels,
    listedAt: new Date("2026-01-01T00:00:00Z"),
  });
  const accountId = await insertAccount(pool, { vendorId, tenantId: null, channels });
  return { vendorId, accountId };
}

/** An account at a vendor; tenantId null = the marketplace's. */
export async function insertAccount(
  pool: pg.Pool,
  values: { vendorId: string; tenantId: string | null } & Values,
): Promise<string> {
  const id = uuidv7();
  await insertRow(pool, "vendor_account", {
    id,
    label: `account ${id}`,
    channels: ["SMS", "WHATSAPP", "EMAIL"],
    credentials: Buffer.from("sealed"),
    credentialHints: "[]",
    createdAt: new Date("2026-01-01T00:00:00Z"),
    ...values,
  });
  return id;
}

/** A send that waits, woken in the future; returns its id. */
export async function insertSend(
  pool: pg.Pool,
  tenantId: string,
  values: Values = {},
): Promise<string> {
  const id = uuidv7();
  const at = new Date("2026-01-15T12:00:00Z");
  await insertRow(pool, "send", {
    tenantId,
    id,
    planId: uuidv7(),
    revisionId: uuidv7(),
    recipient: Buffer.from("sealed"),
    country: "ID",
    locale: "id",
    status: "SENT",
    verification: "PENDING",
    codeKeyId: "k1",
    checksLeft: 5,
    resendsLeft: 3,
    roundStartedAt: at,
    wakeAt: new Date("2026-01-15T12:00:30Z"),
    expiresAt: new Date("2026-01-15T12:05:00Z"),
    createdAt: at,
    ...values,
  });
  return id;
}

/** An attempt that was submitted and holds 100 micro-units; returns its id. */
export async function insertAttempt(
  pool: pg.Pool,
  tenantId: string,
  sendId: string,
  values: Values = {},
): Promise<string> {
  const id = uuidv7();
  const at = new Date("2026-01-15T12:00:00Z");
  await insertRow(pool, "attempt", {
    tenantId,
    id,
    sendId,
    number: 1,
    step: 1,
    channel: "SMS",
    vendorIndex: 0,
    vendorId: uuidv7(),
    accountId: uuidv7(),
    round: 0,
    isAutomatic: true,
    status: "SUBMITTED",
    country: "ID",
    parts: 1,
    billedOn: "DELIVERED",
    priceMicros: 100n,
    priceCurrency: "USD",
    exchangeRate: "1",
    holdMicros: 100n,
    charge: "HELD",
    holdUntil: new Date("2026-01-15T12:20:00Z"),
    heldAt: at,
    decision: "{}",
    createdAt: at,
    submittedAt: at,
    waitMs: 20_000,
    ...values,
  });
  return id;
}

/** One ledger row. */
export async function insertEntry(
  pool: pg.Pool,
  tenantId: string,
  attemptId: string,
  movement: readonly [kind: string, debit: string, credit: string, amountMicros: bigint],
): Promise<void> {
  const [kind, debit, credit, amountMicros] = movement;
  const at = new Date("2026-01-15T12:00:00Z");
  const id = uuidv7();
  await insertRow(pool, "ledger_entry", {
    tenantId,
    id,
    attemptId,
    kind,
    debit,
    credit,
    amountMicros,
    at,
  });
}

/** One event of the log; the counter is left as it is. */
export async function insertEvent(
  pool: pg.Pool,
  tenantId: string,
  seq: bigint,
  sendId: string,
  values: Values = {},
): Promise<void> {
  await insertRow(pool, "event", {
    tenantId,
    seq,
    at: new Date("2026-01-15T12:00:00Z"),
    type: "SEND_QUEUED",
    sendId,
    planId: uuidv7(),
    status: "SENT",
    verification: "PENDING",
    costMicros: 0n,
    heldMicros: 100n,
    progress: "{}",
    ...values,
  });
}
