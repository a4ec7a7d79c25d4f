import fc from "fast-check";
import { expect, it } from "vitest";
import { Recent } from "../../src/store/recent.js";

const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("set" as const), key: fc.nat(20), value: fc.nat() }),
    fc.record({ kind: fc.constant("delete" as const), key: fc.nat(20) }),
  ),
  { maxLength: 200 },
);

it("keeps the entries set last as a map would, and at most twice as many as it was told", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), steps, (least, taken) => {
      const recent = new Recent<number, number>(least);
      const model = new Map<number, number>();
      for (const step of taken) {
        model.delete(step.key);
        if (step.kind === "set") {
          recent.set(step.key, step.value);
          model.set(step.key, step.value);
        } else {
          recent.delete(step.key);
        }
        for (const [key, value] of [...model].slice(-least)) {
          expect(recent.get(key)).toBe(value);
        }
        const kept = Array.from({ length: 21 }, (_, key) => recent.get(key));
        // What is kept is what was set last under its key, never something from before.
        kept.forEach((value, key) => {
          expect([undefined, model.get(key)]).toContain(value);
        });
        expect(kept.filter((value) => value !== undefined).length).toBeLessThanOrEqual(2 * least);
      }
    }),
  );
});
