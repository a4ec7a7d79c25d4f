import { describe, expect, it } from "vitest";
import { templateProblem } from "../../../src/core/otp/template-problem.js";
import { minutesOf, pickText, renderText } from "../../../src/core/otp/text.js";
import type { MessageTemplate } from "../../../src/core/plan/plan.js";

const template = (over: Partial<MessageTemplate>): MessageTemplate => ({
  channel: "SMS",
  locale: "en",
  subject: null,
  accountId: null,
  body: "{code}",
  vendorTemplateName: null,
  ...over,
});
const wanted = { channel: "SMS", locale: null, tenantLocale: "en", accountId: null } as const;
const facts = { code: "123456", brand: "Acme", minutes: 5 };

describe("pickText", () => {
  it("takes the nearest locale of the tenant's texts", () => {
    const texts = [template({ body: "en {code}" }), template({ locale: "id", body: "id {code}" })];

    expect(pickText(texts, { ...wanted, locale: "id-ID" }).body).toBe("id {code}");
    expect(pickText(texts, { ...wanted, locale: "pt-BR" }).body).toBe("en {code}");
    expect(pickText(texts, { ...wanted, tenantLocale: "id" }).body).toBe("id {code}");
  });

  it("prefers the text for the attempt's account, also in another language", () => {
    const texts = [
      template({ locale: "id", body: "all {code}" }),
      template({ accountId: "a", body: "account {code}", vendorTemplateName: "otp_en" }),
    ];

    expect(pickText(texts, { ...wanted, locale: "id", accountId: "a" })).toMatchObject({
      body: "account {code}",
      vendorTemplateName: "otp_en",
      locale: "en",
      isDefault: false,
    });
    expect(pickText(texts, { ...wanted, locale: "id", accountId: "b" }).body).toBe("all {code}");
    expect(pickText(texts, { ...wanted, locale: "id" }).body).toBe("all {code}");
  });

  it("never takes another channel's text", () => {
    expect(pickText([template({ channel: "EMAIL" })], wanted).isDefault).toBe(true);
  });

  it("falls back to our own text in the nearest language that we have", () => {
    expect(pickText([], { ...wanted, locale: "id-ID" }).locale).toBe("id");
    expect(pickText([], { ...wanted, locale: "pt-BR", tenantLocale: "id" }).locale).toBe("pt");
    expect(pickText([], { ...wanted, locale: "sv", tenantLocale: "id" }).locale).toBe("id");
    expect(pickText([], { ...wanted, locale: "sv" }).locale).toBe("en");
    expect(pickText([], { ...wanted, channel: "MISSED_CALL" }).body).toBeNull();
  });

  it("asks the plan's language before the tenant's, for its texts and for ours", () => {
    const own = [template({ locale: "de" }), template({ locale: "id" })];
    const spoken = { ...wanted, locale: "sv", planLocale: "de-AT", tenantLocale: "id" };

    expect(pickText(own, spoken).locale).toBe("de");
    expect(pickText([], spoken).locale).toBe("de");
    expect(pickText(own, { ...spoken, locale: "id-ID" }).locale).toBe("id");
    expect(pickText(own, { ...spoken, planLocale: null }).locale).toBe("id");
  });

  it("gives every e-mail a subject and nothing else one", () => {
    const mail = { ...wanted, channel: "EMAIL" } as const;
    expect(pickText([], mail).subject).toBe("Your {brand} code");
    expect(
      pickText([template({ channel: "EMAIL", locale: "id" })], { ...mail, locale: "id" }).subject,
    ).toBe("Kode {brand} Anda");
    expect(
      pickText([template({ channel: "EMAIL", locale: "fr-CA" })], { ...mail, locale: "fr-CA" })
        .subject,
    ).toBe("Votre code {brand}");
    expect(pickText([template({})], wanted).subject).toBeNull();
  });
});

describe("renderText", () => {
  it("fills every placeholder every time", () => {
    expect(renderText("{code} {brand} {minutes} {code}", facts, "SMS")).toBe(
      "123456 Acme 5 123456",
    );
  });

  it("puts facts in as they are, braces and dollars included", () => {
    expect(renderText("{brand}", { ...facts, brand: "{code}$&" }, "SMS")).toBe("{code}$&");
  });

  it("spells the code on the phone", () => {
    expect(renderText("{code}", facts, "VOICE")).toBe("1, 2, 3, 4, 5, 6");
  });
});

describe("the last line that devices look for", () => {
  const app = { kind: "app", hash: "FA+9qCX9VSu" } as const;
  const site = { kind: "site", domain: "example.com" } as const;

  it("names the app, or binds the code to the site", () => {
    expect(renderText("{code}: {brand}", facts, "SMS", app)).toBe("123456: Acme\nFA+9qCX9VSu");
    expect(renderText("{code}: {brand}", facts, "SMS", site)).toBe(
      "123456: Acme\n@example.com #123456",
    );
  });

  it("stands in no message twice, and in none but SMS", () => {
    expect(renderText("{code}\n@example.com #{code}", facts, "SMS", site)).toBe(
      "123456\n@example.com #123456",
    );
    expect(renderText("{code}\n", facts, "SMS", app)).toBe("123456\nFA+9qCX9VSu");
    expect(renderText("{code}", facts, "WHATSAPP", site)).toBe("123456");
  });
});

describe("minutesOf", () => {
  it("promises no more time than there is, and one minute at least", () => {
    expect([30, 60, 119, 300].map(minutesOf)).toEqual([1, 1, 1, 5]);
  });
});

describe("templateProblem", () => {
  it.each([
    [template({ body: "Your {brand} code: {code}\nValid {minutes} min" })],
    [template({ body: null, vendorTemplateName: "otp_v1" })],
    [template({ channel: "WHATSAPP", body: "no code here", vendorTemplateName: "otp_v1" })],
    [template({ channel: "EMAIL", subject: "{brand}: {code}" })],
  ])("finds none in %j", (given) => {
    expect(templateProblem(given)).toBeNull();
  });

  it.each([
    ["templateEmpty", template({ body: " \n" })],
    ["templateWithoutCode", template({ body: "hello {brand}" })],
    ["templateUnknownPlaceholder", template({ body: "{code} {name}" })],
    ["templateUnknownPlaceholder", template({ body: "{code} {" })],
    ["templateUnknownPlaceholder", template({ body: "{{code}}" })],
    ["templateUnknownPlaceholder", template({ channel: "EMAIL", subject: "{oops}" })],
    ["templateTooLong", template({ body: `{code}${"a".repeat(1_000)}` })],
    ["templateTooLong", template({ channel: "EMAIL", subject: "a".repeat(151) })],
    ["templateTooLong", template({ vendorTemplateName: "a".repeat(201) })],
    ["templateControlCharacters", template({ body: "{code}\u0000" })],
    ["templateSubject", template({ channel: "EMAIL", subject: "a\nBcc: b" })],
    ["templateSubject", template({ subject: "no subject on SMS" })],
    ["templateNothing", template({ body: null })],
    ["templateNoText", template({ channel: "MISSED_CALL" })],
  ])("finds %s", (problem, given) => {
    expect(templateProblem(given)).toBe(problem);
  });
});
