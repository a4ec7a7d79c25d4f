import "reflect-metadata";
import { describe, expect, it } from "vitest";
import { type Role, scopesOfRole } from "../../src/flow/viewer.js";
import { toVendorHealth } from "../../src/graphql/vendors/vendor-health.type.js";
import type { VendorHealthState } from "../../src/manage/vendors/vendor-health.js";

const now = new Date("2026-01-15T12:00:00Z");
const outage: VendorHealthState = {
  state: "OPEN",
  reason: {
    kind: "OUTAGE_RECEIPT",
    scope: "UPSTREAM",
    upstream: "metro",
    network: null,
    failures: 6,
  },
  since: now,
  nextProbeAt: null,
};

function reasonFor(role: Role): string | null {
  const viewer = {
    kind: "key",
    keyId: "key",
    keyName: "key",
    tenantId: role === "OPERATOR" ? null : "tenant",
    role,
    scopes: new Set(scopesOfRole[role]),
  } as const;
  return toVendorHealth(outage, now, { viewer, locale: "en" }).reason;
}

describe("a vendor's health", () => {
  it("names the shared network behind its routes to operators alone", () => {
    expect(reasonFor("OPERATOR")).toBe(
      "Messages over every route through metro do not arrive as usual: " +
        "6 in a row were lost or late",
    );
    expect(reasonFor("OWNER")).toBe(
      "Messages do not arrive as usual: 6 in a row were lost or late",
    );
  });
});
