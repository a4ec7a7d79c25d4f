import { expect, it } from "vitest";
import { validatePlan } from "../../src/core/plan/validate-plan.js";
import { composeMessage } from "../../src/flow/compose-message.js";
import type { TenantRules } from "../../src/flow/rules.js";

const rules = { brand: "Acme", locale: "en" } as TenantRules;

/** The message of a plan whose own text leaves room for 10 characters in its first part. */
function composed(code: { smsAppHash?: string; smsDomain?: string }) {
  const plan = validatePlan({
    key: "login",
    name: "Login",
    steps: [{ channel: "SMS", vendors: [{ vendor: "acme" }] }],
    code,
    messages: [{ channel: "SMS", locale: "en", body: `{code}${"a".repeat(144)}` }],
    messageLocale: "de",
  });
  expect(plan.ok).toBe(true);
  const spec = plan.ok ? plan.value.spec : null;
  return spec === null ? null : composeMessage(spec, rules, "SMS", null, null, "123456");
}

it.each([
  [{}, 1],
  [{ smsAppHash: "FA+9qCX9VSu" }, 2],
  [{ smsDomain: "example.com" }, 2],
])("the parts that money is held for include the last line of %j", (code, parts) => {
  expect(composed(code)?.parts).toBe(parts);
});
