import { describe, expect, it } from "vitest";
import { canonicalLocale, localeChain, messageLocaleOf } from "../../src/core/locale.js";

describe("canonicalLocale", () => {
  it("writes a tag the standard way", () => {
    expect(canonicalLocale("ID-id")).toBe("id-ID");
    expect(canonicalLocale("zh-hant-tw")).toBe("zh-Hant-TW");
    expect(canonicalLocale("in")).toBe("id");
  });

  it.each(["", "e", "english", "en_US", "en-", "-en", "en US", "id-ID\n", "12", "x".repeat(40)])(
    "refuses %j",
    (text) => {
      expect(canonicalLocale(text)).toBeNull();
    },
  );
});

describe("localeChain", () => {
  it("shortens the tag, then each fallback, and ends in English", () => {
    expect(localeChain("id-ID", "pt-BR")).toEqual(["id-ID", "id", "pt-BR", "pt", "en"]);
    expect(localeChain("zh-Hant-TW")).toEqual(["zh-Hant-TW", "zh-Hant", "zh", "en"]);
    expect(localeChain(null, "en-GB", "en")).toEqual(["en-GB", "en"]);
  });
});

describe("messageLocaleOf", () => {
  it.each([
    [undefined, "en"],
    ["", "en"],
    ["id", "id"],
    ["id-ID,id;q=0.9,en;q=0.8", "id"],
    ["en-US,en;q=0.9,id;q=0.8", "en"],
    ["de,id;q=0.5", "id"],
    ["en;q=0.2, id;q=0.7", "id"],
    ["id;q=0", "en"],
    ["fr", "en"],
    ["ido", "en"],
    ["id;q=oops", "en"],
    ["*", "en"],
    ["id;level=1,en;q=0.5", "id"],
  ])("answers %j in %s", (header, locale) => {
    expect(messageLocaleOf(header)).toBe(locale);
  });
});
