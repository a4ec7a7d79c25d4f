import { expect, it } from "vitest";
import { roleScopes } from "../../../src/dashboard/settings/role-scopes.js";
import { scopesOfRole } from "../../../src/flow/viewer.js";

it("the rights that a new key is offered are those that its role has", () => {
  const { OPERATOR: _, ...ofTenants } = scopesOfRole;

  expect(roleScopes).toEqual(ofTenants);
});
