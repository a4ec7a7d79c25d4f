import { describe, expect, it } from "vitest";
import { refusalOutcome } from "../../src/vendors/refusal-outcome.js";

const answer = (status: number, headers = {}) =>
  ({ kind: "answered", status, headers, body: "" }) as const;
const nothing = { code: null, failureClass: undefined, text: null, secrets: [] };

describe("what becomes of a message that a vendor complains of", () => {
  it("is a rejection when the table knows the code, with the wait that was asked for", () => {
    const complaint = {
      code: "7",
      failureClass: "THROTTLED",
      text: "no way to 6281234567890",
      secrets: [],
    } as const;

    expect(refusalOutcome(answer(400, { "retry-after": "3" }), complaint)).toEqual({
      kind: "rejected",
      failureClass: "THROTTLED",
      charged: "no",
      vendorCode: "7",
      vendorText: "no way to […]",
      retryAfterMs: 3000,
    });
  });

  it.each([
    [401, null, "ACCOUNT"],
    [401, "sunspots", "ACCOUNT"],
    [403, null, "ACCOUNT"],
    [429, null, "THROTTLED"],
    [429, "sunspots", "THROTTLED"],
  ])("is a rejection after %i with the code %j: %s", (status, code, failureClass) => {
    expect(refusalOutcome(answer(status), { ...nothing, code })).toMatchObject({
      kind: "rejected",
      failureClass,
      vendorCode: code ?? `http_${status}`,
    });
  });

  it.each([
    [403, "sunspots"],
    [400, "sunspots"],
    [500, "sunspots"],
  ])("is unknown after %i with a code of no table, which is told of", (status, code) => {
    expect(refusalOutcome(answer(status), { ...nothing, code })).toEqual({
      kind: "unknown",
      charged: "maybe",
      vendorCode: code,
      vendorText: null,
      isCodeKnown: false,
    });
  });

  it("is unknown without a word of the vendor's, and nobody is told", () => {
    expect([400, 404, 500, 503].map((status) => refusalOutcome(answer(status), nothing))).toEqual(
      [400, 404, 500, 503].map((status) => ({
        kind: "unknown",
        charged: "maybe",
        vendorCode: `http_${status}`,
        vendorText: null,
      })),
    );
  });

  it("is unknown when the table says that nobody knows", () => {
    const complaint = { ...nothing, code: "99", failureClass: "OUTCOME_UNKNOWN" } as const;

    expect(refusalOutcome(answer(500), complaint)).toEqual({
      kind: "unknown",
      charged: "maybe",
      vendorCode: "99",
      vendorText: null,
    });
  });
});
