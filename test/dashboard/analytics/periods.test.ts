import { expect, test } from "vitest";
import { comparedWith, daysOf } from "../../../src/dashboard/analytics/periods.js";

const week = { from: "2026-11-15T10:00:00.000Z", to: "2026-11-22T10:00:00.000Z" };

test.each([
  ["before", undefined, "2026-11-08T10:00:00.000Z"],
  ["weeks", undefined, "2026-10-18T10:00:00.000Z"],
  ["date", "2026-09-01", "2026-09-01T00:00:00.000Z"],
] as const)("is held against one as long: %s", (comparison, since, from) => {
  const other = comparedWith(week, comparison, since);

  expect(other?.from).toBe(from);
  expect(Date.parse(other?.to ?? "") - Date.parse(other?.from ?? "")).toBe(7 * 86_400_000);
});

test("is held against nothing where that is asked, or no day is named", () => {
  expect(comparedWith(week, "none", undefined)).toBeNull();
  expect(comparedWith(week, "date", undefined)).toBeNull();
  expect(comparedWith(week, "date", "soon")).toBeNull();
});

test("has every calendar day that it touches", () => {
  expect(daysOf(week)).toEqual([
    "2026-11-15",
    "2026-11-16",
    "2026-11-17",
    "2026-11-18",
    "2026-11-19",
    "2026-11-20",
    "2026-11-21",
    "2026-11-22",
  ]);
  expect(daysOf({ from: "2026-11-21T00:00:00Z", to: "2026-11-23T00:00:00Z" })).toHaveLength(2);
});
