import { describe, expect, it } from "vitest";
import { BreakerBoard } from "../../../../src/core/route/measured/breaker-board.js";
import { choiceChances, drawnOption } from "../../../../src/core/route/measured/choice.js";
import { DailyRhythm } from "../../../../src/core/route/measured/daily-rhythm.js";
import { DuplicateBucket } from "../../../../src/core/route/measured/duplicate-bucket.js";
import {
  latencyQuantiles,
  lognormalBins,
  shareBy,
} from "../../../../src/core/route/measured/latency-bins.js";
import { MeasuredRouter } from "../../../../src/core/route/measured/measured-router.js";
import { routeParameters } from "../../../../src/core/route/measured/parameters.js";
import { falling } from "../../../../src/core/route/measured/patience-curve.js";
import { PrefixGuard } from "../../../../src/core/route/measured/prefix-guard.js";
import { firstRequest, optionsOf, spaceOf, storyOf, teach } from "./routed-market.js";

const miss = { signal: "RECEIPT", isHit: false, expected: 0.9, weight: 1, isProbe: false } as const;

describe("breakers", () => {
  const open = (count: number, cellOf: (index: number) => number) => {
    const board = new BreakerBoard(spaceOf(2, ["AA1", "AA2", "BB1"]), routeParameters.breaker);
    const changes = Array.from({ length: count }, (_, index) =>
      board.score({ ...miss, route: 0, cell: cellOf(index) }, index),
    ).flat();
    return { board, changes };
  };

  it("open for the whole upstream after a handful of misses spread over networks", () => {
    const { board, changes } = open(9, (index) => index % 3);

    expect(changes).toHaveLength(1);
    expect(changes[0]?.scope).toBe("UPSTREAM");
    expect(board.stateOf(0, 2, 9)).toBe("OPEN");
    expect(board.stateOf(1, 2, 9)).toBe("CLOSED");
  });

  it("open for one network alone while the others deliver", () => {
    const board = new BreakerBoard(spaceOf(1, ["AA1", "AA2", "BB1"]), routeParameters.breaker);
    for (let index = 0; index < 12; index += 1) {
      board.score({ ...miss, route: 0, cell: 0 }, index);
      for (const cell of [1, 1, 2, 2]) {
        board.score({ ...miss, isHit: true, route: 0, cell }, index);
      }
    }

    expect(board.stateOf(0, 0, 12)).toBe("OPEN");
    expect(board.stateOf(0, 1, 12)).toBe("CLOSED");
  });

  it("let a probe through after their wait, and close after two good ones", () => {
    const { board } = open(9, () => 0);
    const probe = { ...miss, route: 0, cell: 0, isHit: true, isProbe: true } as const;

    expect(board.stateOf(0, 0, 100)).toBe("PROBE");
    board.startProbe(0, 0, 100);
    expect(board.stateOf(0, 0, 101)).toBe("OPEN");
    board.score(probe, 105);
    expect(board.stateOf(0, 0, 106)).toBe("PROBE");
    board.score(probe, 110);
    expect(board.stateOf(0, 0, 110)).toBe("CLOSED");
  });

  it("are passed over when every route's is open: the least bad is used, and it is said", () => {
    const router = new MeasuredRouter(spaceOf(1, ["AA1"]));
    const silent = Array.from({ length: 12 }, () => ({
      route: 0,
      cell: 0,
      prefix: null,
      receipt: null,
      isTyped: false,
    }));
    teach(router, silent, 0, 1);
    const decision = router.decide(firstRequest(optionsOf(1), { requestedAtSec: 28 }), 28, 0.5);

    expect(decision.act).toBe("TRY");
    expect(decision.isLeastBad || decision.isProbe).toBe(true);
  });
});

