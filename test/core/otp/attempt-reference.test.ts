import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeAttemptReference,
  encodeAttemptReference,
} from "../../../src/core/otp/attempt-reference.js";

const key = Buffer.alloc(32, 7);
const ids = {
  tenantId: "018f3c1e-7a60-7c3a-9d5e-0123456789ab",
  attemptId: "018f3c1e-7a61-7000-8000-ba9876543210",
};
const someIds = fc.record({ tenantId: fc.uuid(), attemptId: fc.uuid() });

describe("our reference of an attempt", () => {
  it("is the same for the same attempt, and short enough for vendors", () => {
    expect(encodeAttemptReference(ids, key)).toBe(encodeAttemptReference(ids, key));
    expect(encodeAttemptReference(ids, key)).toMatch(/^[A-Za-z0-9_-]{60}$/);
  });

  it("leads back to its tenant and attempt", () => {
    fc.assert(
      fc.property(someIds, (some) => {
        expect(decodeAttemptReference(encodeAttemptReference(some, key), key)).toEqual(some);
      }),
    );
  });

  it("is refused when any one character is any other", () => {
    const reference = encodeAttemptReference(ids, key);
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (let index = 0; index < reference.length; index += 1) {
      for (const other of alphabet.replace(reference.charAt(index), "").split("")) {
        const forged = reference.slice(0, index) + other + reference.slice(index + 1);
        expect(decodeAttemptReference(forged, key)).toBeNull();
      }
    }
  });

  it("is refused with another key", () => {
    expect(
      decodeAttemptReference(encodeAttemptReference(ids, key), Buffer.alloc(32, 8)),
    ).toBeNull();
  });

  it.each(["", "abc", "é".repeat(60), `${"A".repeat(59)}=`, "A".repeat(60), "A".repeat(5_000)])(
    "is not made of %j",
    (text) => {
      expect(decodeAttemptReference(text, key)).toBeNull();
    },
  );

  it("is not made for what is not a uuid", () => {
    expect(() => encodeAttemptReference({ ...ids, tenantId: "tenant" }, key)).toThrow("uuid");
  });
});
