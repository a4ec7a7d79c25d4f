import type { MessageLocale } from "../errors.js";
import { type PhraseKey, phrases } from "../messages/phrases.js";
import type { PlanProblemCode } from "./problem-code.js";

type Texts = Readonly<Record<PlanProblemCode, string>>;

const english: Texts = {
  NO_OFFER: "Step {step}: no vendor of the step offers {channel} in {place}. Add one that does.",
  DEARER_THAN_CAP:
    "Step {step}: the cheapest attempt in {place} costs {price}, more than maxCostPerSend " +
    "({cap}). It would never start.",
  WAIT_LONGER_THAN_CODE:
    "Step {step} waits {waitSec} s, longer than the code is good for ({ttlSec} s). Shorten " +
    "the wait.",
  TEMPLATE_WITHOUT_CODE: "A message for {channel} ({locale}) does not hold {code}. Add it.",
  TEMPLATE_INVALID: "A message for {channel} ({locale}) cannot be used: {problem}",
  TEMPLATE_MISSING:
    "You have messages for {channel}, but none in {locale}, your own language: our standard " +
    "text goes out there.",
  SENDER_MISSING:
    "Step {step}: {vendor} needs a sender for {channel} in {place}. Set one on the account.",
  VENDOR_TEMPLATE_MISSING:
    "Step {step}: {vendor} sends {channel} by approved templates only. Add a message for " +
    "{channel} with vendorTemplateName.",
  ACCOUNT_DISCONNECTED:
    "Step {step}: the account at {vendor} is disconnected. Connect it again or take it out.",
  VENDOR_PAUSED: "Step {step}: {vendor} is paused for {channel} in {place}.",
  WAIT_FOR_UNSUPPORTED:
    "Step {step} waits for {waitFor}, which {vendor} never reports: every wait there runs to " +
    "its end.",
  NO_EXCHANGE_RATE:
    "Step {step}: {vendor} bills in a currency without an exchange rate to yours. It will be " +
    "passed over.",
  UNREACHABLE_STEP:
    "Step {step} is never reached: the steps before it use up all {maxAttempts} attempts, or " +
    "it serves no country of the plan.",
  DEADLINE_TOO_SHORT:
    "Step {step} may come too late: the waits before it add up to {waitSec} s and deadlineSec " +
    "is {deadlineSec}.",
  WEIGHTS_SUM_TO_ZERO: "Step {step}: all weights are 0, so no vendor would ever be drawn.",
  COUNTRY_NOT_SERVED: "The plan does not serve {country}: what is sent there is refused.",
};

const indonesian: Texts = {
  NO_OFFER:
    "Langkah {step}: tidak ada vendor pada langkah ini yang menawarkan {channel} di {place}. " +
    "Tambahkan yang menawarkannya.",
  DEARER_THAN_CAP:
    "Langkah {step}: percobaan termurah di {place} berharga {price}, melebihi maxCostPerSend " +
    "({cap}). Tidak akan pernah dimulai.",
  WAIT_LONGER_THAN_CODE:
    "Langkah {step} menunggu {waitSec} detik, lebih lama daripada masa berlaku kode ({ttlSec} " +
    "detik). Persingkat.",
  TEMPLATE_WITHOUT_CODE: "Pesan untuk {channel} ({locale}) tidak memuat {code}. Tambahkan.",
  TEMPLATE_INVALID: "Pesan untuk {channel} ({locale}) tidak dapat dipakai: {problem}",
  TEMPLATE_MISSING:
    "Ada pesan untuk {channel}, tetapi tidak dalam {locale}, bahasa Anda: teks standar kami " +
    "yang dikirim.",
  SENDER_MISSING:
    "Langkah {step}: {vendor} memerlukan pengirim untuk {channel} di {place}. Isi pada akunnya.",
  VENDOR_TEMPLATE_MISSING:
    "Langkah {step}: {vendor} mengirim {channel} hanya dengan templat yang disetujui. Tambahkan " +
    "pesan untuk {channel} dengan vendorTemplateName.",
  ACCOUNT_DISCONNECTED:
    "Langkah {step}: akun di {vendor} terputus. Hubungkan lagi atau keluarkan dari langkah.",
  VENDOR_PAUSED: "Langkah {step}: {vendor} dijeda untuk {channel} di {place}.",
  WAIT_FOR_UNSUPPORTED:
    "Langkah {step} menunggu {waitFor}, yang tidak pernah dilaporkan {vendor}: setiap " +
    "penantian berjalan sampai habis.",
  NO_EXCHANGE_RATE:
    "Langkah {step}: {vendor} menagih dalam mata uang tanpa kurs ke mata uang Anda. Vendor " +
    "ini akan dilewati.",
  UNREACHABLE_STEP:
    "Langkah {step} tidak pernah dicapai: langkah sebelumnya menghabiskan semua {maxAttempts} " +
    "percobaan, atau tidak melayani negara mana pun dalam rencana.",
  DEADLINE_TOO_SHORT:
    "Langkah {step} mungkin terlambat: penantian sebelumnya berjumlah {waitSec} detik dan " +
    "deadlineSec {deadlineSec}.",
  WEIGHTS_SUM_TO_ZERO: "Langkah {step}: semua bobot 0, jadi tidak ada vendor yang akan terpilih.",
  COUNTRY_NOT_SERVED: "Rencana ini tidak melayani {country}: kiriman ke sana ditolak.",
};

const everywhere: Readonly<Record<MessageLocale, string>> = {
  en: "any country",
  id: "negara mana pun",
};

/** The sentence for a problem; facts that it lacks stay in braces, as `{code}` is meant to. */
export function problemSentence(
  code: PlanProblemCode,
  facts: Readonly<Record<string, string | number | null>>,
  problem: PhraseKey | null,
  locale: MessageLocale,
): string {
  const text = (locale === "id" ? indonesian : english)[code];
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    if (name === "problem" && problem !== null) {
      return phrases[locale][problem];
    }
    if (name === "place") {
      return String(facts["country"] ?? everywhere[locale]);
    }
    return String(facts[name] ?? placeholder);
  });
}
