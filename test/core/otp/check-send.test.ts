import { describe, expect, it } from "vitest";
import { mutationErrorCodes } from "../../../src/core/error-codes.js";
import {
  checkIdempotencyKey,
  checkSend,
  type SendInput,
} from "../../../src/core/otp/check-send.js";

const send: SendInput = { planKey: "login", idempotencyKey: "k-1", phone: "+6281234567890" };

const problemsOf = (input: SendInput) => {
  const result = checkSend(input);
  return result.ok ? [] : result.errors.map((e) => `${e.code} ${e.field?.join(".") ?? "-"}`);
};

describe("checkSend", () => {
  it("gives the recipient in its one form, with country and network", () => {
    expect(checkSend({ ...send, phone: "0812-3456-7890", defaultCountry: "ID" })).toEqual({
      ok: true,
      value: {
        planKey: "login",
        idempotencyKey: "k-1",
        phone: { e164: "+6281234567890", country: "ID", lineType: "MOBILE" },
        network: { mcc: "510", mnc: "10", name: "Telkomsel" },
        email: null,
        country: "ID",
        locale: null,
        purpose: null,
        externalId: null,
        metadata: [],
        code: null,
        endUserIp: null,
        maxCostMicros: null,
      },
    });
  });

  it("takes an e-mail address alone or beside a number", () => {
    expect(checkSend({ ...send, phone: null, email: "A@Example.com" })).toMatchObject({
      value: { phone: null, email: "a@example.com", country: null },
    });
    expect(checkSend({ ...send, email: "a@example.com" })).toMatchObject({
      value: { phone: { e164: "+6281234567890" }, email: "a@example.com" },
    });
  });

  it("keeps everything else as given, the locale in standard form and money in micro-units", () => {
    const given = {
      locale: "id-id",
      purpose: "login",
      externalId: "order 7",
      metadata: [{ key: "a", value: "" }],
      code: "123456",
      endUserIp: "2001:db8::1",
      maxCost: "0.05",
    };

    expect(checkSend({ ...send, ...given })).toMatchObject({
      value: {
        locale: "id-ID",
        purpose: "login",
        externalId: "order 7",
        metadata: [{ key: "a", value: "" }],
        code: "123456",
        endUserIp: "2001:db8::1",
        maxCostMicros: 50_000n,
      },
    });
  });

  it.each<[string, Partial<SendInput>]>([
    ["PLAN_NOT_FOUND planKey", { planKey: "" }],
    ["PLAN_NOT_FOUND planKey", { planKey: "no such plan\u0000" }],
    ["INVALID_TEXT idempotencyKey", { idempotencyKey: "" }],
    ["INVALID_TEXT idempotencyKey", { idempotencyKey: "a\u0000" }],
    ["TOO_LONG idempotencyKey", { idempotencyKey: "a".repeat(129) }],
    ["RECIPIENT_MISSING -", { phone: null }],
    ["INVALID_PHONE phone", { phone: "" }],
    ["INVALID_PHONE phone", { phone: "+62812•••••890" }],
    ["COUNTRY_MISMATCH phone", { defaultCountry: "US" }],
    ["UNKNOWN_COUNTRY defaultCountry", { defaultCountry: "ZZ" }],
    [
      "UNKNOWN_COUNTRY defaultCountry",
      { phone: null, email: "a@example.com", defaultCountry: "ZZ" },
    ],
    ["INVALID_EMAIL email", { email: "a@b" }],
    ["INVALID_LOCALE locale", { locale: "en_US" }],
    ["TOO_LONG purpose", { purpose: "a".repeat(65) }],
    ["INVALID_TEXT purpose", { purpose: "" }],
    ["TOO_LONG externalId", { externalId: "a".repeat(129) }],
    ["INVALID_TEXT externalId", { externalId: "a\nb" }],
    ["TOO_LONG code", { code: "1".repeat(65) }],
    ["INVALID_IP endUserIp", { endUserIp: "10.0.0.1:80" }],
    ["INVALID_IP endUserIp", { endUserIp: "fe80::1%eth0" }],
    ["INVALID_IP endUserIp", { endUserIp: "" }],
    ["INVALID_MONEY maxCost", { maxCost: "0" }],
    ["INVALID_MONEY maxCost", { maxCost: "-0.01" }],
    ["INVALID_MONEY maxCost", { maxCost: "9".repeat(13) }],
    ["TOO_MANY_ITEMS metadata", { metadata: new Array(21).fill({ key: "a", value: "b" }) }],
    ["TOO_LONG metadata.0.key", { metadata: [{ key: "a".repeat(65), value: "" }] }],
    ["TOO_LONG metadata.0.value", { metadata: [{ key: "a", value: "b".repeat(257) }] }],
    ["INVALID_TEXT metadata.0.key", { metadata: [{ key: "", value: "b" }] }],
    [
      "DUPLICATE_ITEM metadata.1.key",
      {
        metadata: [
          { key: "a", value: "" },
          { key: "a", value: "" },
        ],
      },
    ],
  ])("answers %s", (expected, over) => {
    expect(problemsOf({ ...send, ...over })).toEqual([expected]);
  });

  it("tells every error at once, with promised codes and nothing of the recipient", () => {
    const result = checkSend({
      planKey: "?",
      idempotencyKey: "",
      phone: "0812000",
      email: "secret@",
      locale: "?",
      maxCost: "x",
      endUserIp: "x",
      purpose: "\u0000",
    });
    const errors = result.ok ? [] : result.errors;

    expect(errors).toHaveLength(8);
    expect(mutationErrorCodes.sendOtp).toEqual(expect.arrayContaining(errors.map((e) => e.code)));
    expect(JSON.stringify(errors)).not.toMatch(/0812000|secret/);
  });
});

describe("checkIdempotencyKey", () => {
  it("takes up to 128 printable characters", () => {
    expect(checkIdempotencyKey("a".repeat(128))).toBeNull();
    expect(checkIdempotencyKey(" ")?.code).toBe("INVALID_TEXT");
  });
});
