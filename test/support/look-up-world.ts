import { uuidv7 } from "uuidv7";
import type { NumberCheckResult } from "../../src/core/checks/number-facts.js";
import type { LookUpHold } from "../../src/manage/checks/ports.js";
import { createLookUpMoneyStore } from "../../src/store/look-ups/look-up-money-store.js";
import { setBudget } from "../../src/store/set-budget.js";
import { createAuditReader } from "../../src/store/sql/run-audit.js";
import type { TestDatabase } from "./db.js";
import { insertRow, insertTenant, insertVendor } from "./rows.js";

/** Noon in the middle of a day and a month. */
export const noon = new Date("2026-01-15T12:00:00Z");

/** A tenant in IDR with a vendor that bills in USD, at 16,000 the dollar. */
export async function openLookUpWorld(db: TestDatabase) {
  await db.owner.query("truncate tenant, vendor, exchange_rate, alert, ledger_entry cascade");
  const tenantId = await insertTenant(db.owner, { currency: "IDR" });
  const { vendorId, accountId } = await insertVendor(db.owner, "lookups");
  await insertRow(db.owner, "exchange_rate", {
    ...{ base: "USD", quote: "IDR", rate: "16000.123456789" },
    ...{ effectiveFrom: new Date("2026-01-01T00:00:00Z"), createdAt: noon },
  });
  const alerted: string[] = [];
  const money = createLookUpMoneyStore(db.engine, (tenant) => void alerted.push(tenant));
  return {
    db,
    tenantId,
    vendorId,
    accountId,
    money,
    alerted,
    /** A question about each number, at 0.008 USD. */
    holdOf(numbers: readonly number[], more: Partial<LookUpHold> = {}): LookUpHold {
      return {
        ...{ tenantId, vendorId, accountId, priceMicros: 8_000n, currency: "USD", list: null },
        wishes: numbers.map((number) => ({
          id: uuidv7(),
          index: indexOf(number),
          country: number % 2 === 0 ? "ID" : "SG",
        })),
        ...more,
      };
    },
    budget(limitMicros: bigint, more: object = {}, now = noon) {
      const change = { scope: "TENANT", planId: null, country: null, period: "DAY" } as const;
      return setBudget(
        db.engine,
        tenantId,
        { ...change, limitMicros, onExhausted: "BLOCK", alertAt: [0.5, 1], ...more },
        now,
      );
    },
    /** The names of the rules that are broken. */
    async broken(now = noon): Promise<string[]> {
      const audit = createAuditReader(db.owner);
      const found: string[] = [];
      for (const name of audit.invariants) {
        if ((await audit.violationsOf(name, now)).length > 0) {
          found.push(name);
        }
      }
      return found;
    },
    /** One figure of the database. */
    async figure(sql: string): Promise<string> {
      const { rows } = await db.owner.query<{ figure: string }>(`select (${sql})::text as figure`);
      return rows[0]?.figure ?? "";
    },
  };
}

/** The keyed hash of a number. */
export function indexOf(number: number): Buffer {
  const index = Buffer.alloc(32);
  index.writeUInt32BE(number);
  return index;
}

/** A vendor's answer at a price; null = it did not say. */
export function answeredAt(micros: bigint | null, currency = "USD"): NumberCheckResult {
  return {
    ...{ kind: "checked", isValid: true, country: null, lineType: "MOBILE", network: null },
    ...{ isPorted: null, reachability: "UNKNOWN", reasons: [] },
    price: micros === null ? null : { micros, currency },
  };
}

/** A question that brought nothing. */
export function failedWith(charged: "no" | "maybe"): NumberCheckResult {
  return {
    ...{ kind: "failed", failureClass: "OUTCOME_UNKNOWN", charged, vendorCode: "X" },
    ...{ vendorText: null, retryAfterMs: null },
  };
}
