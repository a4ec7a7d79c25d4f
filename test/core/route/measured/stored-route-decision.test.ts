import { describe, expect, it } from "vitest";
import { MeasuredRouter } from "../../../../src/core/route/measured/measured-router.js";
import {
  readRouteDecision,
  storeRouteDecision,
} from "../../../../src/core/route/measured/stored-route-decision.js";
import { firstRequest, optionsOf, spaceOf, storyOf, teach } from "./routed-market.js";

const value = 0.4;

function decided(count: number) {
  const router = new MeasuredRouter(spaceOf(count, ["AA1"]));
  const stories = Array.from({ length: 20 * count }, (_, index) =>
    storyOf(index, index % count, 0, 0.5 + (0.4 * (index % count)) / count),
  );
  const atSec = teach(router, stories);
  const options = optionsOf(count).map((option, index) => ({
    ...option,
    isAvailable: index % 7 !== 3,
  }));
  return router.decide(firstRequest(options, { requestedAtSec: atSec, value }), atSec, 0.7);
}

describe("a stored measured decision", () => {
  it("takes at most 400 bytes with 12 options", () => {
    const text = JSON.stringify(storeRouteDecision(decided(12), value));

    expect(text.length).toBeLessThanOrEqual(400);
  });

  it("comes back with every chance, rate and reason, best option first", () => {
    const decision = decided(12);
    const read = readRouteDecision(storeRouteDecision(decision, value), value);

    expect(read.chosen).toBe(decision.chosen);
    expect(read.waitSec).toBe(decision.waitSec);
    expect(read.scores).toHaveLength(12);
    for (const score of read.scores) {
      const original = decision.scores[score.option];
      expect(score.probability).toBeCloseTo(original?.probability ?? -1, 4);
      expect(score.success).toBeCloseTo(original?.success ?? -1, 2);
      expect(score.trust).toBeCloseTo(original?.trust ?? -1, 2);
      expect(score.skipped).toBe(original?.skipped);
      expect(score.worth ?? 0).toBeCloseTo(original?.worth ?? 0, 3);
    }
    expect(read.scores[0]?.probability).toBe(
      Math.max(...read.scores.map(({ probability }) => probability)),
    );
  });

  it("keeps place and reason alone of options behind the best twelve", () => {
    const decision = decided(30);
    const read = readRouteDecision(storeRouteDecision(decision, value), value);

    expect(read.scores).toHaveLength(30);
    for (const { option, skipped, success } of read.scores.slice(12)) {
      expect(skipped).toBe(decision.scores[option]?.skipped);
      expect(option === decision.chosen || success === 0).toBe(true);
    }
  });
});
