import { budgetWords } from "./messages/reason-words.js";
import { formatMicros } from "./money.js";
import type { Channel } from "./otp/status.js";

/** Every kind. */
export const alertKinds = [
  "BUDGET_THRESHOLD",
  "BUDGET_EXHAUSTED",
  "VENDOR_DOWN",
  "VENDOR_DEGRADED",
  "DELIVERY_RATE_LOW",
  "LATENCY_HIGH",
  "FRAUD_SUSPECTED",
  "VENDOR_ACCOUNT",
  "PRICE_CHANGE",
  "WEBHOOK_FAILING",
] as const;
/** What an alert is about. */
export type AlertKind = (typeof alertKinds)[number];

/** Every severity. */
export const alertSeverities = ["INFO", "WARNING", "CRITICAL"] as const;
/** How urgent an alert is. */
export type AlertSeverity = (typeof alertSeverities)[number];

/** The tenant id of alerts that concern the marketplace itself; operators read them. */
export const marketplaceTenantId = "00000000-0000-0000-0000-000000000000";

/** What a budget covers, for people: scope and, by scope, the plan's key or the country. */
interface BudgetFacts {
  readonly scope: "TENANT" | "PLAN" | "COUNTRY";
  readonly of: string | null;
  readonly period: "DAY" | "MONTH" | "TOTAL";
  readonly currency: string;
  /** Micro-units as decimal text, because the detail is stored as JSON. */
  readonly limitMicros: string;
  readonly spentMicros: string;
}

/**
 * Why an account needs its owner: the vendor refused it, its content, or answered with a code that
 * no table knows. vendorCode null = the vendor gave none.
 */
interface VendorAccountFacts {
  readonly vendor: string;
  readonly accountLabel: string;
  readonly reason: "REFUSED" | "CONTENT" | "UNMAPPED_CODE" | "CHECK_FAILED";
  readonly vendorCode: string | null;
}

/** country null = a channel without countries. */
interface VendorDownFacts {
  readonly vendor: string;
  readonly channel: Channel;
  readonly country: string | null;
  readonly failures: number;
}

/**
 * What becomes of a vendor's prices at one moment, as far as a tenant's plans can meet them.
 *
 * @property low            the greatest fall (or least rise) as a fraction of the price before:
 *   -0.08 = 8 % less; null = none stays in its currency
 * @property high           the greatest rise, likewise
 * @property inOtherCurrency how many are in another currency than before
 * @property billedOtherwise how many are charged at another moment than before
 */
interface PriceChangeFacts {
  readonly vendor: string;
  readonly channels: readonly Channel[];
  /** RFC 3339, UTC. */
  readonly effectiveAt: string;
  readonly prices: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly inOtherCurrency: number;
  readonly billedOtherwise: number;
}

/**
 * The facts of an alert by kind: no codes, no recipients, no secrets; amounts as micro-units in
 * text.
 */
export type AlertFacts =
  | ({ readonly kind: "BUDGET_THRESHOLD"; readonly fraction: number } & BudgetFacts)
  | ({ readonly kind: "BUDGET_EXHAUSTED" } & BudgetFacts)
  | ({ readonly kind: "VENDOR_ACCOUNT" } & VendorAccountFacts)
  | ({ readonly kind: "VENDOR_DOWN" } & VendorDownFacts)
  | ({ readonly kind: "PRICE_CHANGE" } & PriceChangeFacts);

/** An alert to raise. It is stored once per (tenantId, cause); ids are uuids. */
export interface Alert {
  readonly tenantId: string;
  readonly id: string;
  readonly severity: AlertSeverity;
  readonly cause: string;
  readonly facts: AlertFacts;
  readonly vendorId: string | null;
  readonly planId: string | null;
  readonly budgetId: string | null;
  readonly raisedAt: Date;
  /** When its cause ends by itself, as a budget's period does; null = nobody knows. */
  readonly endsAt: Date | null;
}

/** The cause of a budget alert: once per budget period, and for thresholds once per fraction. */
export function budgetCause(
  kind: "BUDGET_THRESHOLD" | "BUDGET_EXHAUSTED",
  budgetPeriodId: string,
  fraction?: number,
): string {
  return [kind, budgetPeriodId, ...(fraction === undefined ? [] : [String(fraction)])].join(":");
}

