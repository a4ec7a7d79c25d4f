import { localeChain } from "../locale.js";
import type { MessageTemplate } from "../plan/plan.js";
import type { Channel } from "./status.js";

/** A text to render: the tenant's, else ours. */
export interface PickedText {
  /** Null when the vendor's template holds the words. */
  readonly body: string | null;
  /** E-mails only. */
  readonly subject: string | null;
  readonly vendorTemplateName: string | null;
  /** The language that the text is in. */
  readonly locale: string;
  readonly isDefault: boolean;
}

/** What the placeholders stand for. `minutes` is a whole number from 1. */
export interface TextFacts {
  readonly code: string;
  readonly brand: string;
  readonly minutes: number;
}

const short = {
  en: "{code} is your {brand} code. It expires in {minutes} min. Never share it.",
  id: "{code} adalah kode {brand} Anda. Berlaku {minutes} menit. Jangan berikan kepada siapa pun.",
};
const spoken = {
  en: "Hello. Your {brand} code is: {code}. Once more: {code}. Goodbye.",
  id: "Halo. Kode {brand} Anda adalah: {code}. Sekali lagi: {code}. Terima kasih.",
};
const mail = {
  en:
    "Your {brand} code is {code}\n\nIt expires in {minutes} minutes. If you did not ask for it, " +
    "ignore this e-mail. Never share it with anyone.",
  id:
    "Kode {brand} Anda adalah {code}\n\nBerlaku {minutes} menit. Jika Anda tidak memintanya, " +
    "abaikan e-mail ini. Jangan berikan kepada siapa pun.",
};
const mailSubject = { en: "Your {brand} code", id: "Kode {brand} Anda" };

type Language = keyof typeof short;

/**
 * The text for one attempt. A template for the attempt's account goes before one for all accounts;
 * within each, the nearest locale wins (id-ID, id, then the tenant's locale, then en). Without a
 * template of the tenant's the text is ours, in the nearest language that we have.
 *
 * @param wanted accountId null = the marketplace's account; locale null = the tenant's
 */
export function pickText(
  templates: readonly MessageTemplate[],
  wanted: {
    readonly channel: Channel;
    readonly locale: string | null;
    readonly tenantLocale: string;
    readonly accountId: string | null;
  },
): PickedText {
  const chain = localeChain(wanted.locale, wanted.tenantLocale);
  const ofChannel = templates.filter((template) => template.channel === wanted.channel);
  const accounts = wanted.accountId === null ? [null] : [wanted.accountId, null];
  for (const accountId of accounts) {
    for (const locale of chain) {
      const found = ofChannel.find((t) => t.accountId === accountId && t.locale === locale);
      if (found !== undefined) {
        return pickedFrom(found);
      }
    }
  }
  return defaultText(wanted.channel, chain);
}

/**
 * Fills a text in; on VOICE the code is spelled, so that a machine reads digits and not one large
 * number.
 */
export function renderText(text: string, facts: TextFacts, channel: Channel): string {
  const code = channel === "VOICE" ? Array.from(facts.code).join(", ") : facts.code;
  // Functions, because a brand may hold what `replace` takes for a pattern.
  return text.replace(/\{(code|brand|minutes)\}/g, (_, name: string) => {
    return name === "code" ? code : name === "brand" ? facts.brand : String(facts.minutes);
  });
}

/** The whole minutes to tell people for a lifetime in seconds: rounded down, 1 at least. */
export function minutesOf(ttlSec: number): number {
  return Math.max(1, Math.floor(ttlSec / 60));
}

function pickedFrom(template: MessageTemplate): PickedText {
  const { body, subject, vendorTemplateName, locale, channel } = template;
  const language: Language = locale === "id" || locale.startsWith("id-") ? "id" : "en";
  const ownSubject = subject ?? (body === null ? null : mailSubject[language]);
  return {
    body,
    subject: channel === "EMAIL" ? ownSubject : null,
    vendorTemplateName,
    locale,
    isDefault: false,
  };
}

function defaultText(channel: Channel, chain: readonly string[]): PickedText {
  const locale: Language = chain.find((tag) => tag === "id" || tag === "en") === "id" ? "id" : "en";
  const isMail = channel === "EMAIL";
  const body = isMail ? mail : channel === "VOICE" ? spoken : short;
  return {
    body: channel === "MISSED_CALL" ? null : body[locale],
    subject: isMail ? mailSubject[locale] : null,
    vendorTemplateName: null,
    locale,
    isDefault: true,
  };
}
