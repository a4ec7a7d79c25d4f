import type { ErrorCode } from "./error-codes.js";
import { englishMessages } from "./messages/en.js";
import { indonesianMessages } from "./messages/id.js";
import { type PhraseFact, phraseWords } from "./messages/phrases.js";
import {
  type BudgetCode,
  budgetWords,
  type CapName,
  capWords,
  type SkippedSteps,
  skippedStepsWords,
  statusWords,
  type Thing,
  thingWords,
} from "./messages/reason-words.js";

/** The languages that errors are written in. */
export const messageLocales = ["en", "id"] as const;
/** A language that errors are written in. */
export type MessageLocale = (typeof messageLocales)[number];

type Texts = typeof englishMessages;
type Placeholders<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type ParamNames<C extends ErrorCode> = Exclude<Placeholders<Texts[C]>, "seconds">;

/** The facts that the message of a code names; an empty object when it names none. */
export type ErrorParams<C extends ErrorCode> = {
  readonly [N in ParamNames<C>]: N extends keyof CodedParams ? CodedParams[N] : Fact;
};

/** Parameters that hold a code of ours, said in the reader's language. */
interface CodedParams {
  readonly thing: Thing;
  readonly budget: BudgetCode;
  readonly cap: CapName;
}

/** A word of a message: as it is, or a phrase or reasons of ours in the reader's language. */
export type Fact = string | number | PhraseFact | { readonly statusReason: string } | SkippedSteps;

/** An expected failure, as a value. */
export interface DomainError {
  readonly code: ErrorCode;
  /**
   * Path into the input, list positions from 0 as text (`["steps","1","waitSec"]`); null = the
   * whole request.
   */
  readonly field: readonly string[] | null;
  /** Small facts for the message and for logs: no secrets, no codes, no full phone numbers. */
  readonly params: Readonly<Record<string, Fact>>;
  /** When the same request may succeed; null when waiting does not help. */
  readonly retryAfterMs: number | null;
}

/** A value, or why there is none: at least one error. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly DomainError[] };

type NeedsWait<C extends ErrorCode> = "seconds" extends Placeholders<Texts[C]> ? true : false;
type ErrorArgs<C extends ErrorCode> =
  NeedsWait<C> extends true
    ? [code: C, field: readonly string[] | null, params: ErrorParams<C>, retryAfterMs: number]
    : [ParamNames<C>] extends [never]
      ? [code: C, field: readonly string[] | null, params?: ErrorParams<C>, retryAfterMs?: number]
      : [code: C, field: readonly string[] | null, params: ErrorParams<C>, retryAfterMs?: number];

/** Wraps a value as a success. */
export function succeed<T>(value: T): Result<T> {
  return { ok: true, value };
}

/**
 * Makes one error.
 *
 * @param code   its parameters are the words in braces of its English message, checked by type
 * @param field  path into the input; null = the whole request
 * @param params facts for the message; no secrets, codes or full numbers
 * @param retryAfterMs milliseconds; required where the message says {seconds}
 */
export function domainError<C extends ErrorCode>(...args: ErrorArgs<C>): DomainError {
  const [code, field, params, retryAfterMs] = args;
  return assemble(code, field, params, retryAfterMs);
}

function assemble(
  code: ErrorCode,
  field: readonly string[] | null,
  params: DomainError["params"] = {},
  retryAfterMs: number | null = null,
): DomainError {
  return { code, field, params, retryAfterMs };
}

/** A failure with one error; arguments as for `domainError`. */
export function fail<C extends ErrorCode>(
  ...args: ErrorArgs<C>
): { readonly ok: false; readonly errors: readonly DomainError[] } {
  const [code, field, params, retryAfterMs] = args;
  return { ok: false, errors: [assemble(code, field, params, retryAfterMs)] };
}

/**
 * The sentence for people; a parameter that is missing is a bug and shows as its name in braces.
 */
export function messageOf(error: DomainError, locale: MessageLocale): string {
  const text = (locale === "id" ? indonesianMessages : englishMessages)[error.code];
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    if (name === "seconds") {
      return String(Math.max(1, Math.ceil((error.retryAfterMs ?? 0) / 1000)));
    }
    const value = error.params[name];
    return value === undefined ? placeholder : wordsOf(name, value, locale);
  });
}

function wordsOf(name: string, fact: Fact, locale: MessageLocale): string {
  if (typeof fact === "object") {
    return wordsOfReason(fact, locale);
  }
  switch (name as keyof CodedParams) {
    case "thing":
      return thingWords(String(fact), locale);
    case "budget":
      return budgetWords(String(fact), null, locale);
    case "cap":
      return capWords(String(fact), locale);
    default:
      return String(fact);
  }
}

function wordsOfReason(fact: Extract<Fact, object>, locale: MessageLocale): string {
  if ("phrase" in fact) {
    return phraseWords(fact, locale);
  }
  return "statusReason" in fact
    ? statusWords(fact.statusReason, null, locale)
    : skippedStepsWords(fact, locale);
}
