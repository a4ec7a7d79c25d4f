import { describe, expect, it } from "vitest";
import { openMarket } from "../../src/market/market.js";
import type { LiveAttempt, LiveSend } from "../../src/simulate/live-send.js";
import {
  cheapestPolicy,
  declaredPolicy,
  fixedPolicy,
  staticPolicy,
} from "../../src/simulate/policy/ordered.js";
import type { Offers, Policy } from "../../src/simulate/policy/policy.js";
import { smallScenario } from "./small-scenario.js";

const market = openMarket(smallScenario(), 1);
const prices: Readonly<Record<string, number | null>> = { a: 40_000, b: 50_000, c: 10_000 };

function offersOf(changed: Partial<typeof prices> = {}): Offers {
  return { priceMicros: ({ id }) => ({ ...prices, ...changed })[id] ?? null, budget: () => null };
}

/** A send of which these routes were tried. */
function sendAfter(tried: readonly string[]): LiveSend {
  const attempts = tried.flatMap((id) => {
    const route = market.routeById.get(id);
    return route === undefined ? [] : [{ route } as LiveAttempt];
  });
  return { attempts, roundAtSec: 100 } as unknown as LiveSend;
}

const choose = (
  policy: Policy,
  tried: readonly string[],
  cause: Parameters<Policy["choose"]>[1],
  atSec = 100,
  offers = offersOf(),
) => policy.choose(sendAfter(tried), cause, atSec, offers).route?.id ?? null;

describe("the policy static", () => {
  const policy = staticPolicy(market);

  it("knows one vendor, and sends again only when it is asked", () => {
    expect(choose(policy, [], "FIRST")).toBe("a");
    expect(choose(policy, ["a"], "RESEND")).toBe("a");
    expect(choose(policy, ["a"], "REJECTED")).toBeNull();
    expect(choose(policy, ["a"], "UNDELIVERED")).toBeNull();
    expect(choose(policy, [], "FIRST", 100, offersOf({ a: null }))).toBeNull();
  });

  it("takes the first of the order where the plan names none", () => {
    const unnamed = openMarket(smallScenario({ plan: { order: ["b", "a"] } }), 1);

    expect(choose(staticPolicy(unnamed), [], "FIRST")).toBe("b");
  });
});

describe("the policy fixed", () => {
  const policy = fixedPolicy(market);

  it("goes down the plan's order, past what is not to be had", () => {
    expect(choose(policy, [], "FIRST")).toBe("a");
    expect(choose(policy, ["a"], "TIMER")).toBe("b");
    expect(choose(policy, ["a"], "REJECTED", 100, offersOf({ b: null }))).toBe("c");
    expect(choose(policy, ["a", "b", "c"], "TIMER")).toBeNull();
  });

  it("waits 30 s for a receipt", () => {
    const { waitSec } = policy.choose(sendAfter([]), "FIRST", 100, offersOf());

    expect(waitSec).toBe(30);
  });

  it("does nothing unasked after the deadline, and starts over for who asks again", () => {
    expect(choose(policy, ["a"], "TIMER", 221)).toBeNull();
    expect(choose(policy, ["a"], "RESEND", 221)).toBe("b");
    expect(choose(policy, ["a", "b", "c", "a"], "RESEND")).toBe("b");
  });
});

describe("the policies cheapest and declared", () => {
  it("go by the price of the moment", () => {
    const policy = cheapestPolicy(market);

    expect(choose(policy, [], "FIRST")).toBe("c");
    expect(choose(policy, ["c"], "TIMER")).toBe("a");
    expect(choose(policy, [], "FIRST", 100, offersOf({ c: 45_000 }))).toBe("a");
  });

  it("go by what vendors say of themselves, in plan order where they say nothing", () => {
    const policy = declaredPolicy(market);

    expect(choose(policy, [], "FIRST")).toBe("c");
    expect(choose(policy, ["c"], "TIMER")).toBe("a");
  });

  it("use what the plan allows", () => {
    const allowed = openMarket(smallScenario({ plan: { static: "a", allowed: ["a", "b"] } }), 1);

    expect(choose(cheapestPolicy(allowed), [], "FIRST")).toBe("a");
  });
});
