import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isStale } from "../../src/vendors/callback-results.js";
import { listAt, objectAt, readObject, textAt } from "../../src/vendors/read-object.js";
import { retryAfterMs } from "../../src/vendors/retry-after.js";
import { isSameSecret } from "../../src/vendors/same-secret.js";
import { wireCode } from "../../src/vendors/wire-code.js";
import { wirePrice } from "../../src/vendors/wire-price.js";
import { wireIds, wireText } from "../../src/vendors/wire-text.js";
import { wireTime } from "../../src/vendors/wire-time.js";

describe("a price as vendors write it", () => {
  it.each([
    ["0.0340", "USD", 34_000n],
    ["-0.0075", "usd", 7_500n],
    ["350", "IDR", 350_000_000n],
    [0.00749, "EUR", 7_490n],
    [1e-7, "EUR", 0n],
    ["0.0000005", "EUR", 1n],
    ["0.0000004999", "EUR", 0n],
    ["00.5", "EUR", 500_000n],
    ["7.", "EUR", 7_000_000n],
  ])("%s %s is read", (amount, currency, micros) => {
    expect(wirePrice(amount, currency)).toEqual({ micros, currency: currency.toUpperCase() });
  });

  it.each([
    ["1e3", "USD"],
    ["1,5", "USD"],
    ["", "USD"],
    [Number.NaN, "USD"],
    [1e21, "USD"],
    ["1234567890123", "USD"],
    [null, "USD"],
    ["1", "US"],
    ["1", null],
  ])("%s %s is none", (amount, currency) => {
    expect(wirePrice(amount, currency)).toBeNull();
  });
});

describe("a moment as vendors write it", () => {
  it.each([
    ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z"],
    ["Fri, 02 Jan 2026 10:04:05 +0700", "2026-01-02T03:04:05.000Z"],
    ["1767323045", "2026-01-02T03:04:05.000Z"],
    [1_767_323_045.5, "2026-01-02T03:04:05.500Z"],
  ])("%s is read", (value, time) => {
    expect(wireTime(value)?.toISOString()).toBe(time);
  });

  it.each(["soon", "", null, {}, -1, Number.POSITIVE_INFINITY, "+275760-09-13T00:00:00Z"])(
    "%s is none",
    (value) => {
      expect(wireTime(value)).toBeNull();
    },
  );
});

describe("Retry-After", () => {
  const date = "Fri, 02 Jan 2026 03:04:05 GMT";

  it.each([
    ["7", undefined, 7_000],
    ["0", undefined, 0],
    ["999999999", undefined, 3_600_000],
    ["Fri, 02 Jan 2026 03:04:35 GMT", date, 30_000],
    ["Fri, 02 Jan 2026 03:04:00 GMT", date, 0],
    ["Fri, 02 Jan 2026 03:04:35 GMT", undefined, null],
    ["soon", date, null],
    ["-5", undefined, null],
    [undefined, date, null],
  ])("%s, answered at %s, asks for %s ms", (header, answeredAt, waitMs) => {
    expect(retryAfterMs(header, answeredAt)).toBe(waitMs);
  });
});

it("ids and words fit to be stored have no control characters and are not too long", () => {
  expect(["a", "ä–😀", "x".repeat(500)].map(wireText)).not.toContain(null);
  expect(["", "a\u0000", "a\n", "x".repeat(501), 7, null].map(wireText)).toEqual(
    Array<null>(6).fill(null),
  );
  expect(wireIds(["a", "b"])).toEqual(["a", "b"]);
  expect([wireIds([]), wireIds(["a", ""]), wireIds(["x".repeat(201)])]).toEqual([null, null, null]);
  expect(wireIds(Array<string>(256).fill("a"))).toBeNull();
});

it("a vendor's code is kept unless it may be a number of a person or a secret", () => {
  expect([wireCode("E_30034.x"), wireCode(30_034), wireCode("http_500")]).toEqual([
    "E_30034.x",
    "30034",
    "http_500",
  ]);
  expect([wireCode("6281234567"), wireCode("a b"), wireCode("k3y", ["k3y"])]).toEqual([
    null,
    null,
    null,
  ]);
});

it("JSON that may be anything gives own members only", () => {
  const body = readObject('{"a":{"b":1},"l":[1],"s":"x","f":1.5}');

  expect([objectAt(body, "a"), objectAt(body, "constructor"), objectAt(null, "a")]).toEqual([
    { b: 1 },
    null,
    null,
  ]);
  expect([listAt(body, "l"), listAt(body, "s"), listAt(body, "toString")]).toEqual([[1], [], []]);
  expect(["s", "f", "a", "valueOf"].map((name) => textAt(body, name))).toEqual([
    "x",
    null,
    null,
    null,
  ]);
  expect(textAt(objectAt(body, "a"), "b")).toBe("1");
  expect(["{", "null", "[]", "3"].map(readObject)).toEqual([null, null, null, null]);
});

it("secrets are the same only when all of them is, and never when one is empty", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (left, right) => {
      expect(isSameSecret(left, right)).toBe(left === right && left !== "");
      expect(isSameSecret(Buffer.from(left), left)).toBe(left !== "");
    }),
  );
});

it("a signed time is stale beyond five minutes either way, and when there is none", () => {
  const now = new Date("2026-01-02T03:04:05Z");
  const off = (ms: number) => isStale(new Date(now.getTime() + ms), now);

  expect([off(0), off(300_000), off(-300_000)]).toEqual([false, false, false]);
  expect([off(300_001), off(-300_001), isStale(null, now)]).toEqual([true, true, true]);
  expect(isStale(new Date(Number.NaN), now)).toBe(true);
});
