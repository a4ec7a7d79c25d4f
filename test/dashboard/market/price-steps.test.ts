import { expect, test } from "vitest";
import { priceSteps } from "../../../src/dashboard/market/price-steps.js";

const now = Date.parse("2026-11-22T12:00:00Z");
const price = (effectiveFrom: string, effectiveUntil: string | null, amount: string) => ({
  effectiveFrom,
  effectiveUntil,
  price: { amount, currency: "USD" },
});

test("a price lasts until the next one, and an announced one is not drawn as if it held", () => {
  const change = "2026-11-24T12:00:00Z";
  const { past, ahead } = priceSteps(
    [price(change, null, "0.03"), price("2026-11-20T12:00:00Z", change, "0.02")],
    now,
  );

  expect(past.slice(0, 5)).toEqual([0.02, 0.02, 0.02, null, null]);
  expect(ahead.slice(0, 6)).toEqual([null, null, 0.02, 0.02, 0.03, 0.03]);
  expect(past).toHaveLength(ahead.length);
});

test("nothing is drawn ahead where nothing is announced", () => {
  const { past, ahead } = priceSteps([price("2026-11-21T12:00:00Z", null, "0.02")], now);

  expect(past).toEqual([0.02, 0.02]);
  expect(ahead).toEqual([null, null]);
});
