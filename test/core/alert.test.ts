import { describe, expect, it } from "vitest";
import {
  type AlertFacts,
  alertMessage,
  budgetCause,
  severityOf,
  vendorAccountCause,
  vendorDownCause,
} from "../../src/core/alert.js";

const budget = {
  scope: "PLAN",
  of: "login",
  period: "DAY",
  currency: "IDR",
  limitMicros: "10000000",
  spentMicros: "8000000",
} as const;
const samples: readonly AlertFacts[] = [
  { kind: "BUDGET_THRESHOLD", fraction: 0.8, ...budget },
  { kind: "BUDGET_EXHAUSTED", ...budget },
  ...(["REFUSED", "CONTENT", "UNMAPPED_CODE", "CHECK_FAILED"] as const).map((reason) => ({
    kind: "VENDOR_ACCOUNT" as const,
    vendor: "lestari",
    accountLabel: "main",
    reason,
    vendorCode: "E42",
  })),
  { kind: "VENDOR_DOWN", vendor: "lestari", channel: "SMS", country: "ID", failures: 5 },
  ...[0.05, -0.05].map((change) => ({
    kind: "PRICE_CHANGE" as const,
    vendor: "lestari",
    channels: ["SMS" as const],
    effectiveAt: "2026-12-01T00:00:00.000Z",
    prices: 1,
    low: change,
    high: change,
    inOtherCurrency: 0,
    billedOtherwise: 0,
  })),
];

describe("an alert", () => {
  it("says the amounts, the fraction and the plan in the reader's language", () => {
    const [facts] = samples;
    if (facts === undefined) {
      throw new Error("no sample");
    }

    expect(alertMessage(facts, "en")).toBe(
      "The daily budget of plan login has used 80 % of its limit: 8.000000 / 10.000000 IDR.",
    );
    expect(alertMessage(facts, "id")).toBe(
      "Anggaran harian rencana login sudah terpakai 80 % dari batasnya: 8.000000 / 10.000000 IDR.",
    );
  });

  it("tells nobody to wait for a budget's next period that has none", () => {
    const exhausted = { kind: "BUDGET_EXHAUSTED", ...budget } as const;

    expect(alertMessage(exhausted, "en")).toMatch(/Raise its limit, or wait until it resets\.$/);
    for (const locale of ["en", "id"] as const) {
      const message = alertMessage({ ...exhausted, period: "TOTAL" }, locale);
      expect(message).toMatch(locale === "en" ? /Raise its limit\.$/ : /Naikkan batasnya\.$/);
    }
  });

  it.each(samples)("of kind $kind has a different full sentence in both languages", (facts) => {
    const sentences = [alertMessage(facts, "en"), alertMessage(facts, "id")];

    expect(new Set(sentences).size).toBe(2);
    expect(sentences.every((sentence) => /\.$/.test(sentence))).toBe(true);
    expect(sentences.join()).not.toContain("undefined");
  });

  it("is critical when something stops now", () => {
    expect(samples.map(severityOf)).toEqual([
      "WARNING",
      "CRITICAL",
      "CRITICAL",
      "WARNING",
      "WARNING",
      "WARNING",
      "CRITICAL",
      "WARNING",
      "INFO",
    ]);
  });

  it("has one cause per period and fraction, account, reason and day, opening of a breaker", () => {
    const morning = new Date("2026-01-15T01:00:00Z");
    const evening = new Date("2026-01-15T23:00:00Z");
    const tomorrow = new Date("2026-01-16T01:00:00Z");

    expect(budgetCause("BUDGET_THRESHOLD", "p1", 0.5)).not.toBe(
      budgetCause("BUDGET_THRESHOLD", "p1", 0.8),
    );
    expect(budgetCause("BUDGET_EXHAUSTED", "p1")).not.toBe(budgetCause("BUDGET_EXHAUSTED", "p2"));
    const account = (at: Date) => vendorAccountCause("a1", "REFUSED", null, at);
    expect(account(evening)).toBe(account(morning));
    expect(account(tomorrow)).not.toBe(account(morning));
    expect(vendorDownCause("a1", "SMS", "ID", morning)).not.toBe(
      vendorDownCause("a1", "SMS", "ID", evening),
    );
  });
});
