import { describe, expect, it } from "vitest";
import { maskPhone, parsePhone } from "../../src/core/phone.js";

const codesOf = (text: string, country: string | null = null) => {
  const result = parsePhone(text, country);
  return result.ok ? [] : result.errors.map((error) => error.code);
};

describe("parsePhone", () => {
  it.each([
    ["+6281234567890", null, "+6281234567890", "ID", "MOBILE"],
    ["0812-3456-7890", "ID", "+6281234567890", "ID", "MOBILE"],
    ["6281234567890", "ID", "+6281234567890", "ID", "MOBILE"],
    ["+62 (812) 3456.7890", "ID", "+6281234567890", "ID", "MOBILE"],
    ["＋٦٢81234567890", null, "+6281234567890", "ID", "MOBILE"],
    ["0049 151 12345678", "DE", "+4915112345678", "DE", "MOBILE"],
    ["+1 415 555 2671", "US", "+14155552671", "US", "UNKNOWN"],
    ["+442079460958", "GB", "+442079460958", "GB", "FIXED"],
    ["+18005551234", null, "+18005551234", "US", "TOLL_FREE"],
  ] as const)("reads %s (default %s)", (text, country, e164, foundCountry, lineType) => {
    expect(parsePhone(text, country)).toEqual({
      ok: true,
      value: { e164, country: foundCountry, lineType },
    });
  });

  it.each([
    ["", null],
    ["0812-3456-7890", null],
    ["12345", "ID"],
    ["+62", null],
    ["+999123456789", null],
    ["+62812•••••890", null],
    ["+6281234567890 ext 5", null],
    ["call +6281234567890", null],
    ["+628123\u00004567890", null],
    ["+6281234567890\n", null],
    ["9".repeat(41), "ID"],
    ["+80012345678", null],
    ["+881612345678", null],
    ["abc", "ID"],
  ])("finds no number in %j (default %s)", (text, country) => {
    expect(codesOf(text, country)).toEqual(["INVALID_PHONE"]);
  });

  it("says when a number with a country code is of another country than the default", () => {
    const result = parsePhone("+14155552671", "ID");

    expect(result).toMatchObject({
      ok: false,
      errors: [{ code: "COUNTRY_MISMATCH", params: { actual: "US", expected: "ID" } }],
    });
    expect(codesOf("+16045551234", "US")).toEqual(["COUNTRY_MISMATCH"]);
    expect(codesOf("0062 812 3456 7890", "DE")).toEqual(["COUNTRY_MISMATCH"]);
  });

  it("takes a number without a country code for the country that its range is of", () => {
    expect(parsePhone("604 555 1234", "US")).toMatchObject({ ok: true, value: { country: "CA" } });
  });

  it("names an unknown default country", () => {
    expect(codesOf("+6281234567890", "ZZ")).toEqual(["UNKNOWN_COUNTRY"]);
    expect(codesOf("+6281234567890", "id")).toEqual(["UNKNOWN_COUNTRY"]);
  });

  it("never takes a default country without phone numbers for a match", () => {
    expect(codesOf("+6281234567890", "AQ")).toEqual(["COUNTRY_MISMATCH"]);
  });

  it("points its errors at the field it is told", () => {
    expect(parsePhone("", null, ["inputs", "3"])).toMatchObject({
      errors: [{ field: ["inputs", "3"] }],
    });
  });
});

describe("maskPhone", () => {
  it("shows the start and the last three digits, as the contract does", () => {
    expect(maskPhone("+6281234567789")).toBe("+62812•••••789");
    expect(maskPhone("+14155552671")).toBe("+1415•••••671");
  });

  it("hides four digits at least and does not parse", () => {
    for (const e164 of ["+6281234567789", "+14155552671", "+29023456", "+2471234"]) {
      const shown = maskPhone(e164).replace("•••••", "");

      expect(e164.length - shown.length).toBeGreaterThanOrEqual(4);
      expect(codesOf(maskPhone(e164))).toEqual(["INVALID_PHONE"]);
    }
  });
});
