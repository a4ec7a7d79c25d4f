import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageOf } from "../../../src/core/errors.js";
import { channels } from "../../../src/core/otp/status.js";
import type { PlanInput } from "../../../src/core/plan/plan-input.js";
import { planProblemMessage } from "../../../src/core/plan/problem.js";
import { planProblems } from "../../../src/core/plan/problems.js";
import { specFromJson, specToJson } from "../../../src/core/plan/spec-json.js";
import { validatePlan } from "../../../src/core/plan/validate-plan.js";

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const places = maybe(fc.array(fc.constantFrom("ID", "IN", "BR"), { minLength: 1, maxLength: 3 }));
const vendors = fc.uniqueArray(
  fc.record({ vendor: fc.constantFrom("acme", "best", "core"), weight: fc.nat(1_000) }),
  { selector: ({ vendor }) => vendor, minLength: 1 },
);
const steps = fc.record({
  channel: fc.constantFrom(...channels),
  vendors,
  strategy: maybe(fc.constantFrom("PRIORITY", "CHEAPEST", "WEIGHTED")),
  waitSec: maybe(fc.integer({ min: 3, max: 600 })),
  waitFor: maybe(fc.constantFrom("DELIVERED", "READ", "VERIFIED")),
  countries: places,
});
const plans: fc.Arbitrary<PlanInput> = fc.record({
  key: fc.constant("login"),
  name: fc.constant("Login"),
  steps: fc.array(steps, { minLength: 1, maxLength: 8 }),
  maxCostPerSend: maybe(fc.constantFrom("0.01", "1")),
  maxAttempts: maybe(fc.integer({ min: 1, max: 12 })),
  deadlineSec: maybe(fc.integer({ min: 10, max: 3_600 })),
  countries: places,
});
const accounts = fc.uniqueArray(
  fc.record({
    vendor: fc.constantFrom("acme", "best", "core"),
    accountId: fc.constant(null),
    isDisconnected: fc.boolean(),
    features: fc.subarray(["DELIVERY_RECEIPTS", "READ_RECEIPTS"]),
    senderRequiredOn: fc.subarray([...channels]),
    templateRequiredOn: fc.subarray([...channels]),
    senders: fc.constant([]),
    pauses: fc.array(
      fc.record({ channel: maybe(fc.constantFrom(...channels)), country: fc.constant(null) }),
    ),
    offers: fc.array(
      fc.record({
        channel: fc.constantFrom(...channels),
        country: maybe(fc.constantFrom("ID", "IN")),
        priceMicros: maybe(fc.bigInt({ min: 1n, max: 100_000n })),
      }),
    ),
  }),
  { selector: ({ vendor }) => vendor },
);

describe("a sound plan", () => {
  it("passes, survives storage, and every problem of it has a step and whole sentences", () => {
    fc.assert(
      fc.property(plans, accounts, (input, known) => {
        const result = validatePlan(input);
        const spec = result.ok ? result.value.spec : null;

        expect(result.ok ? [] : result.errors.map((error) => messageOf(error, "en"))).toEqual([]);
        expect(spec && specFromJson(specToJson(spec))).toEqual(spec);
        for (const problem of spec
          ? planProblems(spec, { tenantLocale: "en", accounts: known })
          : []) {
          expect(problem.step).toBeGreaterThanOrEqual(1);
          expect(problem.step).toBeLessThanOrEqual(input.steps.length);
          expect(planProblemMessage(problem, "en")).not.toMatch(/[{}]/);
          expect(planProblemMessage(problem, "id")).not.toMatch(/[{}]/);
        }
      }),
    );
  });
});
