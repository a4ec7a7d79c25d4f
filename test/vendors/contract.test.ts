import { expect, it } from "vitest";
import { vendorList } from "../../src/vendors/vendor-list.js";
import { vendorContract } from "./contract.js";
import type { ContractFixture } from "./fixture.js";

/** Every adapter of the list is put to the contract; one without a fixture fails. */
const fixtures = await Promise.all(
  vendorList.map(async ({ name }) => {
    const module = (await import(`./${name}/contract-fixture.ts`)) as {
      contractFixture: ContractFixture;
    };
    return { name, fixture: module.contractFixture };
  }),
);

it("each adapter of the list has a fixture of its own, and a name of its own", () => {
  const names = vendorList.map((adapter) => adapter.name);

  expect(new Set(names).size).toBe(names.length);
  expect(fixtures.map(({ fixture }) => fixture.adapter)).toEqual(vendorList);
});

for (const { fixture } of fixtures) {
  vendorContract(fixture);
}
