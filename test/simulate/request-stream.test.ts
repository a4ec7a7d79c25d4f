import { describe, expect, it } from "vitest";
import { openMarket } from "../../src/market/market.js";
import { attackedPrefixes, requestStream } from "../../src/simulate/request-stream.js";
import { smallScenario } from "./small-scenario.js";

const day = 86_400;
const traffic = { sends_per_day: 6000, prefixes_per_cell: 5, diurnal: { amplitude: 0.6 } };
const pumping = [
  { at: 3600, until: 7200, cell: "BR/vivo", per_hour: 200, prefixes: 2 },
  { at: 5400, cell: "DE/o2", per_hour: 20, prefixes: 1 },
];
const scenario = smallScenario({ horizon_s: day, traffic, pumping });
const requests = (seed: number) => [...requestStream(openMarket(scenario, seed))];
const all = requests(1);
const genuine = all.filter(({ isAttack }) => !isAttack);
const attacks = all.filter(({ isAttack }) => isAttack);

/** How far a count is from what is wanted, in standard deviations. */
const offBy = (count: number, wanted: number) => Math.abs(count - wanted) / Math.sqrt(wanted);

describe("the requests of a scenario", () => {
  it("come in the order of time, before its end, and always the same for the same seed", () => {
    expect(all).toEqual(all.toSorted((one, other) => one.atSec - other.atSec));
    expect(all.at(-1)?.atSec).toBeLessThan(day);
    expect(requests(1)).toEqual(all);
    expect(requests(2)[0]).not.toEqual(all[0]);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  });

  it("are as many as the day has, most at the peak hour, spread over cells and prefixes", () => {
    const at = (hour: number) =>
      genuine.filter(({ atSec }) => Math.floor(atSec / 3600) === hour).length;

    expect(offBy(genuine.length, 6000)).toBeLessThan(5);
    expect(offBy(at(19), 400)).toBeLessThan(5);
    expect(offBy(at(7), 100)).toBeLessThan(5);
    expect(offBy(genuine.filter(({ cell }) => cell.id === "BR/vivo").length, 4500)).toBeLessThan(5);
    expect(offBy(genuine.filter(({ prefix }) => prefix === "BR/vivo#3").length, 900)).toBeLessThan(
      5,
    );
  });

  it("hold attacks in their time, cell and prefixes, some of which are real people's", () => {
    const first = attacks.filter(({ cell }) => cell.id === "BR/vivo");
    const second = attacks.filter(({ cell }) => cell.id === "DE/o2");

    expect(offBy(first.length, 200)).toBeLessThan(5);
    expect(offBy(second.length, 20 * 22.5)).toBeLessThan(5);
    expect(first.every(({ atSec }) => atSec >= 3600 && atSec < 7200)).toBe(true);
    for (const [index, attack] of scenario.pumping.entries()) {
      const from = index === 0 ? first : second;
      const prefixes = attackedPrefixes(scenario, attack, index);

      expect(new Set(from.map(({ prefix }) => prefix))).toEqual(new Set(prefixes));
      expect(genuine.some(({ prefix }) => prefixes.includes(prefix))).toBe(true);
    }
  });

  it("bear volumes of 200,000 a day", () => {
    const busy = smallScenario({ horizon_s: 3600, traffic: { sends_per_day: 200_000 } });

    expect(offBy([...requestStream(openMarket(busy, 1))].length, 200_000 / 24)).toBeLessThan(5);
  });
});
