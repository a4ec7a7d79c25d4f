import { describe, expect, it } from "vitest";
import { priceMaxOf } from "../../src/flow/price-max.js";
import type { AttemptRow } from "../../src/flow/rows.js";
import type { SendWork } from "../../src/flow/send-work.js";

function priceMax(
  caps: { readonly plan: bigint | null; readonly send: bigint | null },
  exchangeRate = "1",
) {
  const work = {
    spec: { maxCostPerSendMicros: caps.plan },
    send: { maxCostMicros: caps.send, costMicros: 20_000n, heldMicros: 50_000n },
  } as SendWork;
  const attempt = { holdMicros: 30_000n, exchangeRate, priceCurrency: "USD" } as AttemptRow;
  return priceMaxOf(work, attempt);
}

describe("the most that an attempt may cost", () => {
  it("is what its send's caps leave beside everything but its own hold", () => {
    expect(priceMax({ plan: 100_000n, send: null })).toEqual({ micros: 60_000n, currency: "USD" });
    expect(priceMax({ plan: 100_000n, send: 90_000n })?.micros).toBe(50_000n);
  });

  it("is at least what is held for it, though others cost more than they held", () => {
    expect(priceMax({ plan: 10_000n, send: null })?.micros).toBe(30_000n);
  });

  it("is in the vendor's currency at the rate of the hold, rounded down", () => {
    expect(priceMax({ plan: 100_000n, send: null }, "15800.25")?.micros).toBe(3n);
  });

  it("is not said where the send has no cap", () => {
    expect(priceMax({ plan: null, send: null })).toBeNull();
  });
});
