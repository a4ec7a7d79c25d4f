import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCursor, encodeCursor, eventCursor, readEventCursor } from "../../src/core/cursor.js";

const ours = "01890a5d-ac96-774b-bcce-b302099a8057";
const theirs = "01890a5d-ac96-774b-bcce-b302099a8058";
const raw = (json: string) => Buffer.from(json).toString("base64url");

describe("encodeCursor and decodeCursor", () => {
  it("give back every part with its type", () => {
    const parts = fc.array(
      fc.oneof(
        fc.string(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        fc.constant(null),
      ),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(parts, (given) => {
        const text = encodeCursor(given, "offers");

        expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(decodeCursor(text, "offers")).toEqual(given);
        expect(decodeCursor(text, "plans")).toBeNull();
      }),
    );
  });

  it("never throw on any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json().map(raw)), (text) => {
        expect(decodeCursor(text, "offers")).toBeNull();
      }),
    );
  });

  it.each([
    "",
    "====",
    "a b",
    raw("{}"),
    raw("[]"),
    raw('[1,"x"]'),
    raw('[2,"offers",1]'),
    raw('[1,"offers",{"n":"1e3"}]'),
    raw('[1,"offers",{"n":"9223372036854775808"}]'),
    raw('[1,"offers",[1]]'),
    raw('[1,"offers",true]'),
    raw('[1,"offers",{"n":5}]'),
    "A".repeat(2_001),
  ])("find %j malformed", (text) => {
    expect(decodeCursor(text, "offers")).toBeNull();
  });

  it("refuse to write a number that JSON cannot hold", () => {
    expect(() => encodeCursor([Number.NaN], "offers")).toThrow(/finite/);
  });
});

describe("readEventCursor", () => {
  it("gives the sequence of one's own cursor", () => {
    expect(readEventCursor(ours, eventCursor(ours, 42n))).toEqual({ kind: "valid", seq: 42n });
  });

  it("tells another tenant's cursor from nonsense", () => {
    expect(readEventCursor(ours, eventCursor(theirs, 42n))).toEqual({ kind: "foreign" });
    expect(readEventCursor(ours, "nonsense")).toEqual({ kind: "malformed" });
    expect(readEventCursor(ours, encodeCursor([ours, 42n], "offers"))).toEqual({
      kind: "malformed",
    });
    expect(readEventCursor(ours, encodeCursor([ours, -1n], "event"))).toEqual({
      kind: "malformed",
    });
    expect(readEventCursor(ours, encodeCursor([ours, 1], "event"))).toEqual({ kind: "malformed" });
  });
});
