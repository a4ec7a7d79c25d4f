import { describe, expect, it } from "vitest";
import { routeParameters } from "../../../src/core/route/measured/parameters.js";
import { joinGuardRows } from "../../../src/manage/routes/join-guard-rows.js";

const { guard } = routeParameters;
const row = (amounts: readonly number[]) => ({
  ownerId: null,
  family: "guard",
  key: "ID/51010\t6281100",
  refSec: amounts[1] ?? 0,
  amounts,
});

describe("joinGuardRows", () => {
  it("ages what was counted earlier to the later moment and adds it", () => {
    const later = 100_000 + guard.halfLifeSec;
    const past = row([8, 100_000, 10, 6, 100_000]);
    const now = row([1, later, 2, 1, later]);

    const { amounts, refSec } = joinGuardRows(past, now, guard);

    expect(refSec).toBe(later);
    expect(amounts[0]).toBeCloseTo(1 + 8 * 2 ** -(guard.halfLifeSec / guard.rateHalfLifeSec), 9);
    expect(amounts.slice(1)).toEqual([later, 7, 4, later]);
  });

  it("ages the requests of a cell by its own half-life", () => {
    const later = 100_000 + guard.halfLifeSec;

    expect(joinGuardRows(row([40, 100_000]), row([3, later]), guard).amounts).toEqual([23, later]);
  });

  it("takes for hot what is hot now", () => {
    const past = row([8, 10, 10, 6, 10, 5, 0, 10]);

    expect(joinGuardRows(past, row([1, 10, 0, 0, 10]), guard).amounts).toHaveLength(5);
    const hot = joinGuardRows(past, row([1, 10, 0, 0, 10, 9, 1, 10]), guard).amounts;
    expect(hot.slice(5)).toEqual([9, 1, 10]);
  });
});
