import { type MessageLocale, messageLocales } from "../core/errors.js";

/**
 * The language of messages that a client prefers, of those that there are;
 * English when it says nothing else.
 */
export function preferredLocale(acceptLanguage: string | undefined): MessageLocale {
  let best: MessageLocale = "en";
  let bestQuality = 0;
  for (const part of (acceptLanguage ?? "").slice(0, 500).split(",")) {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const language = tag.split("-")[0];
    const given = parameters.find((parameter) => parameter.trim().startsWith("q="));
    const quality = given === undefined ? 1 : Number(given.trim().slice(2));
    const known = messageLocales.find((locale) => locale === language);
    if (known !== undefined && quality > bestQuality) {
      best = known;
      bestQuality = quality;
    }
  }
  return best;
}
