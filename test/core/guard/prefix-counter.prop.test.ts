import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PrefixCounter } from "../../../src/core/guard/prefix-counter.js";

const windowSec = 60;
const key = "tenant ID 60 6281100";

describe("PrefixCounter", () => {
  it("counts the running window, and of the one before what the sliding one covers", () => {
    const counter = new PrefixCounter();
    for (let count = 0; count < 8; count += 1) {
      counter.add(key, windowSec, 600 + count);
    }

    expect(counter.seen(key, windowSec, 610)).toBe(8);
    expect(counter.seen(key, windowSec, 675)).toBeCloseTo(6, 9);
    expect(counter.seen(key, windowSec, 720)).toBe(0);
    expect(counter.seen("another", windowSec, 610)).toBe(0);
  });

  it("comes to the same in all processes once each has told the others", () => {
    const sends = fc.array(
      fc.record({ process: fc.nat(2), atSec: fc.integer({ min: 600, max: 719 }) }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(sends, fc.array(fc.nat(2), { maxLength: 12 }), (list, shares) => {
        const inOrder = list.toSorted((one, other) => one.atSec - other.atSec);
        const counters = [0, 1, 2].map(() => new PrefixCounter());
        const stored = new Map<number, number>();
        const share = (counter: PrefixCounter): void => {
          for (const { window, sends: added } of counter.takeAdded()) {
            stored.set(window, (stored.get(window) ?? 0) + added);
          }
          stored.forEach((total, window) => counter.know({ key, window, sends: total }));
        };
        inOrder.forEach(({ process, atSec }, index) => {
          counters[process]?.add(key, windowSec, atSec);
          const one = counters[shares[index] ?? -1];
          if (one !== undefined) {
            share(one);
          }
        });
        [...counters, ...counters].forEach(share);

        const alone = new PrefixCounter();
        inOrder.forEach(({ atSec }) => alone.add(key, windowSec, atSec));
        for (const counter of counters) {
          expect(counter.seen(key, windowSec, 725)).toBeCloseTo(alone.seen(key, windowSec, 725), 9);
          expect(counter.hasAdded).toBe(false);
        }
      }),
    );
  });

  it("hands over again what could not be stored, once", () => {
    const counter = new PrefixCounter();
    counter.add(key, windowSec, 600);
    const lost = counter.takeAdded();
    counter.add(key, windowSec, 601);
    counter.putBack(lost);

    expect(counter.takeAdded()).toEqual([{ key, windowSec, window: 10, sends: 2 }]);
    expect(counter.seen(key, windowSec, 602)).toBe(2);
  });
});
