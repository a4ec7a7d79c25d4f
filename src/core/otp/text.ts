import { localeChain } from "../locale.js";
import type { MessageTemplate } from "../plan/plan.js";
import { type Autofill, withAutofill } from "./autofill.js";
import {
  mailSubjects,
  mailTexts,
  shortTexts,
  spokenTexts,
  type TextLanguage,
  textLanguages,
} from "./standard-texts.js";
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

/**
 * The text for one attempt. A template for the attempt's account goes before one for all accounts;
 * within each, the nearest locale wins (id-ID, id, then the plan's locale, the tenant's, en).
 * Without a template of the tenant's the text is ours, in the nearest language that we have. A
 * tenant's text goes before ours in a nearer language: it may be the one that carriers know.
 *
 * @param wanted accountId null = the marketplace's account; locale and planLocale null, or left
 *               out = the next of the chain
 */
export function pickText(
  templates: readonly MessageTemplate[],
  wanted: {
    readonly channel: Channel;
    readonly locale: string | null;
    readonly planLocale?: string | null;
    readonly tenantLocale: string;
    readonly accountId: string | null;
  },
): PickedText {
  const chain = localeChain(
    wanted.locale,
    ...(wanted.planLocale === undefined || wanted.planLocale === null ? [] : [wanted.planLocale]),
    wanted.tenantLocale,
  );
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
 *
 * @param autofill adds the last line that devices look for, to SMS alone; null = none
 */
export function renderText(
  text: string,
  facts: TextFacts,
  channel: Channel,
  autofill: Autofill | null = null,
): string {
  const words = fillIn(text, facts, channel);
  return autofill === null || channel !== "SMS" ? words : withAutofill(words, autofill, facts.code);
}

function fillIn(text: string, facts: TextFacts, channel: Channel): string {
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
  const [language] = locale.split("-");
  const ownSubject = subject ?? (body === null ? null : mailSubjects[ourLanguage([language])]);
  return {
    body,
    subject: channel === "EMAIL" ? ownSubject : null,
    vendorTemplateName,
    locale,
    isDefault: false,
  };
}

function defaultText(channel: Channel, chain: readonly string[]): PickedText {
  const locale = ourLanguage(chain);
  const isMail = channel === "EMAIL";
  const bodies = isMail ? mailTexts : channel === "VOICE" ? spokenTexts : shortTexts;
  return {
    body: channel === "MISSED_CALL" ? null : bodies[locale],
    subject: isMail ? mailSubjects[locale] : null,
    vendorTemplateName: null,
    locale,
    isDefault: true,
  };
}

/** The first of these that we have texts in; English when we have none of them. */
function ourLanguage(tags: readonly (string | undefined)[]): TextLanguage {
  for (const tag of tags) {
    const ours = textLanguages.find((language) => language === tag);
    if (ours !== undefined) {
      return ours;
    }
  }
  return "en";
}
