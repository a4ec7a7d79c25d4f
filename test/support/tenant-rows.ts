import type pg from "pg";
import { uuidv7 } from "uuidv7";
import type { AttemptRow, SendRow } from "../../src/flow/rows.js";
import { attemptColumns } from "../../src/store/sql/attempt-row.js";
import { selectList } from "../../src/store/sql/columns.js";
import { sendColumns } from "../../src/store/sql/send-row.js";
import {
  insertAttempt,
  insertEntry,
  insertEvent,
  insertRow,
  insertSend,
  insertTenant,
  insertVendor,
} from "./rows.js";

/** Tables with tenants' rows that both roles know. */
export const tenantTables = [
  "plan",
  "plan_revision",
  "budget",
  "budget_period",
  "send",
  "attempt",
  "receipt",
  "ledger_entry",
  "event",
  "tenant_counter",
  "alert",
  "idempotency",
  "reconciliation",
  "reconciliation_line",
  "number_check",
  "look_up",
  "list_check",
] as const;

/** One tenant's rows, one in every table. */
export interface TenantRows {
  readonly tenantId: string;
  /** A word that only this tenant's texts hold. */
  readonly mark: string;
  readonly vendorId: string;
  readonly accountId: string;
  readonly planId: string;
  readonly revisionId: string;
  readonly budgetId: string;
  readonly periodId: string;
  readonly alertId: string;
  readonly send: SendRow;
  readonly attempt: AttemptRow;
  readonly owner: string;
  readonly lookUpId: string;
  /** A list that is being checked, by the run of the same id. */
  readonly listId: string;
}

/** When everything was made. */
export const at = new Date("2026-01-15T12:00:00Z");
/** An hour after that. */
export const later = new Date("2026-01-15T13:00:00Z");
/** The keyed hash of both tenants' recipient. */
export const index = Buffer.alloc(32, 7);

/** Makes a tenant with one row in every table; what can be equal to another tenant's is. */
export async function fillTenant(owner: pg.Pool, mark: string): Promise<TenantRows> {
  const tenantId = await insertTenant(owner, { name: mark });
  const [planId, revisionId, budgetId, periodId, alertId, leaseOwner] = Array.from(
    { length: 6 },
    () => uuidv7(),
  ) as [string, string, string, string, string, string];
  const { vendorId, accountId } = await insertVendor(owner, `vendor-${mark}`);
  await insertPlan(owner, { tenantId, planId, revisionId, mark });
  const budget = { tenantId, id: budgetId, scope: "TENANT", period: "DAY", limitMicros: 1_000n };
  await insertRow(owner, "budget", {
    ...budget,
    onExhausted: "BLOCK",
    alertAt: [1],
    createdAt: at,
  });
  const period = { tenantId, id: periodId, budgetId, startsAt: at, endsAt: later };
  await insertRow(owner, "budget_period", { ...period, heldMicros: 100n });
  const sendId = await insertSend(owner, tenantId, {
    planId,
    revisionId,
    phoneIndex: index,
    externalId: "order",
    statusReason: mark,
    status: "QUEUED",
  });
  const attemptId = await insertAttempt(owner, tenantId, sendId, {
    accountId,
    budgetPeriods: [periodId],
    status: "PLANNED",
    submittedAt: null,
    leaseOwner,
    leaseUntil: at,
    vendorMessage: mark,
  });
  await insertEntry(owner, tenantId, attemptId, ["HOLD", "FUNDS", "HELD", 100n]);
  await insertEvent(owner, tenantId, 1n, sendId, { vendorSlug: mark });
  await owner.query("update tenant_counter set last_seq = 1 where tenant_id = $1", [tenantId]);
  const ofBudget = { budgetId, alertId };
  await insertSmallRows(owner, { tenantId, sendId, attemptId, accountId, mark, ...ofBudget });
  const listed = await insertLookUp(owner, { tenantId, accountId, mark });
  const one = async <Row>(table: string, columns: string, id: string): Promise<Row> => {
    const { rows } = await owner.query(`select ${columns} from ${table} t where t.id = $1`, [id]);
    return rows[0] as Row;
  };
  return {
    tenantId,
    mark,
    vendorId,
    accountId,
    planId,
    revisionId,
    budgetId,
    periodId,
    alertId,
    send: await one<SendRow>("send", selectList(sendColumns, "t"), sendId),
    attempt: await one<AttemptRow>("attempt", selectList(attemptColumns, "t"), attemptId),
    owner: leaseOwner,
    ...listed,
  };
}