/** The cause of an account alert: once per account, reason, vendor code and UTC day. */
export function vendorAccountCause(
  accountId: string,
  reason: VendorAccountFacts["reason"],
  vendorCode: string | null,
  at: Date,
): string {
  return `${vendorAccountCausePrefix(accountId, reason)}${vendorCode ?? ""}:${utcDay(at)}`;
}

/** What the causes of all alerts of one account and reason begin with. */
export function vendorAccountCausePrefix(
  accountId: string,
  reason: VendorAccountFacts["reason"],
): string {
  return `VENDOR_ACCOUNT:${accountId}:${reason}:`;
}

/**
 * The cause of an outage alert: once per opening of a breaker.
 *
 * @param country null = a channel without countries
 * @param openedAt when the breaker opened; probes that fail in between keep it
 */
export function vendorDownCause(
  accountId: string,
  channel: Channel,
  country: string | null,
  openedAt: Date,
): string {
  return ["VENDOR_DOWN", accountId, channel, country ?? "", openedAt.toISOString()].join(":");
}

/** The cause of a price alert: once per vendor and moment at which its prices change. */
export function priceChangeCause(vendorId: string, effectiveAt: Date): string {
  return ["PRICE_CHANGE", vendorId, effectiveAt.toISOString()].join(":");
}

/** How urgent an alert is: money or messages stop now = CRITICAL. */
export function severityOf(facts: AlertFacts): AlertSeverity {
  switch (facts.kind) {
    case "BUDGET_THRESHOLD":
      return facts.fraction >= 1 ? "CRITICAL" : "WARNING";
    case "BUDGET_EXHAUSTED":
      return "CRITICAL";
    case "VENDOR_ACCOUNT":
      return facts.reason === "REFUSED" ? "CRITICAL" : "WARNING";
    case "VENDOR_DOWN":
      return "CRITICAL";
    case "PRICE_CHANGE":
      return isDearer(facts) ? "WARNING" : "INFO";
  }
}

/** The sentence for people, made when it is read, so that it follows the reader's language. */
export function alertMessage(facts: AlertFacts, locale: "en" | "id"): string {
  return locale === "id" ? indonesian(facts) : english(facts);
}

function english(facts: AlertFacts): string {
  switch (facts.kind) {
    case "BUDGET_THRESHOLD":
      return (
        `${budgetName(facts, "en")} has used ${percent(facts.fraction)} of its limit: ` +
        `${spending(facts)}.`
      );
    case "BUDGET_EXHAUSTED":
      return (
        `${budgetName(facts, "en")} has no room for another attempt: ${spending(facts)}. ` +
        (facts.period === "TOTAL"
          ? "Raise its limit."
          : "Raise its limit, or wait until it resets.")
      );
    case "VENDOR_ACCOUNT":
      return (
        `The account “${facts.accountLabel}” at ${facts.vendor} ` +
        `${englishReasons[facts.reason]}${code(facts.vendorCode, "code")}.`
      );
    case "VENDOR_DOWN":
      return (
        `${facts.vendor} is not answering on ${place(facts)}: ` +
        `${facts.failures} failures in a row. ` +
        "Attempts go to other vendors until it recovers."
      );
    case "PRICE_CHANGE":
      return (
        `${facts.vendor} changes ${facts.prices} ${facts.prices === 1 ? "price" : "prices"} on ` +
        `${facts.channels.join(", ")} at ${minute(facts.effectiveAt)}: ` +
        `${priceWords(facts, englishPrices)}. The cost outlook says what that means for you.`
      );
  }
}

const englishReasons: Readonly<Record<VendorAccountFacts["reason"], string>> = {
  REFUSED: "was refused; check its credentials and its balance",
  CONTENT: "had a message refused because of its content; check the template",
  UNMAPPED_CODE: "got an answer that is not known yet; it counts as an unknown outcome",
  CHECK_FAILED: "failed its connection test; check its credentials",
};

