import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scenarioTable } from "../../src/simulate/figure-table.js";
import { scenarioPicture } from "../../src/simulate/picture/scenario-picture.js";
import { policyNames } from "../../src/simulate/policy-list.js";
import { runPolicy } from "../../src/simulate/policy-run.js";
import { smallScenario } from "./small-scenario.js";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const channel = fc.constantFrom("sms", "whatsapp", "voice", "email", "missed_call", "telegram");
const route = fc.record(
  {
    channel,
    bill: fc.constantFrom("accept", "delivery"),
    price: fc.constantFrom({ "*": 0.02 }, { BR: 0.03 }, { "DE/o2": 0 }, {}),
    deliver: share.map((value) => ({ "*": value })),
    accept: share,
    cap_per_s: fc.constantFrom(null, 0.01, 5),
    latency: fc.constantFrom({}, { "*": { median_s: 0.01, sigma: 0 } }, { BR: { sigma: 3 } }),
    dlr: share.map((value) => ({ "*": { coverage: value, false_delivered: 1 - value } })),
  },
  { requiredKeys: ["channel", "price", "deliver"] },
);
const plan = fc.record(
  {
    static: fc.constant("r0"),
    allowed: fc.constantFrom("*" as const, ["r0"]),
    max_attempts: fc.constantFrom(1, 4, 20),
    failover_deadline_s: fc.constantFrom(1, 120),
    code_ttl_s: fc.constantFrom(5, 300),
    budget: fc.constantFrom(null, { amount: 0, period_s: 60 }, { amount: 0.1, period_s: 1e6 }),
  },
  { requiredKeys: [] },
);
const event = fc.record({
  at: fc.constantFrom(0, 300),
  where: fc.constantFrom({}, { country: "BR" }, { route: "r0" }),
  set: fc.constantFrom({ deliver_mult: 0 }, { accept_mult: 0.1 }, { price_mult: 3, tail_p: 1 }),
  ramp_s: fc.constantFrom(0, 600),
  outage: fc.boolean(),
});

describe("any sound scenario", () => {
  it("can be played by every policy, with figures that are numbers within their bounds", () => {
    const scenarios = fc.record({
      routes: fc.array(route, { minLength: 1, maxLength: 3 }),
      plan,
      events: fc.array(event, { maxLength: 2 }),
      pumping: fc.constantFrom([], [{ cell: "BR/vivo", per_hour: 100 }]),
      drift: fc.constantFrom({}, { sigma_logit: 0.5, step_s: 60 }),
    });
    fc.assert(
      fc.property(scenarios, ({ routes, ...rest }) => {
        const named = routes.map((one, at) => ({ ...one, id: `r${at}`, vendor: `v${at}` }));
        const scenario = smallScenario({
          ...rest,
          horizon_s: 600,
          routes: named,
        });
        const runs = policyNames.map((policy) => runPolicy(scenario, policy, 1, () => undefined));

        for (const run of runs) {
          expect(run.verified).toBeLessThanOrEqual(run.requested);
          expect([null, 0]).toContain(run.overspend);
          expect(run.spend).toBeGreaterThanOrEqual(0);
        }
        const shown = [
          scenarioTable(scenario, runs, policyNames),
          scenarioPicture(scenario, runs, policyNames),
        ].join("");
        expect(/.*(NaN|Infinity|undefined).*/.exec(shown)?.[0]).toBeUndefined();
      }),
      { numRuns: 6 },
    );
  });
});
