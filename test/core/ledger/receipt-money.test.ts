import { describe, expect, it } from "vitest";
import { occurrencesOfReceipt, type ReceiptMoney } from "../../../src/core/ledger/receipt-money.js";

const at = new Date("2026-03-01T10:00:00Z");
const counts = { partsDelivered: 1, partsKnown: 1 };

function occurrences(over: Partial<ReceiptMoney>, parts = 1) {
  const receipt = { status: "DELIVERED", part: null, price: null, isRefund: false, at, ...over };
  return occurrencesOfReceipt(receipt as ReceiptMoney, counts, parts, "USD");
}

describe("what a receipt means for money", () => {
  it("counts the parts", () => {
    expect(occurrences({})).toEqual([{ kind: "parts", ...counts }]);
  });

  it("shows with a carrier's acceptance that the vendor took the message", () => {
    expect(occurrences({ status: "ACCEPTED_BY_CARRIER" })).toContainEqual({ kind: "taken" });
  });

  it("takes a rejection of the whole message, not of one of its parts, as a rejection", () => {
    const rejected = { kind: "rejected", charged: "no" };

    expect(occurrences({ status: "REJECTED" }, 2)).toContainEqual(rejected);
    expect(occurrences({ status: "REJECTED", part: 1 }, 1)).toContainEqual(rejected);
    expect(occurrences({ status: "REJECTED", part: 1 }, 2)).not.toContainEqual(rejected);
  });

  it("carries the price, also one that is written as negative", () => {
    const priced = { kind: "priced", part: 2, price: { micros: 700n, atMs: at.getTime() } };

    expect(occurrences({ part: 2, price: { micros: -700n, currency: "USD" } })).toContainEqual(
      priced,
    );
  });

  it("leaves out a price in another currency", () => {
    expect(occurrences({ price: { micros: 700n, currency: "EUR" } })).toHaveLength(1);
  });

  it("takes a refund without an amount as one of everything", () => {
    expect(occurrences({ isRefund: true })[1]).toMatchObject({
      kind: "refunded",
      part: null,
      amount: { micros: 10n ** 18n },
    });
  });

  it("takes a refund's price as what is given back, never as a charge", () => {
    const [, money, ...rest] = occurrences({
      isRefund: true,
      price: { micros: 5n, currency: "USD" },
    });

    expect(money).toMatchObject({ kind: "refunded", amount: { micros: 5n } });
    expect(rest).toEqual([]);
  });
});
