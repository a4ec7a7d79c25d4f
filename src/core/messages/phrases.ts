import { englishCheckPhrases, indonesianCheckPhrases } from "./check-phrases.js";
import { englishInvoicePhrases, indonesianInvoicePhrases } from "./invoice-phrases.js";
import { englishMappingPhrases, indonesianMappingPhrases } from "./mapping-phrases.js";
import { budgetWords } from "./reason-words.js";
import { englishSheetPhrases, indonesianSheetPhrases } from "./sheet-phrases.js";

const english = {
  ...englishCheckPhrases,
  ...englishInvoicePhrases,
  ...englishMappingPhrases,
  ...englishSheetPhrases,
  // Problems of a message template
  templateEmpty: "the text is empty.",
  templateWithoutCode: "the text has no {code}, so nobody would get the code.",
  templateUnknownPlaceholder: "only {code}, {brand} and {minutes} may stand in braces.",
  templateTooLong: "the text is longer than 1000 characters, or the subject than 150.",
  templateControlCharacters: "the text holds control characters.",
  templateNothing: "give body, vendorTemplateName or both.",
  templateNoText: "a missed call carries no text.",
  templateSubject: "only e-mails have a subject, of one line.",
  autofillHash: "an app's hash is 11 characters: letters, digits, + and /.",
  autofillDomain: "give a host name such as example.com, without https://, port and path.",
  autofillBoth:
    "give smsAppHash or smsDomain, not both: each has to be the message's last line, so that a " +
    "device looking for the other would not find it.",
  // Why a time cannot be used
  timeInFuture: "it lies in the future.",
  timeBeforeSend: "it lies before the send.",
  timeInPast: "rates of the past are history; give now or a time ahead.",
  timeTaken: "a rate of this very moment is in use already; set it again.",
  // Why a credential cannot be used
  credentialShape: "it has not the form that the vendor gives it, such as {example}.",
  // Why a sender cannot be used
  senderChannel: "the account is not connected for this channel.",
  senderEmail: "give an e-mail address.",
  senderName: "give a number, a name of 3 to 11 letters and digits, or the id of a sender pool.",
  senderNumber: "give a number with its country code.",
  // Why a file cannot be put
  uploadTooLarge: "the file is longer than {max} MiB, which is the most that is taken.",
  uploadEmpty: "the file is empty: send its bytes as the body.",
  uploadForm: "send the file itself as the body, not a form or a compressed body.",
  uploadsFull: "the files that you have put and that have not expired take all of your {max} MiB",
  uploadsMany: "you have {max} files here that have not expired",
  // Why an export failed
  exportFault: "It could not be made, by a fault of ours. Ask for it again.",
  exportTooLarge: "It would be longer than 20 GiB. Ask for a shorter range.",
  // What a code may be made of
  digits: "digits",
  lettersAndDigits: "letters A–Z and digits",
};

/** A phrase that stands inside a message. */
export type PhraseKey = keyof typeof english;

/** A phrase with the facts that it names in braces. */
export interface PhraseFact {
  readonly phrase: PhraseKey;
  readonly params?: Readonly<Record<string, string | number>>;
}

/**
 * A phrase in words; braces that name no fact stay as they are. `budget` is a budget's scope and
 * period, and is said in words, too.
 */
export function phraseWords({ phrase, params }: PhraseFact, locale: "en" | "id"): string {
  return phrases[locale][phrase].replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const fact = String(params?.[name] ?? placeholder);
    return name === "budget" ? budgetWords(fact, null, locale) : fact;
  });
}

/** Parts of messages, by language. */
export const phrases: Readonly<Record<"en" | "id", Readonly<Record<PhraseKey, string>>>> = {
  en: english,
  id: {
    ...indonesianCheckPhrases,
    ...indonesianInvoicePhrases,
    ...indonesianMappingPhrases,
    ...indonesianSheetPhrases,
    templateEmpty: "teksnya kosong.",
    templateWithoutCode: "teksnya tidak memuat {code}, jadi tidak ada yang menerima kodenya.",
    templateUnknownPlaceholder: "hanya {code}, {brand} dan {minutes} yang boleh ada dalam kurung.",
    templateTooLong: "teksnya lebih dari 1000 karakter, atau judulnya lebih dari 150.",
    templateControlCharacters: "teksnya berisi karakter kendali.",
    templateNothing: "beri body, vendorTemplateName, atau keduanya.",
    templateNoText: "panggilan tak terjawab tidak membawa teks.",
    templateSubject: "hanya e-mail yang punya judul, satu baris.",
    autofillHash: "hash aplikasi terdiri dari 11 karakter: huruf, angka, + dan /.",
    autofillDomain: "beri nama host seperti example.com, tanpa https://, port, dan path.",
    autofillBoth:
      "beri smsAppHash atau smsDomain, jangan keduanya: masing-masing harus menjadi baris " +
      "terakhir pesan, jadi perangkat yang mencari yang lain tidak akan menemukannya.",
    timeInFuture: "waktunya di masa depan.",
    timeBeforeSend: "waktunya sebelum pengiriman.",
    timeInPast: "kurs masa lalu adalah sejarah; beri sekarang atau waktu yang akan datang.",
    timeTaken: "kurs untuk saat ini sudah terpakai; coba lagi.",
    credentialShape: "bentuknya bukan yang diberikan vendor, misalnya {example}.",
    senderChannel: "akun ini tidak terhubung untuk saluran tersebut.",
    senderEmail: "beri alamat e-mail.",
    senderName: "beri nomor, nama dari 3 sampai 11 huruf dan angka, atau id kumpulan pengirim.",
    senderNumber: "beri nomor dengan kode negaranya.",
    uploadTooLarge: "berkasnya lebih dari {max} MiB, batas yang diterima.",
    uploadEmpty: "berkasnya kosong: kirim isinya sebagai body.",
    uploadForm: "kirim berkasnya sendiri sebagai body, bukan formulir atau body terkompresi.",
    uploadsFull: "berkas Anda yang belum kedaluwarsa sudah memakai seluruh {max} MiB Anda",
    uploadsMany: "ada {max} berkas Anda di sini yang belum kedaluwarsa",
    exportFault: "Ekspor gagal dibuat karena kesalahan kami. Minta sekali lagi.",
    exportTooLarge: "Ekspor akan lebih dari 20 GiB. Minta rentang yang lebih pendek.",
    digits: "angka",
    lettersAndDigits: "huruf A–Z dan angka",
  },
};
