import { type MessageLocale, messageLocales } from "./errors.js";
import { textLengthMax } from "./limits.js";

// A language of two or three letters, then subtags: longer languages are reserved and nobody's.
const localePattern = /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i;

/** The canonical form of a BCP 47 tag ("ID-id" → "id-ID"); null for what is none. */
export function canonicalLocale(text: string): string | null {
  if (text.length > textLengthMax.locale || !localePattern.test(text)) {
    return null;
  }
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null;
  }
}

/**
 * The locales to look for a text in, best first: the tag, shortened subtag by subtag, then the same
 * for each fallback, then "en". Given canonical tags, without repeats: ("id-ID", "pt") → id-ID, id,
 * pt, en.
 */
export function localeChain(locale: string | null, ...fallbacks: readonly string[]): string[] {
  const chain = new Set<string>();
  for (const tag of [...(locale === null ? [] : [locale]), ...fallbacks, "en"]) {
    const subtags = tag.split("-");
    for (let count = subtags.length; count > 0; count -= 1) {
      chain.add(subtags.slice(0, count).join("-"));
    }
  }
  return [...chain];
}

const qualityPattern = /^q=([01](?:\.\d{1,3})?)$/;

/** The language to answer in, from an Accept-Language header; "en" when it names none of ours. */
export function messageLocaleOf(acceptLanguage: string | undefined): MessageLocale {
  let best: MessageLocale = "en";
  let bestQuality = 0;
  for (const entry of (acceptLanguage ?? "").slice(0, 200).split(",")) {
    const [tag = "", ...settings] = entry.trim().toLowerCase().split(";");
    const language = messageLocales.find((ours) => tag === ours || tag.startsWith(`${ours}-`));
    const weight = settings.map((text) => text.trim()).find((text) => text.startsWith("q="));
    const quality = weight === undefined ? 1 : Number(qualityPattern.exec(weight)?.[1] ?? 0);
    if (language !== undefined && quality > bestQuality) {
      best = language;
      bestQuality = quality;
    }
  }
  return best;
}
