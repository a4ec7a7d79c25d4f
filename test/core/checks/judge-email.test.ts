import { describe, expect, it } from "vitest";
import { judgeEmail, judgeMail } from "../../../src/core/checks/judge-email.js";
import { nearMailDomain } from "../../../src/core/checks/near-mail-domain.js";

describe("judgeEmail", () => {
  it("writes an address in small letters and names its domain", () => {
    expect(judgeEmail("Ann@Example.COM")).toEqual({
      email: "ann@example.com",
      domain: "example.com",
      reasons: [],
      suggestion: null,
    });
  });

  it.each([
    ["ann@example,com", "ann@example.com"],
    ["ann @example.com", "ann@example.com"],
    ["<ann@example.com>", "ann@example.com"],
    ["mailto:ann..b@example.com.", "ann.b@example.com"],
    ["ann@@example.com", "ann@example.com"],
    ["a•••@example.com", null],
    ["ann@", null],
  ])("mends %j to %s", (text, suggestion) => {
    expect(judgeEmail(text)).toMatchObject({ email: null, suggestion });
  });
});

describe("judgeMail", () => {
  const ann = { email: "ann@gmial.com", domain: "gmial.com" };

  it("refuses an address at a domain without mail, and guesses which was meant", () => {
    expect(judgeMail(ann, "no_domain", false)).toEqual({
      isValid: false,
      reasons: [{ phrase: "checkNoDomain", params: { domain: "gmial.com" } }],
      suggestion: "ann@gmail.com",
    });
    expect(judgeMail(ann, "no_mail", false)).toMatchObject({ isValid: false });
  });

  it("leaves an address valid where no name server answered, and says so", () => {
    expect(judgeMail(ann, "unknown", false)).toMatchObject({
      isValid: true,
      reasons: [{ phrase: "checkMailUnknown" }],
      suggestion: null,
    });
  });

  it("tells of a disposable domain without calling the address wrong", () => {
    expect(judgeMail(ann, "mail", true)).toMatchObject({
      isValid: true,
      reasons: [{ phrase: "checkDisposable" }],
    });
  });
});

describe("nearMailDomain", () => {
  it.each([
    ["gmial.com", "gmail.com"],
    ["gmai.com", "gmail.com"],
    ["gmaill.com", "gmail.com"],
    ["hotnail.com", "hotmail.com"],
    ["yahoo.co.i", "yahoo.co.id"],
    ["gmail.com", null],
    ["example.com", null],
    ["gmxil.con", null],
  ])("of %s is %s", (domain, near) => {
    expect(nearMailDomain(domain)).toBe(near);
  });
});
