import type { Channel, MessageTemplateInput } from "./messages.generated.js";

/** Channels that carry words; a missed call has none. */
export const wordChannels = [
  "SMS",
  "WHATSAPP",
  "EMAIL",
  "TELEGRAM",
  "VIBER",
  "RCS",
  "VOICE",
] as const satisfies readonly Channel[];

const starts: Readonly<Record<string, string>> = {
  en: "{code} is your {brand} code. It is good for {minutes} minutes.",
  id: "{code} adalah kode {brand} Anda. Berlaku {minutes} menit.",
};

/**
 * A text to begin with, for the first channel and language that have none; null = all have one.
 *
 * @param locales languages to try, the likeliest first
 */
export function newMessage(
  messages: readonly MessageTemplateInput[],
  channels: readonly Channel[],
  locales: readonly string[],
): MessageTemplateInput | null {
  for (const locale of locales) {
    const channel = channels.find(
      (one) => !messages.some((other) => other.channel === one && other.locale === locale),
    );
    if (channel !== undefined) {
      const body = starts[locale.split("-")[0] ?? ""] ?? starts["en"] ?? "";
      return { channel, locale, body };
    }
  }
  return null;
}

const plainFor: Readonly<Record<string, string>> = {
  "“": '"',
  "”": '"',
  "„": '"',
  "«": '"',
  "»": '"',
  "‘": "'",
  "’": "'",
  "‚": "'",
  "`": "'",
  "–": "-",
  "—": "-",
  "‑": "-",
  "−": "-",
  "…": "...",
  "•": "-",
  "·": "-",
  "\u00a0": " ",
  "\u2009": " ",
  "\u202f": " ",
  "\u200b": "",
  "×": "x",
  "→": "->",
};

/** True for a character that has a plain one which says the same. */
export function hasPlain(character: string): boolean {
  return character in plainFor || unaccented(character) !== null;
}

/** The text with plain characters for those that an SMS would be dearer with. */
export function simplify(text: string, dear: readonly string[]): string {
  return dear.reduce((done, character) => {
    const plain = plainFor[character] ?? unaccented(character);
    return plain === null ? done : done.replaceAll(character, plain);
  }, text);
}

/** A letter without its mark; null for what is no letter with a mark. */
function unaccented(character: string): string | null {
  const [base = ""] = character.normalize("NFD");
  return /^[A-Za-z]$/.test(base) && character !== base ? base : null;
}

/** The text with `piece` in the place of what is selected, and where the caret is then. */
export function inserted(
  text: string,
  piece: string,
  from: number,
  to: number,
): { readonly text: string; readonly caret: number } {
  return { text: text.slice(0, from) + piece + text.slice(to), caret: from + piece.length };
}
