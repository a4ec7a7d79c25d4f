import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Autofill } from "../../../src/core/otp/autofill.js";
import { messageParts } from "../../../src/core/otp/parts.js";
import { textLanguages } from "../../../src/core/otp/standard-texts.js";
import { channels } from "../../../src/core/otp/status.js";
import { templateProblem } from "../../../src/core/otp/template-problem.js";
import { pickText, renderText } from "../../../src/core/otp/text.js";

const wordy = channels.filter((channel) => channel !== "MISSED_CALL");
const channel = fc.constantFrom(...wordy);
const language = fc.constantFrom(...textLanguages);
const code = fc.stringMatching(/^[0-9]{4,10}$/);
const facts = fc.record({
  code,
  // Of letters alone, so that only the text can hold the code.
  brand: fc.stringMatching(/^[A-Za-zé€✓]{1,60}$/),
  minutes: fc.integer({ min: 1, max: 60 }),
});
const base64 = /^[A-Za-z0-9+/]{11}$/;
const autofill: fc.Arbitrary<Autofill | null> = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant("app" as const), hash: fc.stringMatching(base64) }),
  fc.record({ kind: fc.constant("site" as const), domain: fc.domain() }),
);

const textOf = (channelOf: (typeof wordy)[number], locale: string) =>
  pickText([], { channel: channelOf, locale, tenantLocale: "en", accountId: null });
const timesIn = (text: string, part: string) => text.split(part).length - 1;
const gsmLetters =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
  "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/** Parts as a vendor cuts them, letter by letter, written the long way. */
function partsByHand(text: string): number {
  const letters = Array.from(text);
  const isGsm = letters.every((letter) => (gsmLetters + "^{}\\[~]|€\f").includes(letter));
  const sizes = letters.map((letter) =>
    isGsm ? (gsmLetters.includes(letter) ? 1 : 2) : letter.length,
  );
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  if (whole <= (isGsm ? 160 : 70)) {
    return 1;
  }
  const parts = [0];
  for (const size of sizes) {
    const last = parts.length - 1;
    if ((parts[last] ?? 0) + size > (isGsm ? 153 : 67)) {
      parts.push(size);
    } else {
      parts[last] = (parts[last] ?? 0) + size;
    }
  }
  return parts.length;
}

describe("our own texts", () => {
  it.each(wordy)("of %s are there in every language, and pass our own check", (name) => {
    for (const locale of textLanguages) {
      const text = textOf(name, locale);

      expect(text).toMatchObject({ locale, isDefault: true });
      expect(templateProblem({ channel: name, ...text })).toBeNull();
      expect(text.subject === null).toBe(name !== "EMAIL");
    }
  });

  it("say the code once, on the phone twice and digit by digit", () => {
    fc.assert(
      fc.property(channel, language, facts, (name, locale, given) => {
        const { body } = textOf(name, locale);
        const text = renderText(body ?? "", given, name);
        const said = name === "VOICE" ? Array.from(given.code).join(", ") : given.code;

        expect(timesIn(body ?? "", "{code}")).toBe(name === "VOICE" ? 2 : 1);
        expect(timesIn(text, said)).toBe(name === "VOICE" ? 2 : 1);
        expect(text).toContain(given.brand);
        expect(text).not.toMatch(/[{}]/);
      }),
    );
  });

  it("are counted as they are cut on the way, with the last line that devices look for", () => {
    fc.assert(
      fc.property(language, facts, autofill, (locale, given, line) => {
        const text = renderText(textOf("SMS", locale).body ?? "", given, "SMS", line);
        const last = text.split("\n").slice(1);
        const wanted = line?.kind === "app" ? line.hash : `@${line?.domain} #${given.code}`;

        expect(messageParts("SMS", text).partCount).toBe(partsByHand(text));
        expect(last).toEqual(line === null ? [] : [wanted]);
      }),
    );
  });

  it.each(textLanguages)("fit one SMS part in %s, with an app's hash too", (locale) => {
    const given = { code: "123456", brand: "Sandi", minutes: 10 };
    const hash = "FA+9qCX9VSu";
    const text = renderText(textOf("SMS", locale).body ?? "", given, "SMS", { kind: "app", hash });
    const isOwnScript = locale === "hi" || locale === "ar";

    expect(messageParts("SMS", text)).toMatchObject({
      partCount: 1,
      encoding: isOwnScript ? "UCS2" : "GSM7",
    });
    // The most that Android's SMS Retriever reads.
    expect(messageParts("SMS", text).length * (isOwnScript ? 2 : 1)).toBeLessThanOrEqual(140);
  });
});
