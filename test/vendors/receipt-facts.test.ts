import { describe, expect, it } from "vitest";
import { receiptFacts } from "../../src/vendors/receipt-facts.js";

describe("what a receipt says", () => {
  it("is nothing when its status is in no table, and that is told of", () => {
    expect(receiptFacts(undefined, "7", "CONTENT")).toEqual({
      status: "UNKNOWN",
      failureClass: null,
      vendorCode: "7",
      isCodeKnown: false,
    });
  });

  it("is nobody's fault while nothing is lost, whatever code comes along", () => {
    for (const status of ["DELIVERED", "READ", "ACCEPTED_BY_CARRIER", "UNKNOWN"] as const) {
      expect(receiptFacts(status, "7", undefined)).toEqual({
        status,
        failureClass: null,
        vendorCode: "7",
        isCodeKnown: true,
      });
    }
  });

  it.each([
    ["UNDELIVERED", "7", "CONTENT", "CONTENT", true],
    ["REJECTED", "7", undefined, "OUTCOME_UNKNOWN", false],
    ["EXPIRED", "7", undefined, "OUTCOME_UNKNOWN", false],
    ["UNDELIVERED", null, undefined, "OUTCOME_UNKNOWN", true],
    ["EXPIRED", null, undefined, "RECIPIENT_TEMPORARY", true],
    ["EXPIRED", null, "ACCOUNT", "ACCOUNT", true],
  ] as const)("of a loss, %s with %j of class %j, is %s", (status, code, told, whose, isKnown) => {
    expect(receiptFacts(status, code, told)).toEqual({
      status,
      failureClass: whose,
      vendorCode: code,
      isCodeKnown: isKnown,
    });
  });
});
