import { describe, expect, it } from "vitest";
import { mutationErrorCodes } from "../../../src/core/error-codes.js";
import { messageOf } from "../../../src/core/errors.js";
import { encodeId } from "../../../src/core/ids.js";
import type { PlanInput, PlanStepInput } from "../../../src/core/plan/plan-input.js";
import { validatePlan } from "../../../src/core/plan/validate-plan.js";

const uuid = "01890a5d-ac96-774b-bcce-b302099a8057";
const account = encodeId("account", uuid);
const step: PlanStepInput = { channel: "SMS", vendors: [{ vendor: "acme" }] };
const plan: PlanInput = { key: "login", name: "Login", steps: [step] };

const problemsOf = (input: PlanInput) => {
  const result = validatePlan(input);
  return result.ok ? [] : result.errors.map((e) => `${e.code} ${e.field?.join(".") ?? ""}`);
};
const ofStep = (over: Partial<PlanStepInput>) =>
  problemsOf({ ...plan, steps: [{ ...step, ...over }] });
const message = { channel: "SMS", locale: "en", body: "{code}" } as const;

describe("validatePlan", () => {
  it("fills in what the contract says where nothing is given", () => {
    expect(validatePlan(plan)).toEqual({
      ok: true,
      value: {
        key: "login",
        name: "Login",
        note: null,
        spec: {
          steps: [
            {
              channel: "SMS",
              vendors: [{ vendor: "acme", accountId: null, weight: null }],
              strategy: "PRIORITY",
              advanceOn: ["REJECTED", "UNDELIVERED"],
              waitSec: null,
              waitFor: "DELIVERED",
              maxAttempts: 1,
              countries: null,
            },
          ],
          code: { length: 6, alphabet: "DIGITS", ttlSec: 300, maxChecks: 5, perAttempt: false },
          resend: { maxResends: 3, cooldownSec: 30, switchVendor: true },
          maxCostPerSendMicros: null,
          maxAttempts: 4,
          deadlineSec: 180,
          countries: null,
          objective: "BALANCED",
          order: "AS_WRITTEN",
          messages: [],
        },
      },
    });
  });

  it("takes null for a default", () => {
    const nulls = {
      note: null,
      code: null,
      resend: null,
      maxCostPerSend: null,
      maxAttempts: null,
      deadlineSec: null,
      countries: null,
      objective: null,
      order: null,
      messages: null,
    };

    expect(validatePlan({ ...plan, ...nulls })).toEqual(validatePlan(plan));
  });

  it("keeps what is given, with accounts as uuids and every country and trigger once", () => {
    const result = validatePlan({
      ...plan,
      name: " Login ",
      maxCostPerSend: "0.05",
      countries: ["ID", "IN", "ID"],
      steps: [
        {
          channel: "SMS",
          strategy: "WEIGHTED",
          waitSec: 3,
          advanceOn: ["REJECTED", "REJECTED"],
          countries: ["ID"],
          vendors: [
            { vendor: "acme", weight: 0 },
            { vendor: "acme", accountId: account, weight: 1_000 },
          ],
        },
      ],
      messages: [{ ...message, locale: "ID-id", accountId: account }],
    });

    expect(result).toMatchObject({
      ok: true,
      value: {
        name: "Login",
        spec: {
          maxCostPerSendMicros: 50_000n,
          countries: ["ID", "IN"],
          steps: [
            {
              maxAttempts: 2,
              waitSec: 3,
              advanceOn: ["REJECTED"],
              vendors: [
                { accountId: null, weight: 0 },
                { accountId: uuid, weight: 1_000 },
              ],
            },
          ],
          messages: [
            { locale: "id-ID", accountId: uuid, body: "{code}", vendorTemplateName: null },
          ],
        },
      },
    });
  });

  it("drops weights that the strategy does not use", () => {
    const result = validatePlan({
      ...plan,
      steps: [{ ...step, vendors: [{ vendor: "acme", weight: 5 }] }],
    });
    expect(result).toMatchObject({ value: { spec: { steps: [{ vendors: [{ weight: null }] }] } } });
  });

  it("tells every error at once, each with its path", () => {
    const second = { ...step, waitSec: 2, vendors: [] };

    expect(
      problemsOf({ ...plan, key: "Login!", name: "", steps: [step, second], maxAttempts: 13 }),
    ).toEqual([
      "INVALID_KEY key",
      "INVALID_TEXT name",
      "NO_VENDORS steps.1.vendors",
      "OUT_OF_RANGE steps.1.waitSec",
      "OUT_OF_RANGE maxAttempts",
    ]);
  });

  it.each<[string, Partial<PlanInput>]>([
    ["INVALID_KEY key", { key: "1login" }],
    ["INVALID_KEY key", { key: "" }],
    ["INVALID_KEY key", { key: "a".repeat(64) }],
    ["TOO_LONG name", { name: "a".repeat(121) }],
    ["INVALID_TEXT name", { name: "a\u0000b" }],
    ["TOO_LONG note", { note: "a".repeat(501) }],
    ["INVALID_TEXT note", { note: "\u0007" }],
    ["NO_STEPS steps", { steps: [] }],
    ["TOO_MANY_STEPS steps", { steps: new Array<PlanStepInput>(9).fill(step) }],
    ["OUT_OF_RANGE maxAttempts", { maxAttempts: 0 }],
    ["OUT_OF_RANGE deadlineSec", { deadlineSec: 9 }],
    ["OUT_OF_RANGE deadlineSec", { deadlineSec: 3_601 }],
    ["OUT_OF_RANGE code.length", { code: { length: 3 } }],
    ["OUT_OF_RANGE code.ttlSec", { code: { ttlSec: 29 } }],
    ["OUT_OF_RANGE code.maxChecks", { code: { maxChecks: 11 } }],
    ["OUT_OF_RANGE resend.maxResends", { resend: { maxResends: -1 } }],
    ["OUT_OF_RANGE resend.cooldownSec", { resend: { cooldownSec: 601 } }],
    ["INVALID_MONEY maxCostPerSend", { maxCostPerSend: "0" }],
    ["INVALID_MONEY maxCostPerSend", { maxCostPerSend: "-1" }],
    ["INVALID_MONEY maxCostPerSend", { maxCostPerSend: "0.0000001" }],
    ["INVALID_MONEY maxCostPerSend", { maxCostPerSend: "1e6" }],
    ["UNKNOWN_COUNTRY countries.1", { countries: ["ID", "ZZ"] }],
    ["OUT_OF_RANGE countries", { countries: [] }],
    ["INVALID_LOCALE messages.0.locale", { messages: [{ ...message, locale: "en_US" }] }],
    ["INVALID_LOCALE messageLocale", { messageLocale: "en_US" }],
    ["INVALID_TEMPLATE code.smsAppHash", { code: { smsAppHash: "FA+9qCX9VS" } }],
    ["INVALID_TEMPLATE code.smsAppHash", { code: { smsAppHash: "FA+9qCX9VS " } }],
    ["INVALID_TEMPLATE code.smsAppHash", { code: { smsAppHash: "" } }],
    ["INVALID_TEMPLATE code.smsDomain", { code: { smsDomain: "https://example.com" } }],
    ["INVALID_TEMPLATE code.smsDomain", { code: { smsDomain: "localhost" } }],
    ["INVALID_TEMPLATE code.smsDomain", { code: { smsDomain: "a.example:443" } }],
    ["INVALID_TEMPLATE code.smsDomain", { code: { smsDomain: "127.0.0.1" } }],
    [
      "INVALID_TEMPLATE code.smsDomain",
      { code: { smsAppHash: "FA+9qCX9VSu", smsDomain: "example.com" } },
    ],
    ["INVALID_TEMPLATE messages.0", { messages: [{ ...message, body: "no code" }] }],
    [
      "INVALID_TEMPLATE messages.1",
      { messages: [message, { ...message, locale: "id", body: "{oops}" }] },
    ],
    ["ACCOUNT_NOT_FOUND messages.0.accountId", { messages: [{ ...message, accountId: uuid }] }],
    ["DUPLICATE_ITEM messages.1", { messages: [message, { ...message, locale: "EN" }] }],
    ["TOO_MANY_ITEMS messages", { messages: new Array<typeof message>(201).fill(message) }],
  ])("answers %s", (expected, over) => {
    expect(problemsOf({ ...plan, ...over })).toEqual([expected]);
  });

  it.each<[string, Partial<PlanStepInput>]>([
    ["NO_VENDORS steps.0.vendors", { vendors: [] }],
    [
      "TOO_MANY_ITEMS steps.0.vendors",
      { vendors: Array.from({ length: 13 }, (_, index) => ({ vendor: `v${index}` })) },
    ],
    ["VENDOR_NOT_FOUND steps.0.vendors.0.vendor", { vendors: [{ vendor: "No such\u0000" }] }],
    [
      "ACCOUNT_NOT_FOUND steps.0.vendors.0.accountId",
      { vendors: [{ vendor: "acme", accountId: "acc_x" }] },
    ],
    ["DUPLICATE_ITEM steps.0.vendors.1", { vendors: [{ vendor: "acme" }, { vendor: "acme" }] }],
    ["WEIGHT_MISSING steps.0.vendors.0.weight", { strategy: "WEIGHTED" }],
    [
      "OUT_OF_RANGE steps.0.vendors.0.weight",
      { strategy: "WEIGHTED", vendors: [{ vendor: "acme", weight: 1_001 }] },
    ],
    ["OUT_OF_RANGE steps.0.waitSec", { waitSec: 601 }],
    ["OUT_OF_RANGE steps.0.waitSec", { waitSec: 3.5 }],
    ["OUT_OF_RANGE steps.0.maxAttempts", { maxAttempts: 0 }],
    ["UNKNOWN_COUNTRY steps.0.countries.0", { countries: ["id"] }],
  ])("answers %s for a step", (expected, over) => {
    expect(ofStep(over)).toEqual([expected]);
  });

  it.each([
    [{ smsAppHash: "FA+9qCX9VSu" }, { kind: "app", hash: "FA+9qCX9VSu" }],
    [{ smsDomain: "Bücher.Example" }, { kind: "site", domain: "xn--bcher-kva.example" }],
    [{ smsAppHash: null, smsDomain: null }, undefined],
  ])("keeps how codes fill themselves in from %j", (code, autofill) => {
    const result = validatePlan({ ...plan, code });

    expect(result.ok && result.value.spec.code.autofill).toEqual(autofill);
  });

  it("says why an app's hash and a site cannot stand in one message", () => {
    const code = { smsAppHash: "FA+9qCX9VSu", smsDomain: "example.com" };
    const result = validatePlan({ ...plan, code });

    expect(result.ok ? [] : result.errors.map((error) => messageOf(error, "en"))).toEqual([
      expect.stringContaining("each has to be the message's last line"),
    ]);
  });

  it("takes one vendor twice in a step when the accounts differ", () => {
    expect(
      ofStep({ vendors: [{ vendor: "acme" }, { vendor: "acme", accountId: account }] }),
    ).toEqual([]);
  });

  it("answers only with codes that createPlan and revisePlan promise", () => {
    const result = validatePlan({
      key: "",
      name: "\u0000",
      note: "a".repeat(501),
      maxCostPerSend: "x",
      countries: ["ZZ"],
      order: "SMART",
      steps: [
        {
          ...step,
          vendors: [{ vendor: "acme" }, { vendor: "acme" }],
          strategy: "SMART",
          waitSec: 0,
        },
      ],
      messages: [{ ...message, locale: "?", body: "" }],
    });
    const codes = result.ok ? [] : result.errors.map((error) => error.code);

    expect(codes.length).toBeGreaterThan(8);
    expect(mutationErrorCodes.createPlan).toEqual(expect.arrayContaining(codes));
    expect(mutationErrorCodes.revisePlan).toEqual(expect.arrayContaining(codes));
  });
});
