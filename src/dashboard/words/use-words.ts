import { type Language, usePreferences } from "../app/preferences.js";

/** Each text in English and in Bahasa Indonesia, side by side. */
export type Words = Readonly<Record<string, readonly [en: string, id: string]>>;

export type Say<W extends Words> = (
  key: keyof W & string,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** Texts of one area in the language of the page; {name} in a text is replaced by its value. */
export function useWords<W extends Words>(words: W): Say<W> {
  return wordsIn(words, usePreferences().language);
}

export function wordsIn<W extends Words>(words: W, language: Language): Say<W> {
  return (key, values = {}) => {
    const text = words[key]?.[language === "id" ? 1 : 0] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  };
}
