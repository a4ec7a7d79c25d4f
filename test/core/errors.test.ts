import { describe, expect, it } from "vitest";
import { downloadCodes, mutationErrorCodes, topLevelCodes } from "../../src/core/error-codes.js";
import { domainError, fail, messageOf } from "../../src/core/errors.js";
import { englishMessages } from "../../src/core/messages/en.js";
import { indonesianMessages } from "../../src/core/messages/id.js";
import { phrases } from "../../src/core/messages/phrases.js";

const placeholders = (text: string) =>
  new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));

describe("the error registry", () => {
  it("has every code in both languages with the same placeholders", () => {
    expect(Object.keys(indonesianMessages)).toEqual(Object.keys(englishMessages));
    for (const [code, text] of Object.entries(englishMessages)) {
      const translated = indonesianMessages[code as keyof typeof englishMessages];
      expect([code, placeholders(translated)]).toEqual([code, placeholders(text)]);
      expect(translated).not.toBe(text);
    }
  });

  it("has no code that no mutation, no top-level error and no download uses", () => {
    const used = new Set<string>([
      ...Object.values(mutationErrorCodes).flat(),
      ...topLevelCodes,
      ...downloadCodes,
    ]);

    expect(Object.keys(englishMessages).filter((code) => !used.has(code))).toEqual([]);
  });

  it("names no code twice in one mutation and no top-level code in any", () => {
    for (const [mutation, codes] of Object.entries(mutationErrorCodes)) {
      expect([mutation, new Set<string>(codes).size]).toEqual([mutation, codes.length]);
      expect(codes.filter((code) => (topLevelCodes as readonly string[]).includes(code))).toEqual(
        [],
      );
    }
  });

  it("holds the codes that the contract promises", () => {
    const promised = {
      sendOtp:
        "PLAN_NOT_FOUND PLAN_ARCHIVED RECIPIENT_MISSING INVALID_PHONE COUNTRY_MISMATCH " +
        "INVALID_EMAIL INVALID_LOCALE INVALID_CODE INVALID_IP INVALID_MONEY TOO_LONG " +
        "TOO_MANY_ITEMS IDEMPOTENCY_CONFLICT COUNTRY_NOT_SERVED NO_ROUTE BUDGET_EXHAUSTED " +
        "COST_CAP_TOO_LOW BLOCKED_BY_GUARD RATE_LIMITED",
      resendOtp:
        "NOT_FOUND SEND_CLOSED COOLDOWN RESENDS_EXHAUSTED CHANNEL_NOT_IN_PLAN NO_ROUTE " +
        "BUDGET_EXHAUSTED COST_CAP_TOO_LOW BLOCKED_BY_GUARD IDEMPOTENCY_CONFLICT",
      verifyOtp: "NOT_FOUND TOO_LONG RATE_LIMITED",
      createPlan:
        "KEY_TAKEN INVALID_KEY NO_STEPS TOO_MANY_STEPS VENDOR_NOT_FOUND ACCOUNT_NOT_FOUND " +
        "CHANNEL_NOT_OFFERED WEIGHT_MISSING OUT_OF_RANGE INVALID_MONEY INVALID_TEMPLATE " +
        "STRATEGY_NOT_AVAILABLE TOO_LONG",
    } as const;
    for (const [mutation, codes] of Object.entries(promised)) {
      expect(mutationErrorCodes[mutation as keyof typeof promised]).toEqual(
        expect.arrayContaining(codes.split(" ")),
      );
    }
    expect(topLevelCodes).toEqual(
      "UNAUTHENTICATED FORBIDDEN BAD_REQUEST LIMITED CURSOR_EXPIRED UNAVAILABLE INTERNAL".split(
        " ",
      ),
    );
  });
});

describe("messageOf", () => {
  it("fills the facts into the sentence of the language", () => {
    const error = domainError("OUT_OF_RANGE", ["steps", "1", "waitSec"], { min: 3, max: 600 });

    expect(messageOf(error, "en")).toBe("Out of range: give a value from 3 to 600.");
    expect(messageOf(error, "id")).toBe("Di luar batas: beri nilai dari 3 sampai 600.");
  });

  it("says the wait in whole seconds, rounded up and never 0", () => {
    const result = fail("COOLDOWN", null, {}, 1_001);

    expect(messageOf(result.errors[0]!, "en")).toContain("in 2 s.");
    expect(messageOf(domainError("COOLDOWN", null, {}, 0), "en")).toContain("in 1 s.");
  });

  it("leaves braces inside a fact alone", () => {
    const error = domainError("PLAN_NOT_FOUND", ["planKey"], { plan: "{plan}$&" });

    expect(messageOf(error, "en")).toContain("“{plan}$&”");
  });
});

describe("reasons in a message", () => {
  it("name what was not found, the budget and the cap in the reader's language", () => {
    const notFound = domainError("NOT_FOUND", ["id"], { thing: "vendor account" });
    const exhausted = domainError("BUDGET_EXHAUSTED", null, { budget: "PLAN MONTH" });
    const tooLow = domainError("COST_CAP_TOO_LOW", null, { cap: "maxCostPerSend" });

    expect(messageOf(notFound, "en")).toContain("no vendor account with");
    expect(messageOf(notFound, "id")).toContain("Tidak ada akun vendor dengan");
    expect(messageOf(exhausted, "en")).toMatch(/^The monthly budget of the plan has no room /);
    expect(messageOf(exhausted, "id")).toMatch(/^Sisa anggaran bulanan rencana ini tidak cukup /);
    expect(messageOf(tooLow, "en")).toContain("Raise the plan's maxCostPerSend.");
    expect(messageOf(tooLow, "id")).toContain("Naikkan maxCostPerSend pada rencana.");
  });

  it("say step by step why none can reach the recipient", () => {
    const error = domainError("NO_ROUTE", null, {
      reason: {
        skippedSteps: [
          { step: 1, channel: "EMAIL", reason: "NO_EMAIL" },
          { step: 2, channel: "SMS", reason: "NO_OFFER, BREAKER_OPEN" },
        ],
        country: "BR",
      },
    });

    expect(messageOf(error, "en")).toContain(
      "recipient: step 1: the send has no e-mail address; step 2: no offer in BR, " +
        "its circuit is open after failures in a row.",
    );
    expect(messageOf(error, "id")).toContain(
      "langkah 1: pengiriman ini tidak punya alamat e-mail; langkah 2: tidak ada penawaran di BR, ",
    );
  });

  it("say why the send came to no step where none was passed over", () => {
    const error = domainError("NO_ROUTE", null, { reason: { statusReason: "attempts_used_up" } });

    expect(messageOf(error, "en")).toContain(": the plan allows no more attempts.");
    expect(messageOf(error, "id")).toContain(": rencana tidak mengizinkan percobaan lagi.");
  });
});

describe("phrases in a message", () => {
  it("are there in both languages", () => {
    for (const [key, text] of Object.entries(phrases.en)) {
      expect(phrases.id[key as keyof typeof phrases.en]).toMatch(/^\S+/);
      expect(phrases.id[key as keyof typeof phrases.en]).not.toBe(text);
    }
  });

  it("are in the reader's language", () => {
    const error = domainError("INVALID_TEMPLATE", ["body"], {
      problem: { phrase: "templateEmpty" },
    });

    expect(messageOf(error, "en")).toContain(phrases.en.templateEmpty);
    expect(messageOf(error, "id")).toContain(phrases.id.templateEmpty);
  });
});
