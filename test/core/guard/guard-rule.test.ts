import { expect, it } from "vitest";
import { guardRuleOf } from "../../../src/core/guard/guard-rule.js";
import { guardRuleId } from "../../../src/core/guard/guard-rule-id.js";

const everywhere = { kind: "PREFIX_RATE", mode: "ENFORCE", country: null } as const;
const inIndia = { kind: "PREFIX_RATE", mode: "OFF", country: "IN" } as const;

it("is the country's own, else the one for everywhere, else one that watches", () => {
  const settings = [everywhere, inIndia];

  expect(guardRuleOf(settings, "PREFIX_RATE", "IN")).toBe(inIndia);
  expect(guardRuleOf(settings, "PREFIX_RATE", "BR")).toBe(everywhere);
  expect(guardRuleOf(settings, "PREFIX_RATE", null)).toBe(everywhere);
  expect(guardRuleOf([inIndia], "PREFIX_RATE", "BR").mode).toBe("MONITOR");
  expect(guardRuleOf(settings, "UNVERIFIED_RATE", "IN").mode).toBe("MONITOR");
});

it("has an id of its own for every tenant, kind and country", () => {
  const tenants = ["018f4c5e-0000-7000-8000-000000000001", "018f4c5e-0000-7000-8000-000000000002"];
  const ids = tenants.flatMap((tenant) =>
    (["PREFIX_RATE", "UNVERIFIED_RATE"] as const).flatMap((kind) =>
      [null, "ID", "IN"].map((country) => guardRuleId(tenant, kind, country)),
    ),
  );

  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
