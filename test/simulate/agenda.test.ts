import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Agenda } from "../../src/simulate/agenda.js";

describe("Agenda", () => {
  it("runs all in the order of moments, ties as they were entered, up to the end", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 }),
        async (moments) => {
          const agenda = new Agenda(0);
          const seen: [number, number][] = [];
          moments.forEach((at, place) =>
            agenda.at(at, () => void seen.push([agenda.nowMs, place])),
          );

          await agenda.run(40);

          const expected = moments
            .map((at, place): [number, number] => [at, place])
            .filter(([at]) => at <= 40)
            .sort(([one, first], [other, second]) => one - other || first - second);
          expect(seen).toEqual(expected);
          expect(agenda.nowMs).toBe(40);
        },
      ),
    );
  });

  it("takes what is entered meanwhile, never before now, in whole milliseconds", async () => {
    const agenda = new Agenda(100);
    const seen: number[] = [];
    agenda.at(110.4, () => {
      seen.push(agenda.nowMs);
      agenda.at(5, () => void seen.push(agenda.nowMs));
      agenda.at(110.6, () => void seen.push(agenda.nowMs));
    });

    await agenda.run(1_000);

    expect(seen).toEqual([110, 110, 111]);
  });
});
