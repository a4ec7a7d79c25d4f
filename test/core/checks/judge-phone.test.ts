import { describe, expect, it } from "vitest";
import { judgePhone } from "../../../src/core/checks/judge-phone.js";

describe("judgePhone", () => {
  it.each([
    ["", null, "checkEmpty"],
    ["tomorrow", null, "checkNotNumber"],
    ["+62812345\u0007", null, "checkControl"],
    ["+62812•••••789", null, "checkMasked"],
    ["081234567890", null, "checkNoCountry"],
    ["+9991234567", null, "checkUnknownCode"],
    ["0812", "ID", "checkTooShort"],
    ["+165025300001", null, "checkTooLong"],
    ["+870773111632", null, "checkNoOneCountry"],
    ["+6281234567890;ext=5", null, "checkExtension"],
  ])("says why %j in country %s is no number: %s", (text, country, phrase) => {
    const verdict = judgePhone(text, country);

    expect(verdict.phone).toBeNull();
    expect(verdict.reasons).toEqual([{ phrase }]);
  });

  it.each([
    ["6281234567890", null, "+6281234567890"],
    ["006281234567890", null, "+6281234567890"],
    ["O812 3456 789O", "ID", "+6281234567890"],
    ["+62 62 812 3456 7890", "ID", "+6281234567890"],
    ["+6281234567890;ext=5", null, "+6281234567890"],
    ["tel 0812-3456-7890", "ID", "+6281234567890"],
    ["+62812•••••789", null, null],
    ["12", null, null],
    ["tomorrow", null, null],
  ])("mends %j in country %s to %s", (text, country, suggestion) => {
    expect(judgePhone(text, country)).toMatchObject({ phone: null, suggestion });
  });

  it("takes a plain mobile number without a word", () => {
    expect(judgePhone("0812-3456-7890", "ID")).toEqual({
      phone: { e164: "+6281234567890", country: "ID", lineType: "MOBILE" },
      reasons: [],
      suggestion: null,
    });
  });
});