function indonesian(facts: AlertFacts): string {
  switch (facts.kind) {
    case "BUDGET_THRESHOLD":
      return (
        `${budgetName(facts, "id")} sudah terpakai ${percent(facts.fraction)} dari batasnya: ` +
        `${spending(facts)}.`
      );
    case "BUDGET_EXHAUSTED":
      return (
        `${budgetName(facts, "id")} tidak cukup untuk satu percobaan lagi: ${spending(facts)}. ` +
        (facts.period === "TOTAL"
          ? "Naikkan batasnya."
          : "Naikkan batasnya, atau tunggu sampai periode berikutnya.")
      );
    case "VENDOR_ACCOUNT":
      return (
        `Akun “${facts.accountLabel}” di ${facts.vendor} ` +
        `${indonesianReasons[facts.reason]}${code(facts.vendorCode, "kode")}.`
      );
    case "VENDOR_DOWN":
      return (
        `${facts.vendor} tidak menjawab di ${place(facts)}: ` +
        `${facts.failures} kegagalan berturut-turut. ` +
        "Percobaan dialihkan ke vendor lain sampai pulih."
      );
    case "PRICE_CHANGE":
      return (
        `${facts.vendor} mengubah ${facts.prices} harga di ${facts.channels.join(", ")} pada ` +
        `${minute(facts.effectiveAt)}: ${priceWords(facts, indonesianPrices)}. ` +
        "Prakiraan biaya menunjukkan dampaknya bagi Anda."
      );
  }
}

const indonesianReasons: Readonly<Record<VendorAccountFacts["reason"], string>> = {
  REFUSED: "ditolak; periksa kredensial dan saldonya",
  CONTENT: "mendapat penolakan karena isi pesan; periksa templatnya",
  UNMAPPED_CODE: "mendapat jawaban yang belum dikenal; hasilnya dianggap tidak diketahui",
  CHECK_FAILED: "gagal dalam uji sambungan; periksa kredensialnya",
};

interface PriceWords {
  readonly lower: (size: string) => string;
  readonly higher: (size: string) => string;
  readonly to: string;
  readonly inOtherCurrency: (count: number) => string;
  readonly billedOtherwise: (count: number) => string;
}

const englishPrices: PriceWords = {
  lower: (size) => `${size} lower`,
  higher: (size) => `${size} higher`,
  to: "to",
  inOtherCurrency: (count) => `${count} in another currency`,
  billedOtherwise: (count) => `${count} billed at another moment`,
};

const indonesianPrices: PriceWords = {
  lower: (size) => `turun ${size}`,
  higher: (size) => `naik ${size}`,
  to: "sampai",
  inOtherCurrency: (count) => `${count} dalam mata uang lain`,
  billedOtherwise: (count) => `${count} ditagih pada saat lain`,
};

function priceWords(facts: PriceChangeFacts, words: PriceWords): string {
  const { low, high, inOtherCurrency, billedOtherwise } = facts;
  const size = (change: number): string =>
    change < 0 ? words.lower(percent(-change)) : words.higher(percent(change));
  const range = low === null || high === null ? [] : [...new Set([size(low), size(high)])];
  return [
    ...(low === 0 && high === 0 ? [] : range.slice(0, 1).map(() => range.join(` ${words.to} `))),
    ...(inOtherCurrency > 0 ? [words.inOtherCurrency(inOtherCurrency)] : []),
    ...(billedOtherwise > 0 ? [words.billedOtherwise(billedOtherwise)] : []),
  ].join(", ");
}

function isDearer({ high, inOtherCurrency, billedOtherwise }: PriceChangeFacts): boolean {
  return (high ?? 0) > 0 || inOtherCurrency > 0 || billedOtherwise > 0;
}

/** "2026-12-01 00:00 UTC" */
function minute(moment: string): string {
  return `${moment.slice(0, 10)} ${moment.slice(11, 16)} UTC`;
}

function budgetName(facts: BudgetFacts, locale: "en" | "id"): string {
  const words = budgetWords(`${facts.scope} ${facts.period}`, facts.of, locale);
  return locale === "en" ? `The ${words}` : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function spending(facts: BudgetFacts): string {
  const spent = formatMicros(BigInt(facts.spentMicros));
  return `${spent} / ${formatMicros(BigInt(facts.limitMicros))} ${facts.currency}`;
}

function place(facts: VendorDownFacts): string {
  return facts.country === null ? facts.channel : `${facts.channel} ${facts.country}`;
}

function percent(fraction: number): string {
  return `${Number((fraction * 100).toFixed(2))} %`;
}

function code(vendorCode: string | null, word: string): string {
  return vendorCode === null ? "" : ` (${word} ${vendorCode})`;
}

function utcDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}
