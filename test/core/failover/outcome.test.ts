import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  projectParts,
  raisePart,
  statusOfAnswer,
  statusOfReceipt,
} from "../../../src/core/failover/outcome.js";
import { type AttemptStatus, receiptStatuses } from "../../../src/core/otp/status.js";

describe("what a receipt means", () => {
  it.each([
    ["ACCEPTED_BY_CARRIER", "SUBMITTED"],
    ["DELIVERED", "DELIVERED"],
    ["READ", "READ"],
    ["UNDELIVERED", "UNDELIVERED"],
    ["EXPIRED", "UNDELIVERED"],
    ["REJECTED", "REJECTED"],
    ["UNKNOWN", null],
  ] as const)("%s claims %s", (receipt, status) => {
    expect(statusOfReceipt(receipt)).toBe(status);
  });

  it("a rejection with a code that nobody knows is an unknown outcome", () => {
    expect(statusOfAnswer("rejected", "OUTCOME_UNKNOWN")).toBe("UNKNOWN");
    expect(statusOfAnswer("rejected", "THROTTLED")).toBe("REJECTED");
    expect(statusOfAnswer("accepted", null)).toBe("SUBMITTED");
    expect(statusOfAnswer("unknown", null)).toBe("UNKNOWN");
  });
});

describe("what the parts make of a message", () => {
  it.each<[(AttemptStatus | null)[], AttemptStatus | null, number, number]>([
    [[null, null], null, 0, 0],
    [["SUBMITTED", null], "SUBMITTED", 0, 0],
    [["DELIVERED", null], "SUBMITTED", 1, 1],
    [["DELIVERED", "DELIVERED"], "DELIVERED", 2, 2],
    [["DELIVERED", "READ"], "READ", 2, 2],
    [["READ", null], "SUBMITTED", 1, 1],
    [["UNDELIVERED", null], "UNDELIVERED", 0, 1],
    [["UNDELIVERED", "DELIVERED"], "UNDELIVERED", 1, 2],
    [["REJECTED", "REJECTED"], "REJECTED", 0, 2],
    [["REJECTED", "DELIVERED"], "UNDELIVERED", 1, 2],
  ])("%j is %s, %i delivered, %i known", (parts, status, partsDelivered, partsKnown) => {
    expect(projectParts(parts)).toEqual({ status, partsDelivered, partsKnown });
  });

  it("a later part's success does not cover an earlier part's failure", () => {
    const first = raisePart(null, "UNDELIVERED");
    const second = raisePart(null, "DELIVERED");

    expect(projectParts([first, second]).status).toBe("UNDELIVERED");
  });
});

describe("receipts in any order, any number of times", () => {
  // REJECTED and UNDELIVERED have one rank: of the two, the first that comes stays, by contract.
  const firm = receiptStatuses.filter((status) => status !== "REJECTED");
  const receipts = fc.array(
    fc.record({ part: fc.integer({ min: 0, max: 2 }), status: fc.constantFrom(...firm) }),
    { maxLength: 12 },
  );
  type Receipt = { part: number; status: (typeof receiptStatuses)[number] };
  const partsAfter = (list: readonly Receipt[]): (AttemptStatus | null)[] => {
    const parts: (AttemptStatus | null)[] = [null, null, null];
    for (const { part, status } of list) {
      parts[part] = raisePart(parts[part] ?? null, status);
    }
    return parts;
  };
  const shuffledWithRepeats = receipts.chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray([...list, ...list], {
        minLength: list.length * 2,
        maxLength: list.length * 2,
      }),
    ),
  );

  it("end in the same status and counts", () => {
    fc.assert(
      fc.property(shuffledWithRepeats, ([list, shuffled]) => {
        expect(projectParts(partsAfter(shuffled))).toEqual(projectParts(partsAfter(list)));
      }),
    );
  });

  it("never lower what was known of delivered and settled parts", () => {
    fc.assert(
      fc.property(receipts, (list) => {
        let known = projectParts([null, null, null]);
        for (let count = 1; count <= list.length; count += 1) {
          const after = projectParts(partsAfter(list.slice(0, count)));
          expect(after.partsDelivered).toBeGreaterThanOrEqual(known.partsDelivered);
          expect(after.partsKnown).toBeGreaterThanOrEqual(known.partsKnown);
          known = after;
        }
      }),
    );
  });
});
