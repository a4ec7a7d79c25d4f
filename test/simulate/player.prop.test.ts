import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openMarket } from "../../src/market/market.js";
import type { Scenario, ScenarioInput } from "../../src/market/scenario.js";
import { Player } from "../../src/simulate/player.js";
import { fixedPolicy } from "../../src/simulate/policy/ordered.js";
import { type Choice, noChoice, type Policy } from "../../src/simulate/policy/policy.js";
import { type PolicyName, policyList, policyNames } from "../../src/simulate/policy-list.js";
import { type PolicyRun, runPolicy } from "../../src/simulate/policy-run.js";
import { smallScenario } from "./small-scenario.js";

const seeds = fc.nat({ max: 1_000_000 });
const someRuns = { numRuns: 4 };
const hour: Partial<ScenarioInput> = { horizon_s: 3600 };
const oneHour = smallScenario(hour);

/** Without the times that decisions took. */
function played(scenario: Scenario, policy: PolicyName, seed: number): Partial<PolicyRun> {
  const { decisionMicrosMean, decisionMicrosP99, ...run } = runPolicy(
    scenario,
    policy,
    seed,
    () => undefined,
  );
  expect(decisionMicrosMean).not.toBeNull();
  expect(decisionMicrosP99).not.toBeNull();
  return run;
}

/** What happens to each send of a policy: routes and arrivals, by the send's key. */
function livesOf(scenario: Scenario, seed: number, open: (...args: never[]) => Policy) {
  const market = openMarket(scenario, seed);
  const policy = (open as (of: typeof market) => Policy)(market);
  const lives = new Map<number, unknown[]>();
  const watched: Policy = {
    ...policy,
    choose(send, cause, atSec, offers) {
      const choice = policy.choose(send, cause, atSec, offers);
      lives.set(send.key, send.attempts);
      return choice;
    },
  };
  new Player(market, watched).playUntil(Number.POSITIVE_INFINITY);
  return lives;
}

describe("a run", () => {
  it.each(policyNames)("of %s is the same for the same seed, and another for another", (policy) => {
    const scenario = smallScenario({ horizon_s: 1800 });

    expect(played(scenario, policy, 1)).toEqual(played(scenario, policy, 1));
    expect(played(scenario, policy, 1)).not.toEqual(played(scenario, policy, 2));
  });

  it("deals two policies the same luck where they choose alike", () => {
    // The other one sends every third send elsewhere at first, then goes on as the first one does.
    const turned = (market: Parameters<typeof fixedPolicy>[0]): Policy => {
      const fixed = fixedPolicy(market);
      const [, elsewhere] = market.routes;
      return {
        choose(send, cause, atSec, offers): Choice {
          return send.key % 3 === 0 && cause === "FIRST" && elsewhere !== undefined
            ? { ...noChoice, route: elsewhere, waitSec: 30 }
            : fixed.choose(send, cause, atSec, offers);
        },
      };
    };
    fc.assert(
      fc.property(seeds, (seed) => {
        const one = livesOf(oneHour, seed, fixedPolicy as never);
        const other = livesOf(oneHour, seed, turned as never);
        const told = (attempts: unknown[] | undefined) =>
          JSON.stringify(attempts, (name, value: unknown) =>
            name === "key" && typeof value === "number" ? undefined : value,
          );

        expect([...other.keys()]).toEqual(expect.arrayContaining([...one.keys()]));
        const alike = [...one].filter(([key]) => key % 3 !== 0);
        expect(alike.map(([key]) => told(other.get(key)))).toEqual(
          alike.map(([, attempts]) => told(attempts)),
        );
      }),
      someRuns,
    );
  });

  it("never spends or holds more than the budget, in any of its periods", () => {
    const policies = fc.constantFrom<PolicyName>(...policyNames);
    const amounts = fc.double({ min: 0, max: 2, noNaN: true });
    fc.assert(
      fc.property(seeds, policies, amounts, (seed, policy, amount) => {
        const budget = { amount, period_s: 1200 };
        const scenario = smallScenario({ ...hour, plan: { static: "a", budget } });
        const run = runPolicy(scenario, policy, seed, () => undefined);

        expect(run.overspend).toBe(0);
        // Three periods, and the last attempts of the third one may fall into a fourth.
        expect(run.spend).toBeLessThanOrEqual(4 * amount + 1e-9);
      }),
      { numRuns: 8 },
    );
  });

  it("asks in the order of time, and never about a send that is over or has its attempts", () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom<PolicyName>(...policyNames), (seed, name) => {
        const market = openMarket(oneHour, seed);
        const [open] = policyList[name];
        const policy = open?.(market);
        let last = 0;
        const watched: Policy = {
          choose(send, cause, atSec, offers) {
            expect(atSec).toBeGreaterThanOrEqual(last);
            expect(send.isClosed).toBe(false);
            expect(send.attempts.length).toBeLessThan(market.scenario.plan.max_attempts);
            last = atSec;
            return policy?.choose(send, cause, atSec, offers) ?? noChoice;
          },
          hear(event) {
            expect(event.atSec).toBeGreaterThanOrEqual(last);
            last = event.atSec;
            policy?.hear?.(event);
          },
        };

        expect(new Player(market, watched).playUntil(Number.POSITIVE_INFINITY)).toBe(false);
      }),
      someRuns,
    );
  });

  it("counts no more verified than requested, and what it spends is the sum of its bills", () => {
    const free = smallScenario({ ...hour, plan: { order: ["b"], static: "b" } });
    const run = runPolicy(free, "static", 3, () => undefined);

    expect(run.verified).toBeLessThanOrEqual(run.requested);
    expect(run.spend / 0.05).toBeCloseTo(Math.round(run.spend / 0.05), 6);
    expect(run.value).toBeCloseTo(0.4 * run.verified - run.spend, 6);
  });
});
