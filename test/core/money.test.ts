import { describe, expect, it } from "vitest";
import { currencies, isCurrency } from "../../src/core/currency.js";
import {
  compareMicros,
  convert,
  divideHalfEven,
  formatMicros,
  microsMax,
  multiply,
  parseMicros,
  parsePositiveMicros,
  parseRate,
} from "../../src/core/money.js";

describe("parseMicros", () => {
  it("reads exact decimals into millionths", () => {
    expect(parseMicros("0.008250")).toBe(8_250n);
    expect(parseMicros("12")).toBe(12_000_000n);
    expect(parseMicros("-3.5")).toBe(-3_500_000n);
    expect(parseMicros("0")).toBe(0n);
    expect(parseMicros("999999999999.999999")).toBe(microsMax);
  });

  it.each([
    "",
    " 1",
    "1 ",
    "+1",
    "-0",
    "-0.000000",
    "01",
    "1.",
    ".5",
    "1e3",
    "1E-3",
    "0.0000001",
    "1000000000000",
    "1,5",
    "1_000",
    "NaN",
    "Infinity",
    "0x10",
    "١",
    "1\n",
    "--1",
  ])("refuses %j", (text) => {
    expect(parseMicros(text)).toBeNull();
  });
});

describe("parsePositiveMicros", () => {
  it("takes the smallest amount and refuses zero and negative ones", () => {
    expect(parsePositiveMicros("0.000001")).toBe(1n);
    expect(parsePositiveMicros("0.000000")).toBeNull();
    expect(parsePositiveMicros("-1")).toBeNull();
  });
});

describe("formatMicros", () => {
  it("always writes six digits after the point", () => {
    expect(formatMicros(8_250n)).toBe("0.008250");
    expect(formatMicros(-1n)).toBe("-0.000001");
    expect(formatMicros(0n)).toBe("0.000000");
  });
});

describe("amounts of one currency", () => {
  it("are put in order", () => {
    expect([3n, -1n, 2n].sort(compareMicros)).toEqual([-1n, 2n, 3n]);
  });
});

describe("multiply", () => {
  it("prices whole parts and refuses broken ones", () => {
    expect(multiply(8_250n, 3)).toBe(24_750n);
    expect(() => multiply(1n, 1.5)).toThrow(/whole number/);
    expect(() => multiply(1n, -1)).toThrow(/whole number/);
  });
});

describe("convert", () => {
  it("rounds a half to the even micro-unit, up and down, on both sides of zero", () => {
    expect(convert(1n, "0.5")).toBe(0n);
    expect(convert(3n, "0.5")).toBe(2n);
    expect(convert(5n, "0.5")).toBe(2n);
    expect(convert(-1n, "0.5")).toBe(0n);
    expect(convert(-3n, "0.5")).toBe(-2n);
    expect(convert(3n, "0.500000000001")).toBe(2n);
    expect(convert(1n, "0.500000000001")).toBe(1n);
  });

  it("keeps every digit of a large amount at a large rate", () => {
    expect(convert(8_250n, "15800.25")).toBe(130_352_062n);
    expect(convert(microsMax, "1")).toBe(microsMax);
  });

  it("takes what Postgres prints for a numeric and throws on what is no rate", () => {
    expect(convert(2n, "1.500000000000")).toBe(3n);
    expect(() => convert(2n, "0")).toThrow(/exchange rate/);
    expect(() => convert(2n, "-1")).toThrow(/exchange rate/);
  });
});

describe("parseRate", () => {
  it("reads up to 12 digits on each side and nothing at or below zero", () => {
    expect(parseRate("0.000000000001")).toBe(1n);
    expect(parseRate("0.000000000000")).toBeNull();
    expect(parseRate("-2")).toBeNull();
    expect(parseRate("1.0000000000001")).toBeNull();
  });
});

describe("divideHalfEven", () => {
  it("refuses a divisor of zero or below", () => {
    expect(() => divideHalfEven(1n, 0n)).toThrow(/divisor/);
  });
});

describe("currencies", () => {
  it("knows those in use and none that was withdrawn, made up or written small", () => {
    expect(["USD", "EUR", "IDR", "INR", "BRL", "NGN", "XCG"].every(isCurrency)).toBe(true);
    expect(["HRK", "ANG", "XXX", "XAU", "usd", "", "US"].some(isCurrency)).toBe(false);
    expect(new Set(currencies).size).toBe(currencies.length);
    expect(currencies.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  });
});
