import type { ReplayRefusal } from "./replay-log.js";

/** Why a replay is not answered, and what would make an answer possible, for people. */
export function replayRefusalWords(refusal: ReplayRefusal, locale: "en" | "id"): string {
  return locale === "id" ? indonesian(refusal) : english(refusal);
}

const needed = 50;

function english(refusal: ReplayRefusal): string {
  switch (refusal.reason) {
    case "NO_SENDS":
      return "No send of this range went to a country of the plan. Choose a range with traffic.";
    case "NO_ROUTE":
      return `No step of the plan reaches ${place(refusal)}. Add a vendor that offers it.`;
    case "LITTLE_EVIDENCE":
      return (
        `Too little evidence: as attempt ${refusal.place} in ${place(refusal)}, ${refusal.route} ` +
        `was tried as good as ${Math.floor(refusal.effective)} times; ${needed} are needed. ` +
        `About ${missing(refusal)} more attempts there would do: give it a part of the traffic ` +
        "(strategy WEIGHTED), or ask for a later range."
      );
    case "UNTRUSTED_RECEIPTS":
      return (
        `The receipts of ${refusal.route} in ${place(refusal)} are not borne out by codes typed ` +
        `in (trust ${refusal.trust.toFixed(2)}, 0.70 is needed), so that nobody can say what ` +
        "beginning with it would have come to. Begin the plan with another vendor."
      );
  }
}

function indonesian(refusal: ReplayRefusal): string {
  switch (refusal.reason) {
    case "NO_SENDS":
      return (
        "Tidak ada pengiriman dalam rentang ini ke negara yang dilayani rencana. Pilih rentang " +
        "yang berisi lalu lintas."
      );
    case "NO_ROUTE":
      return (
        `Tidak ada langkah rencana yang menjangkau ${place(refusal)}. Tambahkan vendor yang ` +
        "menawarkannya."
      );
    case "LITTLE_EVIDENCE":
      return (
        `Bukti terlalu sedikit: sebagai percobaan ke-${refusal.place} di ${place(refusal)}, ` +
        `${refusal.route} setara dicoba ${Math.floor(refusal.effective)} kali; perlu ${needed}. ` +
        `Sekitar ${missing(refusal)} percobaan lagi di sana sudah cukup: beri vendor itu ` +
        "sebagian lalu lintas (strategi WEIGHTED), atau pilih rentang yang lebih baru."
      );
    case "UNTRUSTED_RECEIPTS":
      return (
        `Laporan terkirim dari ${refusal.route} di ${place(refusal)} tidak didukung kode yang ` +
        `dimasukkan (kepercayaan ${refusal.trust.toFixed(2)}, perlu 0.70), sehingga hasil ` +
        "rencana yang dimulai dengannya tidak dapat diketahui. Mulailah dengan vendor lain."
      );
  }
}

function missing({ effective }: { readonly effective: number }): number {
  return Math.ceil(needed - effective);
}

function place({ country }: { readonly country: string }): string {
  return country === "" ? "e-mail" : country;
}
