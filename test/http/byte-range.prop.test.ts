import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readByteRange } from "../../src/http/byte-range.js";

describe("a range of bytes", () => {
  it("is the one that was asked for, cut at the end", () => {
    fc.assert(
      fc.property(
        fc.nat(1_000),
        fc.nat(2_000),
        fc.integer({ min: 1, max: 1_000 }),
        (a, b, size) => {
          const [first, last] = [Math.min(a, b), Math.max(a, b)];
          const range = readByteRange(`bytes=${first}-${last}`, size);

          expect(range).toEqual(
            first >= size
              ? { kind: "unsatisfiable" }
              : { kind: "part", start: first, end: Math.min(last + 1, size) },
          );
        },
      ),
    );
  });

  it("may be open at either end", () => {
    expect(readByteRange("bytes=4-", 10)).toEqual({ kind: "part", start: 4, end: 10 });
    expect(readByteRange("bytes=-4", 10)).toEqual({ kind: "part", start: 6, end: 10 });
    expect(readByteRange("bytes=-40", 10)).toEqual({ kind: "part", start: 0, end: 10 });
    expect(readByteRange("bytes=-0", 10)).toEqual({ kind: "unsatisfiable" });
    expect(readByteRange("bytes=10-", 10)).toEqual({ kind: "unsatisfiable" });
  });

  it.each([
    undefined,
    "",
    "bytes=",
    "bytes=-",
    "bytes=5-4",
    "bytes=0-1,3-4",
    "lines=0-1",
    "bytes=x-y",
  ])("is the whole where %s cannot be answered with one part", (header) => {
    expect(readByteRange(header, 10)).toEqual({ kind: "whole" });
  });
});
