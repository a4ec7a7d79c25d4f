import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeAnyId, decodeId, encodeId, idPrefixes, type IdKind } from "../../src/core/ids.js";

const kinds = fc.constantFrom(...(Object.keys(idPrefixes) as IdKind[]));
const uuids = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => Buffer.from(bytes).toString("hex"))
  .map((hex) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));

describe("public ids", () => {
  it("come back as the kind and uuid that they were made of", () => {
    fc.assert(
      fc.property(kinds, uuids, (kind, uuid) => {
        const id = encodeId(kind, uuid);

        expect(id).toMatch(/^[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
        expect(decodeAnyId(id)).toEqual({ kind, uuid });
        expect(decodeId(kind, id)).toBe(uuid);
      }),
    );
  });

  it("sort as their uuids do", () => {
    fc.assert(
      fc.property(uuids, uuids, (left, right) => {
        expect(encodeId("send", left) < encodeId("send", right)).toBe(left < right);
      }),
    );
  });

  it("have one text only: whatever decodes is what encoding gives", () => {
    const near = fc.tuple(kinds, uuids, fc.nat(40), fc.string({ maxLength: 2 }));
    fc.assert(
      fc.property(near, ([kind, uuid, at, junk]) => {
        const id = encodeId(kind, uuid);
        const changed = id.slice(0, at) + junk + id.slice(at + 1);
        const decoded = decodeAnyId(changed);

        expect(decoded === null || encodeId(decoded.kind, decoded.uuid) === changed).toBe(true);
      }),
    );
  });
});
