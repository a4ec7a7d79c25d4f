import type { MessageLocale } from "../errors.js";
import { budgetWords, statusWords, stepSkipWords } from "./reason-words.js";

/**
 * What each event says to people. {channel} and {vendor} come from the event's attempt; {why} is ":
 * " and the reason where the event carries one, else nothing.
 */
export const eventTexts = {
  en: {
    SEND_QUEUED: "The send was accepted and its first attempt is queued.",
    SEND_BLOCKED: "The send was blocked before any attempt{why}.",
    SEND_SENT: "A vendor took the message.",
    ATTEMPT_SUBMITTED: "{vendor} took the {channel} message.",
    ATTEMPT_REJECTED: "{vendor} refused the {channel} message{why}.",
    ATTEMPT_UNKNOWN: "{vendor} gave no clear answer; the {channel} message may have been sent.",
    ATTEMPT_DELIVERED: "The {channel} message by {vendor} was delivered.",
    ATTEMPT_READ: "The {channel} message by {vendor} was read.",
    ATTEMPT_UNDELIVERED: "{vendor} reports the {channel} message as not delivered{why}.",
    ATTEMPT_TIMED_OUT: "The wait for {vendor} on {channel} ended without a result.",
    ATTEMPT_CANCELED: "The {channel} attempt at {vendor} was cancelled.",
    STEP_SKIPPED: "A step was skipped{why}.",
    VENDOR_SWITCHED: "Switched to {vendor} on the same channel, {channel}.",
    CHANNEL_FAILED_OVER: "Failed over to {channel}, through {vendor}.",
    BUDGET_REFUSED_ATTEMPT: "An attempt did not start, because a budget has no room for it{why}.",
    RECEIPT_CONFLICT: "A receipt of {vendor} contradicts what was known; the stronger one stands.",
    RESEND_REQUESTED: "The code was asked for again.",
    SEND_DELIVERED: "The code was delivered.",
    SEND_READ: "The message with the code was read.",
    SEND_FAILED: "The send failed{why}.",
    SEND_CANCELED: "The send was cancelled{why}.",
    CODE_CHECK_FAILED: "A wrong code was typed in.",
    CHECKS_EXHAUSTED: "Too many wrong codes were typed in; the code no longer counts.",
    SEND_VERIFIED: "The right code was typed in.",
    CODE_EXPIRED: "The code expired before it was typed in.",
    COST_CHANGED: "The cost of the send changed.",
  },
  id: {
    SEND_QUEUED: "Pengiriman diterima dan percobaan pertamanya menunggu giliran.",
    SEND_BLOCKED: "Pengiriman diblokir sebelum percobaan pertama{why}.",
    SEND_SENT: "Sebuah vendor menerima pesan.",
    ATTEMPT_SUBMITTED: "{vendor} menerima pesan {channel}.",
    ATTEMPT_REJECTED: "{vendor} menolak pesan {channel}{why}.",
    ATTEMPT_UNKNOWN: "{vendor} tidak memberi jawaban jelas; pesan {channel} mungkin terkirim.",
    ATTEMPT_DELIVERED: "Pesan {channel} lewat {vendor} sampai.",
    ATTEMPT_READ: "Pesan {channel} lewat {vendor} dibaca.",
    ATTEMPT_UNDELIVERED: "{vendor} melaporkan pesan {channel} tidak sampai{why}.",
    ATTEMPT_TIMED_OUT: "Waktu tunggu untuk {vendor} di {channel} habis tanpa hasil.",
    ATTEMPT_CANCELED: "Percobaan {channel} di {vendor} dibatalkan.",
    STEP_SKIPPED: "Sebuah langkah dilewati{why}.",
    VENDOR_SWITCHED: "Beralih ke {vendor} di saluran yang sama, {channel}.",
    CHANNEL_FAILED_OVER: "Beralih ke saluran {channel}, lewat {vendor}.",
    BUDGET_REFUSED_ATTEMPT: "Sebuah percobaan tidak dimulai karena anggaran tidak cukup{why}.",
    RECEIPT_CONFLICT:
      "Laporan {vendor} bertentangan dengan yang diketahui; yang lebih kuat berlaku.",
    RESEND_REQUESTED: "Kode diminta lagi.",
    SEND_DELIVERED: "Kode sampai.",
    SEND_READ: "Pesan berisi kode dibaca.",
    SEND_FAILED: "Pengiriman gagal{why}.",
    SEND_CANCELED: "Pengiriman dibatalkan{why}.",
    CODE_CHECK_FAILED: "Kode yang salah dimasukkan.",
    CHECKS_EXHAUSTED: "Terlalu banyak kode salah dimasukkan; kode tidak berlaku lagi.",
    SEND_VERIFIED: "Kode yang benar dimasukkan.",
    CODE_EXPIRED: "Kode kedaluwarsa sebelum dimasukkan.",
    COST_CHANGED: "Biaya pengiriman berubah.",
  },
} as const satisfies Readonly<Record<MessageLocale, Readonly<Record<string, string>>>>;

/** The facts that an event's sentence may name; null = not known. */
export interface EventTextFacts {
  readonly channel: string | null;
  readonly vendor: string | null;
  /** Of the recipient. */
  readonly country: string | null;
  /** As stored: a code, or several joined by ", ". */
  readonly reason: string | null;
  /** The budget that had no room, as stored. */
  readonly budget: string | null;
}

/** An event's sentence for people. */
export function eventText(
  type: keyof typeof eventTexts.en,
  facts: EventTextFacts,
  locale: MessageLocale,
): string {
  const { channel, vendor } = facts;
  const reason = reasonWords(type, facts, locale);
  const why = reason === null ? "" : `: ${reason}`;
  return eventTexts[locale][type]
    .replace("{channel}", () => channel ?? "—")
    .replace("{vendor}", () => vendor ?? "—")
    .replace("{why}", () => why);
}

function reasonWords(
  type: keyof typeof eventTexts.en,
  { channel, country, reason, budget }: EventTextFacts,
  locale: MessageLocale,
): string | null {
  if (reason === null) {
    return budget === null ? null : budgetWords(budget, null, locale);
  }
  return type === "STEP_SKIPPED"
    ? stepSkipWords(reason, { channel, country }, locale)
    : statusWords(reason, budget, locale);
}
