import { expect, it } from "vitest";
import { holdUntil } from "../../../src/core/ledger/hold-until.js";

const from = new Date("2026-03-01T10:00:00Z");

it("waits for the message's validity and 15 minutes", () => {
  expect(holdUntil(from, 300, 7_200)).toEqual(new Date("2026-03-01T10:20:00Z"));
});

it("waits for the vendor's receipt horizon when the vendor takes no validity", () => {
  expect(holdUntil(from, null, 7_200)).toEqual(new Date("2026-03-01T12:00:00Z"));
});

it("waits for 72 hours at most", () => {
  const latest = new Date("2026-03-04T10:00:00Z");

  expect(holdUntil(from, null, 30 * 86_400)).toEqual(latest);
  expect(holdUntil(from, 30 * 86_400, 0)).toEqual(latest);
});
