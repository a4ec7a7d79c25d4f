import { describe } from "vitest";
import { accounts } from "./contract-account.js";
import { callbacks } from "./contract-callbacks.js";
import { sending } from "./contract-sending.js";
import type { ContractFixture } from "./fixture.js";

/** The suite that every adapter passes, against a server that answers whatever it is told. */
export function vendorContract(fixture: ContractFixture): void {
  describe(`the adapter "${fixture.adapter.name}"`, () => {
    sending(fixture);
    callbacks(fixture);
    accounts(fixture);
  });
}
