import { describe, expect, it } from "vitest";
import { wireCode } from "../../src/vendors/wire-code.js";

describe("a vendor's code that no table knows", () => {
  it.each([
    ["40001", "40001"],
    [40001, "40001"],
    ["EC_ABSENT.SM:1-2", "EC_ABSENT.SM:1-2"],
    ["X".repeat(64), "X".repeat(64)],
  ])("is kept when it is one: %j", (value, code) => {
    expect(wireCode(value)).toBe(code);
  });

  it.each([
    [""],
    ["no such number"],
    ["6281234567890"],
    [6281234567],
    ["X".repeat(65)],
    ["a@example.org"],
    ["a\nb"],
    [1.5],
    [Number.NaN],
    [null],
    [{ code: 1 }],
  ])("is left out when it may be something else: %j", (value) => {
    expect(wireCode(value)).toBeNull();
  });

  it("is left out when it holds a secret, and an empty secret is none", () => {
    expect([wireCode("E493817", ["493817"]), wireCode("E493817", [""])]).toEqual([null, "E493817"]);
  });
});
