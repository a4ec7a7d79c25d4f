import { expect, test } from "vitest";
import { finestTold } from "../../../src/dashboard/market/finest-told.js";

const parts = (...rates: (number | null)[]) => rates.map((deliveryRate) => ({ deliveryRate }));

test("the finest way is taken whose parts are told for the most", () => {
  const fine = parts(null, null, 0.9, null);
  const middle = parts(0.8, null, 0.9);

  expect(finestTold(fine, middle, parts(0.85, 0.9))).toBe(middle);
  expect(finestTold(parts(0.9, 0.8, null, null), middle)).toHaveLength(4);
});

test("the coarsest is taken when no way is told", () => {
  const coarse = parts(null);

  expect(finestTold(parts(null, 0.9, null), coarse)).toBe(coarse);
});
