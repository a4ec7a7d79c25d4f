import { isIP } from "node:net";
import { isCountry } from "../country.js";
import { parseEmail } from "../email.js";
import { type DomainError, domainError, type Result, succeed } from "../errors.js";
import { InputChecks, shown } from "../input-checks.js";
import { checkText, isKey, listLengthMax, textLengthMax } from "../limits.js";
import { canonicalLocale } from "../locale.js";
import { parsePositiveMicros } from "../money.js";
import { type Network, networkOf } from "../network.js";
import { parsePhone, type Phone } from "../phone.js";

type Maybe<T> = T | null | undefined;

/** A request for a code as a client writes it; null and a missing member mean the same. */
export interface SendInput {
  readonly planKey: string;
  readonly idempotencyKey: string;
  readonly phone?: Maybe<string>;
  readonly email?: Maybe<string>;
  readonly defaultCountry?: Maybe<string>;
  readonly locale?: Maybe<string>;
  readonly purpose?: Maybe<string>;
  readonly externalId?: Maybe<string>;
  readonly metadata?: Maybe<readonly Metadata[]>;
  readonly code?: Maybe<string>;
  readonly endUserIp?: Maybe<string>;
  /** Decimal text in the tenant's currency. */
  readonly maxCost?: Maybe<string>;
}

/** One word of the tenant's own about a send; keys are unique within it. */
export interface Metadata {
  readonly key: string;
  readonly value: string;
}

/** A request that keeps every rule that can be checked without looking anything up. */
export interface CheckedSend {
  readonly planKey: string;
  readonly idempotencyKey: string;
  /** Phone, e-mail or both. */
  readonly phone: Phone | null;
  /** By the number's prefix; null = not known. */
  readonly network: Network | null;
  readonly email: string | null;
  /** The number's; null for an e-mail alone. */
  readonly country: string | null;
  readonly locale: string | null;
  readonly purpose: string | null;
  readonly externalId: string | null;
  readonly metadata: readonly Metadata[];
  /** The tenant's own code as written, still to be held against the plan with `checkOwnCode`. */
  readonly code: string | null;
  readonly endUserIp: string | null;
  /** Cap over all attempts of the send, above 0; null = the plan's alone. */
  readonly maxCostMicros: bigint | null;
}

/**
 * Checks a request for a code; every error is told, each with the path of its field.
 *
 * Errors: PLAN_NOT_FOUND (no plan key), RECIPIENT_MISSING, INVALID_PHONE, COUNTRY_MISMATCH,
 * INVALID_EMAIL, INVALID_LOCALE, INVALID_IP, INVALID_MONEY, TOO_LONG, TOO_MANY_ITEMS, INVALID_TEXT,
 * UNKNOWN_COUNTRY, DUPLICATE_ITEM.
 * Pure, some 50 µs, nearly all of it the phone number.
 */
export function checkSend(input: SendInput): Result<CheckedSend> {
  const checks = new InputChecks();
  if (!isKey(input.planKey)) {
    checks.note(domainError("PLAN_NOT_FOUND", ["planKey"], { plan: shown(input.planKey) }));
  }
  const { idempotencyKey } = input;
  checks.note(checkIdempotencyKey(idempotencyKey));
  const { phone, email } = checkRecipient(input, checks);
  const send: CheckedSend = {
    planKey: input.planKey,
    idempotencyKey,
    phone,
    network: phone === null ? null : networkOf(phone.e164),
    email,
    country: phone?.country ?? null,
    locale: checkLocale(input.locale ?? null, checks),
    purpose: optionalText(input.purpose, "purpose", textLengthMax.purpose, checks),
    externalId: optionalText(input.externalId, "externalId", textLengthMax.externalId, checks),
    metadata: checkMetadata(input.metadata ?? [], checks),
    code: optionalText(input.code, "code", textLengthMax.typedCode, checks),
    endUserIp: checkIp(input.endUserIp ?? null, checks),
    maxCostMicros: checkCost(input.maxCost ?? null, checks),
  };
  return checks.errors.length > 0 ? { ok: false, errors: checks.errors } : succeed(send);
}

/**
 * Why an idempotency key cannot be used, or null: 1..128 printable characters. Errors: TOO_LONG,
 * INVALID_TEXT.
 */
export function checkIdempotencyKey(key: string): DomainError | null {
  return checkText(key, ["idempotencyKey"], textLengthMax.idempotencyKey, 1);
}

function checkRecipient(
  input: SendInput,
  checks: InputChecks,
): { readonly phone: Phone | null; readonly email: string | null } {
  const defaultCountry = input.defaultCountry ?? null;
  const phoneText = input.phone ?? null;
  const emailText = input.email ?? null;
  if (phoneText === null && emailText === null) {
    checks.note(domainError("RECIPIENT_MISSING", null));
  }
  if (phoneText === null && defaultCountry !== null && !isCountry(defaultCountry)) {
    const params = { country: shown(defaultCountry) };
    checks.note(domainError("UNKNOWN_COUNTRY", ["defaultCountry"], params));
  }
  return {
    phone: phoneText === null ? null : checks.take(parsePhone(phoneText, defaultCountry)),
    email: emailText === null ? null : checks.take(parseEmail(emailText)),
  };
}

function checkLocale(text: string | null, checks: InputChecks): string | null {
  if (text === null) {
    return null;
  }
  const locale = canonicalLocale(text);
  if (locale === null) {
    checks.note(domainError("INVALID_LOCALE", ["locale"], { locale: shown(text) }));
  }
  return locale;
}

function checkMetadata(items: readonly Metadata[], checks: InputChecks): readonly Metadata[] {
  if (items.length > listLengthMax.metadata) {
    checks.note(domainError("TOO_MANY_ITEMS", ["metadata"], { max: listLengthMax.metadata }));
    return [];
  }
  const seen = new Set<string>();
  return items.map(({ key, value }, index) => {
    const path = ["metadata", String(index)];
    checks.note(checkText(key, [...path, "key"], textLengthMax.metadataKey, 1));
    checks.note(checkText(value, [...path, "value"], textLengthMax.metadataValue));
    if (seen.has(key)) {
      checks.note(domainError("DUPLICATE_ITEM", [...path, "key"], { item: shown(key) }));
    }
    seen.add(key);
    return { key, value };
  });
}

function optionalText(
  value: Maybe<string>,
  field: string,
  max: number,
  checks: InputChecks,
): string | null {
  if (value === null || value === undefined) {
    return null;
  }
  checks.note(checkText(value, [field], max, 1));
  return value;
}

function checkIp(text: string | null, checks: InputChecks): string | null {
  // A zone ("fe80::1%eth0") means something on one machine only.
  if (text !== null && (isIP(text) === 0 || text.includes("%"))) {
    checks.note(domainError("INVALID_IP", ["endUserIp"]));
  }
  return text;
}

function checkCost(amount: string | null, checks: InputChecks): bigint | null {
  if (amount === null) {
    return null;
  }
  const micros = parsePositiveMicros(amount);
  if (micros === null) {
    checks.note(domainError("INVALID_MONEY", ["maxCost"], { min: "0.000001" }));
  }
  return micros;
}
