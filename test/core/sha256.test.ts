import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { sha256 } from "../../src/core/sha256.js";

it("is SHA-256 of any bytes, and of any text as UTF-8", () => {
  const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
  fc.assert(
    fc.property(fc.oneof(bytes, fc.string({ unit: "binary" })), (data) => {
      expect(sha256(data)).toEqual(createHash("sha256").update(data).digest());
    }),
  );
});
