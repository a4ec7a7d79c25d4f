import { describe, expect, test } from "vitest";
import { RequestRate } from "../../src/http/request-rate.js";

describe("requests per caller", () => {
  test("lets a burst through, then as many as the rate says, each caller apart", () => {
    let now = 0;
    const rate = new RequestRate(10, 3, () => now);

    expect([1, 2, 3].map(() => rate.take("a"))).toEqual([0, 0, 0]);
    expect(rate.take("a")).toBe(100);
    expect(rate.take("b")).toBe(0);
    now = 100;
    expect([rate.take("a"), rate.take("a")]).toEqual([0, 100]);
  });

  test("forgets callers rather than memory", () => {
    const rate = new RequestRate(1, 1, () => 0);
    for (let caller = 0; caller < 50_010; caller += 1) {
      expect(rate.take(`caller ${caller}`)).toBe(0);
    }
  });
});
