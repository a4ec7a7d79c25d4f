import { describe, expect, it } from "vitest";
import { maskEmail, parseEmail } from "../../src/core/email.js";

describe("parseEmail", () => {
  it.each([
    ["a@example.com", "a@example.com"],
    [" Budi.Santoso+otp@Example.CO.ID ", "budi.santoso+otp@example.co.id"],
    ["x@bücher.example", "x@xn--bcher-kva.example"],
    ["o'neil@example.com", "o'neil@example.com"],
  ])("reads %j", (text, address) => {
    expect(parseEmail(text)).toEqual({ ok: true, value: address });
  });

  it.each([
    "",
    "a",
    "@example.com",
    "a@",
    "a@@example.com",
    "a@b@example.com",
    "a@localhost",
    "a@example..com",
    "a@-example.com",
    "a@example-.com",
    ".a@example.com",
    "a.@example.com",
    "a..b@example.com",
    "a b@example.com",
    "a@exam ple.com",
    "a\u0000@example.com",
    "a@example.com\nBcc: b@example.com",
    "a@[127.0.0.1]",
    "a@127.0.0.1",
    '"a b"@example.com',
    "ä@example.com",
    "a@bücher.example:25",
    "a@bücher.example/x",
    `${"a".repeat(65)}@example.com`,
    `a@${"b".repeat(64)}.com`,
    `a@${"b.".repeat(130)}com`,
    "a•••@example.com",
  ])("refuses %j", (text) => {
    expect(parseEmail(text)).toMatchObject({
      ok: false,
      errors: [{ code: "INVALID_EMAIL", field: ["email"] }],
    });
  });
});

describe("maskEmail", () => {
  it("keeps the first character and the domain and does not parse", () => {
    expect(maskEmail("alice@example.com")).toBe("a•••@example.com");
    expect(maskEmail("a@example.com")).toBe("a•••@example.com");
    expect(parseEmail(maskEmail("alice@example.com")).ok).toBe(false);
  });
});
