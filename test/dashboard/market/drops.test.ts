import { expect, test } from "vitest";
import { dropsOf } from "../../../src/dashboard/market/drops.js";

const part = (hour: number, attemptCount: number | null, deliveryRate: number | null) => ({
  from: `2026-11-22T${String(hour).padStart(2, "0")}:00:00Z`,
  to: `2026-11-22T${String(hour + 1).padStart(2, "0")}:00:00Z`,
  attemptCount,
  deliveryRate,
});

test("parts in a row that fell far are one drop, with what arrived in all of them", () => {
  const parts = [part(0, 100, 0.95), part(1, 100, 0.5), part(2, 300, 0.7), part(3, 100, 0.94)];

  expect(dropsOf(parts, 0.95)).toEqual([
    { from: parts[1]?.from, to: parts[2]?.to, attempts: 400, rate: 0.65 },
  ]);
});

test("drops that others lie between are told apart", () => {
  const parts = [part(0, 100, 0.5), part(1, 100, 0.95), part(2, 100, 0.5)];

  expect(dropsOf(parts, 0.95).map(({ from }) => from)).toEqual([parts[0]?.from, parts[2]?.from]);
});

test.each([
  ["few attempts", [part(0, 14, 0)], 0.95],
  ["what chance explains", [part(0, 20, 0.6)], 0.75],
  ["less than ten points", [part(0, 100_000, 0.86)], 0.95],
  ["a part that is not told", [part(0, null, null)], 0.95],
  ["nothing to hold it against", [part(0, 100, 0)], null],
])("is none of: %s", (_, parts, usual) => {
  expect(dropsOf(parts, usual)).toEqual([]);
});