async function insertLookUp(
  owner: pg.Pool,
  { tenantId, accountId, mark }: Record<"tenantId" | "accountId" | "mark", string>,
): Promise<Pick<TenantRows, "lookUpId" | "listId">> {
  const [lookUpId, listId] = [uuidv7(), uuidv7()];
  await owner.query(
    `insert into look_up (tenant_id, id, list_id, recipient_index, vendor_id, account_id,
       price_micros, price_currency, exchange_rate, hold_micros, charge, hold_until, held_at,
       failure)
     select $1, $2, $3, $4, vendor_id, id, 100, 'USD', 1, 100, 'HELD', $6, $5, $8
     from vendor_account where id = $7`,
    [tenantId, lookUpId, listId, index, at, later, accountId, mark],
  );
  await insertRow(owner, "list_check", {
    ...{ tenantId, id: listId, uploadId: uuidv7(), starts: true, status: "RUNNING" },
    ...{ runId: listId, requestedBy: mark, createdAt: at },
  });
  return { lookUpId, listId };
}

const emptySpec = {
  steps: [],
  code: { length: 6, alphabet: "DIGITS", ttlSec: 300, maxChecks: 5, perAttempt: false },
  resend: { maxResends: 3, cooldownSec: 30, switchVendor: true },
  maxCostPerSendMicros: null,
  maxAttempts: 4,
  deadlineSec: 180,
  countries: null,
  objective: "BALANCED",
  order: "AS_WRITTEN",
  messages: [],
};

async function insertPlan(
  owner: pg.Pool,
  {
    tenantId,
    planId,
    revisionId,
    mark,
  }: Record<"tenantId" | "planId" | "revisionId" | "mark", string>,
): Promise<void> {
  const plan = { tenantId, id: planId, key: "login", name: mark, currentRevision: 1 };
  await insertRow(owner, "plan", { ...plan, createdAt: at });
  await insertRow(owner, "plan_revision", {
    tenantId,
    id: revisionId,
    planId,
    number: 1,
    spec: JSON.stringify(emptySpec),
    createdBy: mark,
    createdAt: at,
  });
}

async function insertSmallRows(
  owner: pg.Pool,
  row: Record<
    "tenantId" | "sendId" | "attemptId" | "accountId" | "mark" | "budgetId" | "alertId",
    string
  >,
): Promise<void> {
  const { tenantId, sendId, attemptId, accountId, mark, budgetId, alertId } = row;
  await insertRow(owner, "receipt", {
    tenantId,
    attemptId,
    id: uuidv7(),
    status: "DELIVERED",
    vendorStatus: mark,
    isRefund: false,
    at,
    receivedAt: at,
    applied: true,
  });
  await insertRow(owner, "idempotency", {
    tenantId,
    mutation: "sendOtp",
    key: "key",
    bodyHmac: Buffer.from(mark),
    sendId,
    createdAt: at,
  });
  await insertRow(owner, "recipient_check", {
    tenantId,
    recipientIndex: index,
    windowStartedAt: at,
    checks: 3,
  });
  await insertRow(owner, "alert", {
    tenantId,
    id: alertId,
    budgetId,
    kind: "BUDGET_EXHAUSTED",
    severity: "CRITICAL",
    cause: "cause",
    detail: JSON.stringify({ of: mark }),
    raisedAt: at,
  });
  await owner.query(
    `insert into number_check (tenant_id, recipient_index, vendor_id, checked_at, facts, reaches)
     select $1, $2, vendor_id, $3, jsonb_build_object('reasons', $4::text), '{}'
     from vendor_account where id = $5`,
    [tenantId, index, at, mark, accountId],
  );
  await insertRow(owner, "message_route", {
    accountId,
    vendorMessageId: "message",
    tenantId,
    attemptId,
    part: 1,
    createdAt: at,
  });
}
