import { type Language, usePreferences } from "../app/preferences.js";
import { fillIn, type WordValues } from "./fill-in.js";

/** Each text in English and in Bahasa Indonesia, side by side. */
export type Words = Readonly<Record<string, readonly [en: string, id: string]>>;

export type Say<W extends Words> = (key: keyof W & string, values?: WordValues) => string;

/** Texts of one area in the language of the page, filled in as fillIn says. */
export function useWords<W extends Words>(words: W): Say<W> {
  return wordsIn(words, usePreferences().language);
}

export function wordsIn<W extends Words>(words: W, language: Language): Say<W> {
  return (key, values = {}) => fillIn(words[key]?.[language === "id" ? 1 : 0] ?? key, values);
}
