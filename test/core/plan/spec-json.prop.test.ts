import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { channels } from "../../../src/core/otp/status.js";
import {
  advanceTriggers,
  codeAlphabets,
  objectives,
  type PlanSpec,
  stepOrders,
  strategies,
  waitFors,
} from "../../../src/core/plan/plan.js";
import { specFromJson, specToJson } from "../../../src/core/plan/spec-json.js";

const text = fc.string({ unit: "grapheme" });
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const whole = fc.integer({ min: 0, max: 100_000 });
const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);

/** Records that have members of the second kind or not. */
const optional = <T, O>(
  always: { [K in keyof T]: fc.Arbitrary<T[K]> },
  sometimes: { [K in keyof O]: fc.Arbitrary<O[K]> },
): fc.Arbitrary<T & Partial<O>> =>
  fc
    .tuple(fc.record<T>(always), fc.record<O, never>(sometimes, { requiredKeys: [] }))
    .map(([first, second]) => ({ ...first, ...second }) as T & Partial<O>);

const members = {
  steps: fc.array(
    fc.record({
      channel: oneOf(channels),
      vendors: fc.array(
        fc.record({ vendor: text, accountId: nullable(fc.uuid()), weight: nullable(whole) }),
      ),
      strategy: oneOf(strategies),
      advanceOn: fc.array(oneOf(advanceTriggers)),
      waitSec: nullable(whole),
      waitFor: oneOf(waitFors),
      maxAttempts: whole,
      countries: nullable(fc.array(text)),
    }),
  ),
  code: optional(
    {
      length: whole,
      alphabet: oneOf(codeAlphabets),
      ttlSec: whole,
      maxChecks: whole,
      perAttempt: fc.boolean(),
    },
    {
      autofill: fc.oneof(
        fc.record({ kind: fc.constant("app" as const), hash: text }),
        fc.record({ kind: fc.constant("site" as const), domain: text }),
      ),
    },
  ),
  resend: fc.record({ maxResends: whole, cooldownSec: whole, switchVendor: fc.boolean() }),
  maxCostPerSendMicros: nullable(fc.bigInt({ min: 1n, max: 999_999_999_999_999_999n })),
  maxAttempts: whole,
  deadlineSec: whole,
  countries: nullable(fc.array(text)),
  objective: oneOf(objectives),
  order: oneOf(stepOrders),
  messages: fc.array(
    fc.record({
      channel: oneOf(channels),
      locale: text,
      subject: nullable(text),
      accountId: nullable(fc.uuid()),
      body: nullable(text),
      vendorTemplateName: nullable(text),
    }),
  ),
};
const spec: fc.Arbitrary<PlanSpec> = optional(members, { messageLocale: text });

describe("the stored form of a specification", () => {
  it("comes back from JSON exactly as it was, to the micro-unit", () => {
    fc.assert(
      fc.property(spec, (given) => {
        const stored: unknown = JSON.parse(JSON.stringify(specToJson(given)));

        expect(specFromJson(stored)).toEqual(given);
      }),
    );
  });

  it("drops what is no part of a specification", () => {
    fc.assert(
      fc.property(spec, (given) => {
        const more = { ...given, secret: "x", code: { ...given.code, secret: "x" } };

        expect(JSON.stringify(specToJson(more))).not.toContain("secret");
      }),
    );
  });

  it("is not read when any member is missing or of another kind", () => {
    fc.assert(
      fc.property(spec, fc.nat(9), (given, index) => {
        const stored: Record<string, unknown> = { ...specToJson(given) };
        const member = Object.keys(stored)[index] ?? "";

        expect(() => specFromJson({ ...stored, [member]: Symbol("damaged") })).toThrow(TypeError);
        delete stored[member];
        expect(() => specFromJson(stored)).toThrow(TypeError);
      }),
    );
  });
});
