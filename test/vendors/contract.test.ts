import { expect, it } from "vitest";
import { vendorList } from "../../src/vendors/vendor-list.js";
import { vendorContract, type ContractFixture } from "./contract.js";
import { sandboxFixture } from "./sandbox/contract-fixture.js";

const fixtures: readonly ContractFixture[] = [sandboxFixture];

it("every adapter of the list is put to the contract, once", () => {
  const tested = fixtures.map((fixture) => fixture.adapter.name);

  expect(tested.toSorted()).toEqual(vendorList.map((adapter) => adapter.name).toSorted());
  expect(new Set(tested).size).toBe(tested.length);
});

fixtures.forEach(vendorContract);
