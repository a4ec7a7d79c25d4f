import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { shortHmac } from "../../../src/core/otp/short-hmac.js";

it("is HMAC-SHA-256 for any key and message", () => {
  const bytes = (maxLength: number) =>
    fc.uint8Array({ maxLength }).map((array) => Buffer.from(array));
  fc.assert(
    fc.property(bytes(64), bytes(300), (key, message) => {
      const expected = createHmac("sha256", key).update(message).digest();
      expect(shortHmac(key, message)).toEqual(expected);
      expect(shortHmac(key, message)).toEqual(expected);
    }),
  );
});

it("takes no key that would have to be hashed first", () => {
  expect(() => shortHmac(Buffer.alloc(65), Buffer.alloc(1))).toThrow("at most 64 bytes");
});
