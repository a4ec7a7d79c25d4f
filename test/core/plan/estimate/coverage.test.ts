import { expect, it } from "vitest";
import { estimatePlan } from "../../../../src/core/plan/estimate/estimate-plan.js";
import { openMarket } from "../../../../src/market/market.js";
import { errorsOf, learnedSource, planIn, played } from "./compared.js";
import { madeMarket, madePlan } from "./made-markets.js";

/** `SANDI_ESTIMATE_COVERAGE=25` measures as many markets and prints what came of them. */
// biome-ignore lint: a switch of this test alone
const wanted = process.env["SANDI_ESTIMATE_COVERAGE"];
const markets = Number(wanted ?? 1);
/** Fewer where it is not the figures that are asked for. */
const sends = wanted === undefined ? 2_000 : 6_000;
const daySec = 86_400;
const marketMsMax = 45_000;
const now = new Date("2026-01-15T12:00:00Z");

/** Two plans of each market, estimated from a day of sends and played as often. */
function comparisons() {
  return Array.from({ length: markets }, (_, index) => 201 + index).flatMap((seed) => {
    const scenario = madeMarket(seed, sends, daySec);
    const measured = learnedSource(openMarket(scenario, seed));
    const market = openMarket(scenario, seed + 1_000);
    return [0, 1].flatMap((plan) => {
      const spec = madePlan(scenario, 100 * seed + plan);
      const estimate = estimatePlan(planIn(market, spec, measured), 2_048, now);
      if (estimate.delivery === null) {
        return [];
      }
      const { low, high } = estimate.delivery;
      const figures = played(market, spec, measured);
      const isHeld = low <= figures.delivered && figures.delivered <= high;
      return { isHeld, half: (high - low) / 2, errors: errorsOf(estimate, figures) };
    });
  });
}

it(
  "holds the share of delivered sends in the interval of an estimate as often as it says",
  () => {
    const found = comparisons();

    const held = mean(found.map(({ isHeld }) => (isHeld ? 1 : 0)));
    const half = mean(found.map((one) => one.half));
    if (wanted !== undefined) {
      const errors = (["delivered", "verified", "cost"] as const).map((figure) => {
        const all = found.map(({ errors: one }) => one[figure]);
        return { figure, bias: mean(all), error: mean(all.map(Math.abs)) };
      });
      // biome-ignore lint: the table is what was asked for
      console.log(`${found.length} of ${2 * markets} plans told`, { held, half, errors });
    }
    expect(held).toBeGreaterThanOrEqual(0.9);
    expect(half).toBeLessThan(0.08);
  },
  markets * marketMsMax,
);

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}
