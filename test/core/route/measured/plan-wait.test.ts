import { describe, expect, it } from "vitest";
import { MeasuredRouter } from "../../../../src/core/route/measured/measured-router.js";
import { routeParameters } from "../../../../src/core/route/measured/parameters.js";
import {
  duplicateRisk,
  isReceiptDoubted,
  planWait,
} from "../../../../src/core/route/measured/plan-wait.js";
import type { DecideRequest } from "../../../../src/core/route/measured/route-request.js";
import { firstRequest, optionsOf, spaceOf, storyOf, teach } from "./routed-market.js";

/** Routes of which the first delivers by this chance, the others nearly always. */
function taught(delivery: number) {
  const router = new MeasuredRouter(spaceOf(3, ["AA1"]));
  const stories = Array.from({ length: 240 }, (_, index) =>
    storyOf(index, index % 3, 0, index % 3 === 0 ? delivery : 0.95),
  );
  const atSec = teach(router, stories);
  return { router, atSec };
}

function waitFor(
  { router, atSec }: ReturnType<typeof taught>,
  changes: Partial<DecideRequest> = {},
) {
  const request = firstRequest(optionsOf(3), { requestedAtSec: atSec, ...changes });
  return planWait(router, request, 1, false, atSec, routeParameters);
}

describe("the wait for a route that somebody else chose", () => {
  it("is one of those that are weighed, and says how many receipts come within it", () => {
    const wait = waitFor(taught(0.8));

    expect(routeParameters.waitsSec).toContain(wait.waitSec);
    expect(wait).toMatchObject({ reason: "GAIN", next: 1 });
    expect(wait.arrivedBy).toBeGreaterThan(0.5);
    expect(wait.arrivedBy).toBeLessThanOrEqual(1);
  });

  it("is no longer for a route that loses most of what it gets", () => {
    const good = waitFor(taught(0.95)).waitSec ?? Number.POSITIVE_INFINITY;
    const bad = waitFor(taught(0.2)).waitSec ?? Number.POSITIVE_INFINITY;

    expect(bad).toBeLessThanOrEqual(good);
    expect(bad).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  it("has no timer where nobody follows, that is worth nothing, or the cap is used up", () => {
    const known = taught(0.8);
    const [only] = optionsOf(1);

    expect(waitFor(known, { options: only === undefined ? [] : [only] })).toMatchObject({
      waitSec: null,
      reason: "NOTHING_NEXT",
    });
    expect(waitFor(known, { options: optionsOf(3, 5) })).toMatchObject({
      waitSec: null,
      reason: "NOTHING_NEXT",
    });
    expect(waitFor(known, { mayDuplicate: false })).toMatchObject({
      waitSec: null,
      reason: "DUPLICATE_CAP",
    });
  });

  it("ends before the deadline", () => {
    const wait = waitFor(taught(0.5), { deadlineSec: 7 });

    expect(wait.waitSec ?? 0).toBeLessThanOrEqual(7);
  });
});

describe("the chance that another message is needless", () => {
  it("falls with silence and is small behind a route that delivers nothing", () => {
    const { router, atSec } = taught(0.02);
    const behind = (route: number, ageSec: number): number => {
      const past = { route, submittedAtSec: atSec - ageSec, outcome: "SILENT" } as const;
      const request = firstRequest([], { requestedAtSec: atSec - ageSec, attempts: [past] });
      return duplicateRisk(router, request, atSec);
    };

    expect(behind(1, 1)).toBeGreaterThan(0.8);
    expect(behind(1, 30)).toBeLessThan(behind(1, 3));
    expect(behind(0, 3)).toBeLessThan(0.2);
  });
});

describe("a receipt “delivered”", () => {
  it("is doubted where codes hardly follow it, and not before that is known", () => {
    const router = new MeasuredRouter(spaceOf(2, ["AA1"]));
    const honest = Array.from({ length: 300 }, (_, index) => storyOf(index, 1, 0, 0.95));
    const lies = Array.from({ length: 300 }, (_, index) => ({
      ...storyOf(1000 + index, 0, 0, 0.95),
      receipt: true,
      isTyped: index % 5 === 0,
    }));
    expect(isReceiptDoubted(router.route(0, 0, 0), routeParameters)).toBe(false);
    const atSec = teach(
      router,
      honest.flatMap((story, index) => [story, lies[index] ?? story]),
    );

    expect(isReceiptDoubted(router.route(0, 0, atSec), routeParameters)).toBe(true);
    expect(isReceiptDoubted(router.route(1, 0, atSec), routeParameters)).toBe(false);
  });
});
