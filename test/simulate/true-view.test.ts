import { describe, expect, it } from "vitest";
import { attemptFate } from "../../src/market/attempt-fate.js";
import { openMarket } from "../../src/market/market.js";
import { userBehaviour } from "../../src/market/user-behaviour.js";
import { attackedPrefixes } from "../../src/simulate/request-stream.js";
import { TrueView } from "../../src/simulate/policy/true-view.js";
import { readScenario, smallScenario } from "./small-scenario.js";

const scenario = readScenario("liars_pumping");
const market = openMarket(scenario, 5);
const view = new TrueView(market);
const samples = 8000;
const atSec = 100;

/** Five standard deviations of a share. */
function expectShare(count: number, of: number, wanted: number) {
  const deviation = Math.sqrt((wanted * (1 - wanted)) / of);
  expect(Math.abs(count / of - wanted)).toBeLessThan(5 * deviation + 1e-9);
}

describe("the true view", () => {
  it.each([
    ["globex-sms", "BR/tim"],
    ["afrigate-sms", "NG/mtn"],
    ["metro-wa", "ID/xl"],
    ["ring-voice", "DE/o2"],
  ])("tells of %s in %s what its messages do", (routeId, cellId) => {
    const route = market.routeById.get(routeId);
    const cell = market.cellById.get(cellId);
    if (route === undefined || cell === undefined) {
      throw new Error("no such place");
    }
    const truth = view.route(route.index, cell.index, atSec);
    const still = { attemptOnRoute: 0, lostOnUpstream: 0, queueSec: 0, isAttack: false };
    const fates = Array.from({ length: samples }, (_, sendKey) => ({
      fate: attemptFate(market, { sendKey, cell, route, atSec, ...still }),
      means: userBehaviour(market, sendKey, cell, false).intendsTo(route.channel),
    }));
    const accepted = fates.filter(({ fate }) => fate.refusedBecause === null);
    const told = accepted.filter(({ fate }) => fate.receipt?.isDelivered === true);
    const untold = accepted.filter(({ fate }) => fate.receipt?.isDelivered !== true);
    const arrived = (all: typeof fates) =>
      all.filter(({ fate }) => fate.arrivesAfterSec !== null).length;
    const typed = (all: typeof fates) =>
      all.filter(({ fate, means }) => fate.arrivesAfterSec !== null && means).length;
    const early = untold.filter(({ fate }) => (fate.receipt?.afterSec ?? 99) <= 12);
    const delays = told.flatMap(({ fate }) => fate.receipt?.afterSec ?? []);

    expectShare(accepted.length, samples, truth.accept);
    expectShare(told.length, accepted.length, truth.delivered);
    expectShare(typed(told), told.length, truth.typedIfDelivered);
    expectShare(typed(untold), untold.length, truth.typedIfSilent);
    expectShare(typed(fates), samples, truth.success);
    expectShare(arrived(told), told.length, truth.trust);
    expectShare(early.length, untold.length, truth.failsEarly);
    expect([...truth.latencySec]).toEqual([...truth.latencySec].sort((a, b) => a - b));
    const below = delays.filter((sec) => sec <= (truth.latencySec[15] ?? 0)).length;
    expect(below / delays.length).toBeCloseTo(15.5 / 20, 1);
  });

  it("follows events, and keeps its latencies as long as they are the same", () => {
    const route = market.routeById.get("asiatel-sms")?.index ?? -1;
    const cell = market.cellById.get("ID/telkomsel")?.index ?? -1;
    const before = view.route(route, cell, 64_000);
    const after = view.route(route, cell, 65_000);

    expect(before.trust).toBeGreaterThan(0.95);
    expect(after.trust).toBeLessThan(0.65);
    expect(after.latencySec).toBe(before.latencySec);
  });

  it("knows which prefixes are attacked, when, and by how many", () => {
    const [attack] = scenario.pumping;
    const cell = market.cellById.get("ID/telkomsel")?.index ?? -1;
    const [prefix = ""] = attack === undefined ? [] : attackedPrefixes(scenario, attack, 0);

    expect(view.genuine(cell, prefix, 28_000)).toBe(1);
    expect(view.genuine(cell, prefix, 40_000)).toBeLessThan(0.1);
    expect(view.genuine(cell, "ID/telkomsel#none", 40_000)).toBe(1);
    expect(view.genuine(cell, null, 40_000)).toBe(1);
  });

  it("knows how long people wait, who stays a little longer for having asked again", () => {
    const ages = Array.from({ length: 300 }, (_, age) => view.patience(age));

    expect(view.patience(0)).toBe(1);
    expect(ages).toEqual(ages.toSorted((one, other) => other - one));
    // Without resends half of them would have left.
    expect(view.patience(70)).toBeGreaterThan(0.55);
    expect(view.patience(70)).toBeLessThan(0.75);
    expect(view.cell(0, 0)).toEqual({ dead: 0.03, asksAgain: expect.closeTo(0.46, 1) as number });
  });

  it("holds a route that is not offered for worth nothing", () => {
    const small = openMarket(smallScenario(), 1);

    expect(new TrueView(small).route(2, 1, 0)).toMatchObject({ accept: 0, success: 0 });
  });
});
