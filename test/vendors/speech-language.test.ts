import { expect, it } from "vitest";
import { speechLanguage } from "../../src/vendors/speech-language.js";

const supported = ["en-US", "en-GB", "pt-BR", "pt-PT", "ar"];

it.each([
  ["en-GB", "en-GB"],
  ["EN-gb", "en-GB"],
  ["en", "en-US"],
  ["pt-AO", "pt-BR"],
  ["ar-EG", "ar"],
  ["id-ID", "en-US"],
])("a machine speaks %s as %s", (locale, language) => {
  expect(speechLanguage(locale, supported, "en-US")).toBe(language);
});
