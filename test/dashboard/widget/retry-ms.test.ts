import { expect, test } from "vitest";
import { retryMs } from "../../../src/dashboard/widget/retry-ms.js";

test("waits twice as long after each failure, 15 s at most, by chance a half more", () => {
  expect([0, 1, 2, 3].map((failures) => retryMs(failures, 0))).toEqual([400, 800, 1_600, 3_200]);
  expect(retryMs(50, 0)).toBe(15_000);
  expect(retryMs(50, 0.999)).toBeLessThanOrEqual(22_500);
  expect(retryMs(0, 0.5)).toBe(500);
});
