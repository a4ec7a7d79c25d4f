import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { uuidv7 } from "uuidv7";
import { audit } from "../../../src/manage/audit/audit.js";
import { createAuditReader, invariants } from "../../../src/store/sql/run-audit.js";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";
import {
  insertAttempt,
  insertEntry,
  insertEvent,
  insertRow,
  insertSend,
  insertTenant,
  insertVendor,
} from "../../support/rows.js";

const now = new Date("2026-01-15T12:01:00Z");
let db: TestDatabase;
let tenantId: string;
let sendId: string;
let attemptId: string;
let periodId: string;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

/** A tenant whose one send, attempt, ledger row, budget and event agree. */
beforeEach(async () => {
  await db.owner.query(
    "truncate tenant, send, attempt, ledger_entry, event, idempotency, budget, budget_period " +
      "cascade",
  );
  tenantId = await insertTenant(db.owner);
  sendId = await insertSend(db.owner, tenantId, { heldMicros: 100n });
  const budgetId = uuidv7();
  periodId = uuidv7();
  await insertRow(db.owner, "budget", {
    tenantId,
    id: budgetId,
    scope: "TENANT",
    period: "DAY",
    limitMicros: 1000n,
    onExhausted: "BLOCK",
    alertAt: [1],
    createdAt: now,
  });
  await insertRow(db.owner, "budget_period", {
    tenantId,
    id: periodId,
    budgetId,
    startsAt: new Date("2026-01-14T17:00:00Z"),
    endsAt: new Date("2026-01-15T17:00:00Z"),
    heldMicros: 100n,
  });
  attemptId = await insertAttempt(db.owner, tenantId, sendId, { budgetPeriods: [periodId] });
  await insertEntry(db.owner, tenantId, attemptId, ["HOLD", "FUNDS", "HELD", 100n]);
  await insertEvent(db.owner, tenantId, 1n, sendId);
  await db.owner.query("update tenant_counter set last_seq = 1 where tenant_id = $1", [tenantId]);
});

async function found(at = now): Promise<string[]> {
  const violations = await audit(createAuditReader(db.engine), at);
  return violations.map((violation) => violation.invariant);
}

function change(sql: string, ...values: unknown[]): Promise<unknown> {
  return db.owner.query(sql, values);
}

