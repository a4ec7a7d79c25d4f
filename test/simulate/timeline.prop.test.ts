import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Timeline } from "../../src/simulate/timeline.js";

const entries = fc.array(fc.nat({ max: 50 }), { maxLength: 3000 });

describe("the timeline", () => {
  it("gives events by their moments, and equal ones in the order in which they came", () => {
    fc.assert(
      fc.property(entries, (all) => {
        const timeline = new Timeline();
        all.forEach((at, index) => timeline.enter(at, index % 7, index, -index));
        const taken: [number, number, number, number][] = [];
        while (timeline.take()) {
          taken.push([timeline.nowSec, timeline.kind, timeline.slot, timeline.detail]);
        }

        const wanted = all
          .map((at, index): [number, number, number, number] => [at, index % 7, index, -index])
          .toSorted((one, other) => one[0] - other[0] || one[2] - other[2]);
        expect(taken).toEqual(wanted.map((entry) => entry.map((part) => part + 0)));
      }),
      { numRuns: 30 },
    );
  });

  it("never goes back, whatever is entered while it runs", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 20 }), fc.boolean())), (steps) => {
        const timeline = new Timeline();
        const moments = steps.flatMap(([at, takes]) => {
          timeline.enter(at, 0, 0, 0);
          return takes && timeline.take() ? timeline.nowSec : [];
        });

        expect(moments).toEqual(moments.toSorted((one, other) => one - other));
      }),
    );
  });
});
