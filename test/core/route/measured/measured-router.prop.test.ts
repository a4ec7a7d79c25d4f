import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MeasuredRouter } from "../../../../src/core/route/measured/measured-router.js";
import {
  eventsOf,
  firstRequest,
  optionsOf,
  spaceOf,
  type Story,
  storyOf,
  teach,
} from "./routed-market.js";

const routes = 4;
const cells = ["AA1", "AA2", "BB1"];

const stories = fc.array(
  fc.record({
    route: fc.nat(routes - 1),
    cell: fc.nat(cells.length - 1),
    prefix: fc.constantFrom(null, "p", "q"),
    receipt: fc.constantFrom(true, true, false, null),
    isTyped: fc.boolean(),
  }),
  { maxLength: 30 },
);

describe("measured routing", () => {
  it("draws with probabilities that sum to one and respect the floor", () => {
    fc.assert(
      fc.property(
        stories,
        fc.array(fc.boolean(), { minLength: routes, maxLength: routes }),
        fc.double({ min: 0, max: 0.05, noNaN: true }),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        (learned, available, floor, draw) => {
          const router = new MeasuredRouter(spaceOf(routes, cells));
          const atSec = teach(router, learned);
          // All but one are so dear that nothing but the floor gives them a chance.
          const options = optionsOf(routes).map((option, index) => ({
            ...option,
            price: index === 1 ? option.price : 5 * option.price,
            isAvailable: available[index] === true,
          }));
          const decision = router.decide(
            firstRequest(options, { requestedAtSec: atSec, floor }),
            atSec,
            draw,
          );

          const usable = available.filter(Boolean).length;
          const chances = decision.scores.map(({ probability }) => probability);
          const total = chances.reduce((sum, chance) => sum + chance, 0);
          if (decision.act === "HOLD") {
            return usable === 0 || decision.holdReason === "NO_VALUE";
          }
          expect(total).toBeCloseTo(1, 9);
          expect(available[decision.chosen ?? -1]).toBe(true);
          expect(decision.propensity).toBe(chances[decision.chosen ?? -1]);
          const isProbe = decision.scores.some(({ breaker }) => breaker !== "CLOSED");
          chances.forEach((chance, index) => {
            const least = available[index] ? Math.min(floor, 0.5 / usable) : 0;
            expect(isProbe || chance >= least - 1e-12).toBe(true);
            expect(available[index] || chance === 0).toBe(true);
          });
          return true;
        },
      ),
      { numRuns: 30 },
    );
  });

  it("never plans beyond the attempts and the time that the plan allows", () => {
    fc.assert(
      fc.property(
        stories,
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 200 }),
        (learned, made, attemptsMax, age) => {
          const router = new MeasuredRouter(spaceOf(routes, cells));
          const start = teach(router, learned);
          const attempts = Array.from({ length: made }, (_, route) => ({
            route: route % routes,
            submittedAtSec: start,
            outcome: "SILENT" as const,
          }));
          const decision = router.decide(
            firstRequest(optionsOf(routes), {
              cause: made === 0 ? "FIRST" : "TIMER",
              requestedAtSec: start,
              attempts,
              attemptsMax,
            }),
            start + age,
            0.5,
          );

          const isSpent = made >= attemptsMax || (made > 0 && age > 120);
          expect(decision.act === "HOLD" || !isSpent).toBe(true);
          expect(age + (decision.waitSec ?? 0)).toBeLessThanOrEqual(Math.max(120, age));
          const isLast = made + 1 >= attemptsMax;
          expect(decision.waitSec === null || !isLast).toBe(true);
          expect(attempts.every(({ route }) => route !== decision.chosen)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("never thinks better of a route for one more failure", () => {
    const failures: readonly Pick<Story, "receipt" | "isTyped">[] = [
      { receipt: false, isTyped: false },
      { receipt: null, isTyped: false },
      { receipt: true, isTyped: false },
    ];
    const typed: Story = { route: 0, cell: 1, prefix: null, receipt: true, isTyped: true };
    const reported = Array.from({ length: 40 }, () => typed);
    fc.assert(
      fc.property(stories, fc.nat(routes - 1), fc.constantFrom(0, 1), (learned, route, kind) => {
        const worse = failures[kind];
        const plain = new MeasuredRouter(spaceOf(routes, cells));
        const failed = new MeasuredRouter(spaceOf(routes, cells));
        // Of who hardly ever says what was typed in, one more untyped code says less of the others.
        const told = [...reported, ...learned];
        const atSec = teach(plain, told);
        teach(failed, told);
        if (worse !== undefined) {
          teach(failed, [{ route, cell: 0, prefix: null, ...worse }], atSec);
        }
        plain.advance(atSec + 3000);
        failed.advance(atSec + 3000);

        const before = plain.route(route, 0, atSec + 3000).success;
        expect(failed.route(route, 0, atSec + 3000).success).toBeLessThanOrEqual(before + 1e-9);
      }),
      { numRuns: 30 },
    );
  });

  it("estimates the same from deltas merged in any order and split", () => {
    fc.assert(
      fc.property(
        stories,
        fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }),
        fc.nat(29),
        (learned, order, cut) => {
          const alone = new MeasuredRouter(spaceOf(routes, cells), undefined, true);
          const deltas: ReturnType<MeasuredRouter["takeDelta"]>[] = [];
          learned.forEach((story, index) => {
            for (const event of eventsOf(index, story, 20 * index)) {
              alone.learn(event);
            }
            if (index === cut || index === 2 * cut) {
              deltas.push(alone.takeDelta());
            }
          });
          alone.advance(20 * learned.length + 1000);
          deltas.push(alone.takeDelta());
          // What is told again and again without news must not count again.
          deltas.push(alone.takeDelta());

          const merged = new MeasuredRouter(spaceOf(routes, cells));
          const places = deltas.map((_, place) => place);
          places.sort((one, other) => (order[one] ?? 0) - (order[other] ?? 0));
          for (const place of places) {
            merged.merge(JSON.parse(JSON.stringify(deltas[place])));
          }
          const atSec = 20 * learned.length + 1000;
          expect(largestGap(merged, alone, atSec)).toBeLessThan(1e-9);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("knows after a restart from its dump what it knew before", () => {
    fc.assert(
      fc.property(stories, (learned) => {
        const before = new MeasuredRouter(spaceOf(routes, cells));
        const atSec = teach(before, learned);
        const after = new MeasuredRouter(spaceOf(routes, cells));
        after.merge(JSON.parse(JSON.stringify(before.dump())));
        expect(largestGap(after, before, atSec)).toBeLessThan(1e-9);
      }),
      { numRuns: 20 },
    );
  });
});

describe("a vendor that answers delivered to everything", () => {
  it.each([0.4, 0.55, 0.7])("ends below an honest one of the same true rate, %d", (arrives) => {
    const router = new MeasuredRouter(spaceOf(2, ["AA1"]));
    const learned = Array.from({ length: 900 }, (_, index) =>
      storyOf(index >> 1, index % 2, 0, arrives, index % 2 === 1 ? 1 : 0),
    );
    const atSec = teach(router, learned);

    const honest = router.route(0, 0, atSec);
    const liar = router.route(1, 0, atSec);
    expect(liar.delivered).toBeGreaterThan(honest.delivered);
    expect(liar.trust).toBeLessThan(honest.trust);
    expect(liar.success).toBeLessThan(honest.success);
    // At the same price the honest one is taken.
    const request = firstRequest(optionsOf(2), { requestedAtSec: atSec });
    const { scores } = router.decide(request, atSec, 0.5);
    expect(scores[0]?.worth ?? 0).toBeGreaterThan(scores[1]?.worth ?? 0);
  });
});

describe("an attack on one prefix", () => {
  it("moves no score outside its cell by more than 1 % and changes no rank inside it", () => {
    const rates = [0.95, 0.85, 0.7];
    const usual = Array.from({ length: 3600 }, (_, index) => ({
      ...storyOf(
        Math.floor(index / 9),
        index % 3,
        Math.floor(index / 3) % 3,
        rates[index % 3] ?? 0,
      ),
      prefix: `p${index % 20}`,
    }));
    const calm = new MeasuredRouter(spaceOf(3, ["AA1", "AA2", "BB1"]));
    const startSec = teach(calm, usual, 0, 15);
    for (const route of [0, 2]) {
      const attacked = new MeasuredRouter(spaceOf(3, ["AA1", "AA2", "BB1"]));
      teach(attacked, usual, 0, 15);
      const pumped: Story = { route, cell: 0, prefix: "p0", receipt: true, isTyped: false };
      const attack = Array.from({ length: 300 }, () => pumped);
      const endSec = teach(attacked, attack, startSec, 15);
      calm.advance(endSec);

      for (const [other, cell] of [0, 1, 2].flatMap((one) => [1, 2].map((at) => [one, at]))) {
        const before = calm.route(other ?? 0, cell ?? 0, endSec).success;
        const after = attacked.route(other ?? 0, cell ?? 0, endSec).success;
        expect(Math.abs(after / before - 1)).toBeLessThan(0.01);
      }
      expect(ranks(attacked, endSec)).toEqual(ranks(calm, endSec));
    }
  });
});

function ranks(router: MeasuredRouter, atSec: number): number[] {
  return [0, 1, 2].sort(
    (one, other) => router.route(other, 0, atSec).success - router.route(one, 0, atSec).success,
  );
}

/** How far two routers' estimates are apart at the most. */
function largestGap(one: MeasuredRouter, other: MeasuredRouter, atSec: number): number {
  const read = (router: MeasuredRouter): number[] => {
    router.advance(atSec);
    return cells.flatMap((_, cell) => {
      const { dead, asksAgain } = router.cell(cell, atSec);
      const ofRoutes = Array.from({ length: routes }, (_unused, route) => {
        const { success, trust, delivered, failsEarly } = router.route(route, cell, atSec);
        return [success, trust, delivered, failsEarly];
      });
      return [dead, asksAgain, ...ofRoutes.flat()];
    });
  };
  const right = read(other);
  return Math.max(...read(one).map((value, index) => Math.abs(value - (right[index] ?? 2))));
}