const planted: Readonly<Record<string, () => Promise<unknown>>> = {
  "ledger-entry-has-attempt": () =>
    insertEntry(db.owner, tenantId, uuidv7(), ["HOLD", "FUNDS", "HELD", 5n]),
  "ledger-movement-known": () =>
    insertEntry(db.owner, tenantId, attemptId, ["GIFT", "FUNDS", "CHARGED", 5n]),
  "ledger-hold-taken-once": async () => {
    await insertEntry(db.owner, tenantId, attemptId, ["HOLD", "FUNDS", "HELD", 5n]);
  },
  "ledger-charged-once": async () => {
    await insertEntry(db.owner, tenantId, attemptId, ["CHARGE", "HELD", "CHARGED", 50n]);
    await insertEntry(db.owner, tenantId, attemptId, ["CHARGE", "HELD", "CHARGED", 50n]);
  },
  "ledger-held-matches-charge-state": () =>
    change("update attempt set charge = 'RELEASED' where id = $1", attemptId),
  "ledger-maybe-only-while-maybe": () =>
    insertEntry(db.owner, tenantId, attemptId, ["MAYBE", "HELD", "MAYBE", 100n]),
  "ledger-cost-matches-attempt": () =>
    change("update attempt set cost_micros = 7 where id = $1", attemptId),
  "ledger-accounts-sum-to-balance": async () => {
    await insertEntry(db.owner, tenantId, attemptId, ["OVERRUN", "FUNDS", "CHARGED", 3n]);
  },
  "hold-not-overdue": () =>
    change("update attempt set hold_until = '2026-01-15T11:55:00Z' where id = $1", attemptId),
  "send-sums-its-attempts": () => change("update send set held_micros = 99 where id = $1", sendId),
  "send-over-has-nothing-planned": async () => {
    await change("update send set verification = 'EXPIRED' where id = $1", sendId);
    await change(
      "update attempt set status = 'PLANNED', submitted_at = null where id = $1",
      attemptId,
    );
  },
  "send-blocked-has-no-attempt": () =>
    change("update send set status = 'BLOCKED' where id = $1", sendId),
  "send-delivered-by-an-attempt-or-a-code": () =>
    change("update send set status = 'DELIVERED' where id = $1", sendId),
  "send-verified-is-delivered": () =>
    change("update send set verification = 'VERIFIED', verified_at = now() where id = $1", sendId),
  "send-failed-has-nothing-left": () =>
    change("update send set status = 'FAILED' where id = $1", sendId),
  "send-queued-has-nothing-submitted": () =>
    change("update send set status = 'QUEUED' where id = $1", sendId),
  "send-open-is-woken": () => change("update send set wake_at = null where id = $1", sendId),
  "send-not-overdue": () =>
    change("update send set wake_at = '2026-01-15T11:55:59Z' where id = $1", sendId),
  "send-over-keeps-no-code": () =>
    change("update send set verification = 'EXPIRED', code_cipher = 'x' where id = $1", sendId),
  "idempotency-key-has-send": () =>
    insertRow(db.owner, "idempotency", {
      tenantId,
      mutation: "sendOtp",
      key: "k",
      bodyHmac: Buffer.from("h"),
      sendId: uuidv7(),
      createdAt: now,
    }),
  "attempts-numbered-without-gap": () =>
    change("update attempt set number = 2 where id = $1", attemptId),
  "attempt-times-match-status": () =>
    change("update attempt set status = 'DELIVERED' where id = $1", attemptId),
  "attempt-never-handed-over-costs-nothing": () =>
    change("update attempt set status = 'SUBMITTING', cost_micros = 1 where id = $1", attemptId),
  "attempt-parts-in-range": () =>
    change(`update attempt set part_states = '{"2": "DELIVERED"}' where id = $1`, attemptId),
  "attempt-costs-are-not-negative": () =>
    change("update attempt set cost_micros = -1 where id = $1", attemptId),
  "attempt-holds-price-of-its-parts": () =>
    change("update attempt set parts = 2 where id = $1", attemptId),
  "attempt-costs-what-its-vendor-bills": () =>
    change("update attempt set vendor_cost_micros = 1 where id = $1", attemptId),
  "attempt-settled-at-its-first-settling": () =>
    change("update attempt set settled_at = held_at where id = $1", attemptId),
  "budget-period-of-the-hold": () =>
    change("update attempt set held_at = '2026-01-15T17:00:00Z' where id = $1", attemptId),
  "budget-period-sums-its-attempts": () =>
    change("update budget_period set spent_micros = 1 where id = $1", periodId),
  "budget-period-exists": () =>
    change(
      "update attempt set budget_periods = budget_periods || $2::uuid where id = $1",
      attemptId,
      uuidv7(),
    ),
  "budget-period-named-once": () =>
    change(
      "update attempt set budget_periods = budget_periods || $2::uuid where id = $1",
      attemptId,
      periodId,
    ),
  "budget-covers-its-attempts": () =>
    change("update budget set scope = 'COUNTRY', country = 'IN' where tenant_id = $1", tenantId),
  "budget-periods-apart": async () => {
    await change(
      `insert into budget_period (tenant_id, id, budget_id, starts_at, ends_at)
       select tenant_id, $2, budget_id, ends_at - interval '1 second', ends_at + interval '1 day'
       from budget_period where id = $1`,
      periodId,
      uuidv7(),
    );
  },
  "ledger-entry-has-look-up": () =>
    change(
      `insert into ledger_entry (tenant_id, id, look_up_id, kind, debit, credit, amount_micros, at)
       values ($1, $2, $2, 'HOLD', 'FUNDS', 'HELD', 1, now())`,
      tenantId,
      uuidv7(),
    ),
  "look-up-booked-as-it-is": () => insertLookUp({}),
  "look-up-held-and-charged-once": () => insertLookUp({ charge: "RELEASED", settledAt: now }),
  "look-up-costs-what-its-vendor-bills": () => insertLookUp({ priceMicros: 2n }),
  "look-up-settled-in-time": () => insertLookUp({ holdUntil: new Date(0) }),
  "event-log-has-no-gap": () =>
    change("update tenant_counter set last_seq = 2 where tenant_id = $1", tenantId),
  "event-log-starts-each-send": () =>
    change("update event set type = 'SEND_SENT' where tenant_id = $1", tenantId),
  "event-log-agrees-with-send": () =>
    change("update event set held_micros = 99 where tenant_id = $1", tenantId),
};

