import { describe, expect, it } from "vitest";
import type { AttemptFate } from "../../src/market/attempt-fate.js";
import { type Market, openMarket } from "../../src/market/market.js";
import type { LiveSend } from "../../src/simulate/live-send.js";
import { outageKind } from "../../src/simulate/outage-kind.js";
import { OutageWatch } from "../../src/simulate/outage-watch.js";
import { readScenario, smallScenario } from "./small-scenario.js";

const dead = { deliver_mult: 0.02 };
const outage = { name: "a is dead", at: 1000, until: 2000, outage: true, set: dead };
const market = openMarket(smallScenario({ events: [{ ...outage, where: { vendor: "a" } }] }), 1);

/** First attempts: "a" or "b" as the route, "!" behind it when it was lost; one a second. */
function watched(of: Market, before: readonly string[], during: readonly string[]) {
  const watch = new OutageWatch(of);
  const [cell] = of.cells;
  const all = [
    ...before.map((what, at) => ({ what, atSec: at / 10 })),
    ...during.map((what, at) => ({ what, atSec: 1000 + at })),
  ];
  for (const { what, atSec } of all) {
    const route = of.routeById.get(what.slice(0, 1));
    const fate = { lossCause: what.endsWith("!") ? "lost" : null, refusedBecause: null };
    if (route !== undefined) {
      watch.firstAttempt({ cell } as LiveSend, route, fate as AttemptFate, atSec);
    }
  }
  return watch.results()[0];
}

const times = (count: number, what: string) => Array.from({ length: count }, () => what);

describe("an outage", () => {
  it("costs the first attempts that were lost before traffic was elsewhere", () => {
    const before = [...times(90, "a"), ...times(10, "b")];
    const result = watched(market, before, [...times(7, "a!"), "a", ...times(200, "b")]);

    expect(result).toMatchObject({ firstAttemptsLost: 0, rerouted: true, shareBefore: 0.9 });
    const longer = [...times(30, "a!"), ...times(5, "a"), ...times(200, "b")];
    // Rerouted once a fifth of the share before, 9 of the next 50, is all that goes there.
    expect(watched(market, before, longer)).toMatchObject({ firstAttemptsLost: 26 });
  });

  it("that traffic never leaves is not rerouted, and costs all that was lost in it", () => {
    const result = watched(market, times(100, "a"), times(300, "a!"));

    expect(result).toMatchObject({ firstAttemptsLost: 300, rerouted: false, shareOfAll: 1 });
  });

  it("of what hardly anything went to asks nothing", () => {
    const result = watched(market, times(100, "b"), times(300, "b!"));

    expect(result).toMatchObject({ firstAttemptsLost: 0, rerouted: null, shareBefore: 0 });
  });

  it("leaves what is lost to probes after the rerouting aside", () => {
    const during = [...times(60, "b"), "a!", ...times(60, "b"), "a!", ...times(60, "b")];

    expect(watched(market, times(100, "a"), during)).toMatchObject({ firstAttemptsLost: 0 });
  });
});

describe("the kind of an outage", () => {
  it("is told by what it hits of what the plan may use", () => {
    const scenario = readScenario("outage");
    const kinds = scenario.events.map((event) => [event.name, outageKind(scenario, event)]);

    expect(kinds).toEqual([
      ["latcom BR total", "VENDOR_IN_COUNTRY"],
      ["gx upstream NG", null],
      ["meta down", "UPSTREAM"],
      ["prime degraded tail", null],
      ["globex rejects DE", null],
      ["latcom lies through outage", "VENDOR_IN_COUNTRY"],
    ]);
  });

  it("is none for an event that is no outage, or leaves most messages through", () => {
    const where = { vendor: "a", country: "BR" };
    const kindOf = (change: object) => {
      const scenario = smallScenario({ events: [{ ...outage, where, ...change }] });
      const [event] = scenario.events;
      return event && outageKind(scenario, event);
    };

    expect(kindOf({})).toBe("VENDOR_IN_COUNTRY");
    expect(kindOf({ set: { accept_mult: 0 } })).toBe("VENDOR_IN_COUNTRY");
    expect(kindOf({ outage: false })).toBeNull();
    expect(kindOf({ set: { deliver_mult: 0.6 } })).toBeNull();
    expect(kindOf({ where: { cell: "DE/o2" } })).toBeNull();
  });
});