describe("the pump guard", () => {
  const attacked = () => {
    const guard = new PrefixGuard(routeParameters.guard);
    for (let minute = 0; minute < 600; minute += 1) {
      guard.requested(0, `p${minute % 20}`, 60 * minute);
      guard.sent(0, `p${minute % 20}`, minute % 10 !== 0, 60 * minute + 60, 1);
    }
    const from = 36_000;
    for (let index = 0; index < 60; index += 1) {
      guard.requested(0, "p3", from + 30 * index);
      guard.sent(0, "p3", false, from + 30 * index + 25, 1);
    }
    return { guard, endSec: from + 1800 };
  };

  it("holds a prefix for pumped whose codes nobody types in, and no other", () => {
    const { guard, endSec } = attacked();

    expect(guard.isHot(0, "p3")).toBe(true);
    expect(guard.genuine(0, "p3", endSec)).toBeLessThan(0.15);
    expect(guard.genuine(0, "p4", endSec)).toBe(1);
    expect(guard.volumeWeight(0, "p3", endSec)).toBeLessThan(0.1);
  });

  it("forgets an attack once requests are as usual again", () => {
    const { guard, endSec } = attacked();

    expect(guard.genuine(0, "p3", endSec + 3 * 3600)).toBeGreaterThan(0.6);
  });

  it("takes a pause that an attack of this rate does not make for its end", () => {
    for (const [pauseSec, isHot] of [
      [60, true],
      [360, false],
    ] as const) {
      const { guard, endSec } = attacked();
      guard.requested(0, "p3", endSec - 30 + pauseSec);

      expect(guard.isHot(0, "p3"), `after ${pauseSec} s`).toBe(isHot);
      expect(guard.genuine(0, "p3", endSec - 30 + pauseSec) === 1).toBe(!isHot);
    }
  });
});

describe("budget pacing", () => {
  it("expects the evening on the first day", () => {
    const rhythm = new DailyRhythm();
    const rateAt = (hour: number): number => 1 + 0.6 * Math.cos((2 * Math.PI * (hour - 19)) / 24);
    let asked = 0;
    for (let minute = 0; minute < 12 * 60; minute += 1) {
      asked += rateAt(minute / 60);
      for (; asked >= 1; asked -= 1) {
        rhythm.requested(minute * 60);
      }
    }
    const rest = Array.from({ length: 12 * 60 }, (_, index) => rateAt(12 + index / 60));
    const truth = rest.reduce((sum, rate) => sum + rate, 0);

    expect(rhythm.forecast(12 * 3600, 24 * 3600) / truth).toBeGreaterThan(0.85);
    expect(rhythm.forecast(12 * 3600, 24 * 3600) / truth).toBeLessThan(1.15);
  });
});

describe("choosing", () => {
  it("gives the best the most, the unsure more than the sure, and nothing to the unusable", () => {
    const chances = choiceChances([0.3, 0.29, 0.29, null], [0.01, 0.05, 0.005, 1], 0.004);

    expect(chances[0]).toBeGreaterThan(chances[1] ?? 1);
    expect(chances[1]).toBeGreaterThan(chances[2] ?? 1);
    expect(chances[3]).toBe(0);
  });

  it("draws each option over its own span", () => {
    const chances = [0.25, 0, 0.75];

    expect([0, 0.2499, 0.25, 0.999].map((draw) => drawnOption(chances, draw))).toEqual([
      0, 0, 2, 2,
    ]);
  });

  it("waits for receipts when the tenant's duplicates are used up", () => {
    const router = new MeasuredRouter(spaceOf(3, ["AA1"]));
    const stories = Array.from({ length: 90 }, (_, index) => storyOf(index, index % 3, 0, 0.8));
    const atSec = teach(router, stories);
    const asked = { requestedAtSec: atSec };
    const free = router.decide(firstRequest(optionsOf(3), asked), atSec, 0.5);
    const capped = router.decide(
      firstRequest(optionsOf(3), { ...asked, mayDuplicate: false }),
      atSec,
      0.5,
    );

    expect(free.waitSec).toBeGreaterThan(0);
    expect(capped.waitSec).toBeNull();
    expect(capped.waitReason).toBe("DUPLICATE_CAP");
  });
});

describe("the parts of estimates", () => {
  it("bounds timer-driven messages by the share of sends that the tenant allows", () => {
    const bucket = new DuplicateBucket(0.1, 2);
    let taken = 0;
    for (let send = 0; send < 1000; send += 1) {
      bucket.earn();
      if (bucket.mayTake) {
        bucket.take();
        taken += 1;
      }
    }

    expect(taken).toBeGreaterThanOrEqual(100);
    expect(taken).toBeLessThanOrEqual(103);
  });

  it("pools violators into the closest falling sequence", () => {
    const pooled = falling([1, 0.7, 0.9, 0.2], [1, 1, 1, 1]);

    [1, 0.8, 0.8, 0.2].forEach((value, index) => expect(pooled[index]).toBeCloseTo(value, 12));
  });

  it("tells a latency by rising quantiles that give its shares back", () => {
    const quantiles = latencyQuantiles(lognormalBins(5, 0.8));

    expect([...quantiles]).toEqual([...quantiles].sort((one, other) => one - other));
    expect(shareBy(quantiles, quantiles[10] ?? 0)).toBeCloseTo(0.525, 2);
    expect(Math.abs((quantiles[10] ?? 0) / 5 - 1)).toBeLessThan(0.15);
  });
});