/** A look-up without a row in the ledger. */
async function insertLookUp(values: Readonly<Record<string, unknown>>): Promise<void> {
  const { vendorId, accountId } = await insertVendor(db.owner, `lookups-${uuidv7()}`);
  await insertRow(db.owner, "look_up", {
    ...{ tenantId, id: uuidv7(), recipientIndex: Buffer.alloc(32), vendorId, accountId },
    ...{ priceMicros: 5n, priceCurrency: "USD", exchangeRate: "1", holdMicros: 5n },
    ...{ charge: "HELD", holdUntil: now, heldAt: now, ...values },
  });
}

describe("the audit", () => {
  it("finds nothing where everything agrees", async () => {
    expect(await found()).toEqual([]);
  });

  it("has a planted violation for every invariant", () => {
    expect(Object.keys(planted).sort()).toEqual([...invariants.keys()].sort());
  });

  it.each(Object.keys(planted))("reports a violation of %s", async (name) => {
    await planted[name]?.();

    expect(await found()).toContain(name);
  });

  it("names the row, what is expected and what was found", async () => {
    await change("update budget_period set spent_micros = 7 where id = $1", periodId);

    const violations = await audit(createAuditReader(db.owner), now);

    expect(violations).toEqual([
      {
        invariant: "budget-period-sums-its-attempts",
        tenantId,
        id: periodId,
        expected: "spent 0, held 100",
        found: "spent 7, held 100",
      },
    ]);
  });

  it.each([
    [5n, "0.5", 2n, true],
    [7n, "0.5", 4n, true],
    [5n, "0.5", 3n, false],
    [3n, "1.5", 4n, true],
    [1_000_000_007n, "15800.250000000001", 15_800_250_110_602n, true],
    [1_000_000_007n, "15800.250000000001", 15_800_250_110_603n, false],
  ])("takes %d at %s for %d, a half to the even micro-unit: %s", async (vendor, rate, cost, ok) => {
    await change(
      "update attempt set charge = 'CHARGED', vendor_cost_micros = $2, exchange_rate = $3, " +
        "cost_micros = $4 where id = $1",
      attemptId,
      vendor,
      rate,
      cost,
    );

    expect((await found()).includes("attempt-costs-what-its-vendor-bills")).toBe(!ok);
  });

  it("reports a hole in the middle of a log, and one event too many", async () => {
    await insertEvent(db.owner, tenantId, 3n, sendId, { type: "SEND_SENT" });
    await change("update tenant_counter set last_seq = 3 where tenant_id = $1", tenantId);
    expect(await found()).toEqual(["event-log-has-no-gap"]);

    await change("update tenant_counter set last_seq = 2 where tenant_id = $1", tenantId);
    expect(await found()).toEqual(["event-log-has-no-gap"]);
  });

  it("accepts a log whose old events are deleted", async () => {
    const later = new Date("2026-01-15T12:00:30Z");
    await insertEvent(db.owner, tenantId, 2n, sendId, { type: "SEND_SENT", at: later });
    await change("delete from event where seq = 1");
    await change("update tenant_counter set last_seq = 2, expired_seq = 1");

    expect(await found()).toEqual([]);
  });

  it("accepts an attempt in doubt that a late invoice settled, and a refund", async () => {
    await insertEntry(db.owner, tenantId, attemptId, ["MAYBE", "HELD", "MAYBE", 100n]);
    await change(
      "update attempt set charge = 'MAYBE', cost_micros = 100, vendor_cost_micros = 100, " +
        "settled_at = $2 where id = $1",
      attemptId,
      now,
    );
    await change("update send set cost_micros = 100, held_micros = 0");
    await change("update budget_period set spent_micros = 100, held_micros = 0");
    await change("update event set cost_micros = 100, held_micros = 0");
    expect(await found()).toEqual([]);

    await insertEntry(db.owner, tenantId, attemptId, ["CHARGE", "MAYBE", "CHARGED", 100n]);
    await insertEntry(db.owner, tenantId, attemptId, ["LATE_CHARGE", "FUNDS", "CHARGED", 20n]);
    await insertEntry(db.owner, tenantId, attemptId, ["REFUND", "CHARGED", "FUNDS", 120n]);
    await change(
      "update attempt set charge = 'RELEASED', cost_micros = 0, vendor_cost_micros = 0 " +
        "where id = $1",
      attemptId,
    );
    await change("update send set cost_micros = 0");
    await change("update budget_period set spent_micros = 0");
    await change("update event set cost_micros = 0");
    expect(await found()).toEqual([]);
  });
});
