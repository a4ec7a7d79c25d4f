import type { CodeLook } from "./code-in.js";
import type { Ending } from "./otp-state.js";

/** The few words that an end user reads, in one language. */
export interface Texts {
  readonly channel: (channel: string) => string;
  readonly preparing: string;
  readonly sending: (channel: string) => string;
  readonly sent: (channel: string) => string;
  readonly delivered: (channel: string) => string;
  readonly failed: string;
  readonly to: (recipient: string) => string;
  readonly nextIn: (channel: string, seconds: number) => string;
  readonly nextNow: (channel: string) => string;
  readonly nextIs: (channel: string) => string;
  readonly label: (look: CodeLook | null) => string;
  readonly check: string;
  readonly checking: string;
  readonly resend: string;
  readonly resending: string;
  readonly resendIn: (seconds: number) => string;
  readonly wrong: (left: number | null) => string;
  readonly waitFor: (seconds: number) => string;
  readonly offline: string;
  readonly notSent: string;
  readonly startAgain: string;
  readonly endings: Readonly<Record<Ending, string>>;
}

const english: Texts = {
  channel: (channel) => namesOf(channel, "e-mail", "phone call", "missed call"),
  preparing: "Getting your code ready …",
  sending: (channel) => `Sending your code by ${channel} …`,
  sent: (channel) => `Your code is on its way by ${channel}.`,
  delivered: (channel) => `Your code has arrived by ${channel}.`,
  failed: "The code did not reach you.",
  to: (recipient) => `To ${recipient}`,
  nextIn: (channel, seconds) => `Not there? We also try ${channel} in ${seconds} s.`,
  nextNow: (channel) => `Now trying ${channel} …`,
  nextIs: (channel) => `If it does not arrive, ${channel} is next.`,
  label: (look) =>
    look === null
      ? "Enter the code"
      : `Enter the code of ${look.length} ${look.isDigits ? "digits" : "letters and digits"}`,
  check: "Continue",
  checking: "Checking …",
  resend: "Send the code again",
  resending: "Sending again …",
  resendIn: (seconds) => `Send the code again in ${clock(seconds)}`,
  wrong: (left) =>
    left === null
      ? "That is not the code."
      : `That is not the code. ${left} ${left === 1 ? "try" : "tries"} left.`,
  waitFor: (seconds) => `A little too fast. Wait ${seconds} s.`,
  offline: "No connection. Trying again …",
  notSent: "No connection: nothing was sent. Try again.",
  startAgain: "Go back and ask for a new one.",
  endings: {
    VERIFIED: "Verified",
    EXPIRED: "This code has expired.",
    CHECKS_EXHAUSTED: "Too many wrong codes.",
    CANCELED: "This code was called off.",
    BLOCKED: "No code could be sent.",
    TOKEN_INVALID: "This page is no longer valid.",
  },
};

const indonesian: Texts = {
  channel: (channel) => namesOf(channel, "surel", "panggilan telepon", "panggilan tak terjawab"),
  preparing: "Menyiapkan kode Anda …",
  sending: (channel) => `Mengirim kode lewat ${channel} …`,
  sent: (channel) => `Kode sedang dikirim lewat ${channel}.`,
  delivered: (channel) => `Kode sudah sampai lewat ${channel}.`,
  failed: "Kode tidak sampai kepada Anda.",
  to: (recipient) => `Ke ${recipient}`,
  nextIn: (channel, seconds) => `Belum sampai? Kami coba ${channel} dalam ${seconds} dtk.`,
  nextNow: (channel) => `Sekarang mencoba ${channel} …`,
  nextIs: (channel) => `Jika tidak sampai, berikutnya ${channel}.`,
  label: (look) =>
    look === null
      ? "Masukkan kode"
      : `Masukkan kode ${look.length} ${look.isDigits ? "angka" : "huruf dan angka"}`,
  check: "Lanjut",
  checking: "Memeriksa …",
  resend: "Kirim ulang kode",
  resending: "Mengirim ulang …",
  resendIn: (seconds) => `Kirim ulang kode dalam ${clock(seconds)}`,
  wrong: (left) => (left === null ? "Kode salah." : `Kode salah. Sisa ${left} percobaan.`),
  waitFor: (seconds) => `Terlalu cepat. Tunggu ${seconds} dtk.`,
  offline: "Tidak ada koneksi. Mencoba lagi …",
  notSent: "Tidak ada koneksi: belum terkirim. Coba lagi.",
  startAgain: "Kembali dan minta kode baru.",
  endings: {
    VERIFIED: "Terverifikasi",
    EXPIRED: "Kode ini sudah kedaluwarsa.",
    CHECKS_EXHAUSTED: "Terlalu banyak kode salah.",
    CANCELED: "Kode ini dibatalkan.",
    BLOCKED: "Kode tidak dapat dikirim.",
    TOKEN_INVALID: "Halaman ini sudah tidak berlaku.",
  },
};

/** The language of a tag like id-ID; English for all that we do not speak. */
export function textsIn(locale: string): Texts {
  return /^(id|in)\b/i.test(locale) ? indonesian : english;
}

function namesOf(channel: string, email: string, voice: string, missed: string): string {
  switch (channel) {
    case "WHATSAPP":
      return "WhatsApp";
    case "TELEGRAM":
      return "Telegram";
    case "VIBER":
      return "Viber";
    case "EMAIL":
      return email;
    case "VOICE":
      return voice;
    case "MISSED_CALL":
      return missed;
    default:
      return channel;
  }
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
