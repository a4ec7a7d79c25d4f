import type { ReplayRefusal } from "./replay-log.js";

/** Why a replay is not answered, for people. */
export function replayRefusalWords(refusal: ReplayRefusal, locale: "en" | "id"): string {
  return locale === "id" ? indonesian(refusal) : english(refusal);
}

function english(refusal: ReplayRefusal): string {
  switch (refusal.reason) {
    case "NO_SENDS":
      return "No send of this range went to a country of the plan.";
    case "CHOOSES_BY_MEASUREMENT":
      return (
        `Step ${refusal.step} chooses its vendors by what is measured at the moment, or by ` +
        "chance; only plans of strategies PRIORITY and CHEAPEST in their written order can be " +
        "replayed."
      );
    case "LITTLE_EVIDENCE":
      return (
        `Too little evidence: as attempt ${refusal.place} in ${place(refusal)}, ${refusal.route} ` +
        `was tried as good as ${Math.floor(refusal.effective)} times; 50 are needed.`
      );
    case "UNTRUSTED_RECEIPTS":
      return (
        `The receipts of ${refusal.route} in ${place(refusal)} are not borne out by codes typed ` +
        `in (trust ${refusal.trust.toFixed(2)}, 0.70 is needed), so that nobody can say what ` +
        "beginning with it would have come to."
      );
  }
}

function indonesian(refusal: ReplayRefusal): string {
  switch (refusal.reason) {
    case "NO_SENDS":
      return "Tidak ada pengiriman dalam rentang ini ke negara yang dilayani rencana.";
    case "CHOOSES_BY_MEASUREMENT":
      return (
        `Langkah ${refusal.step} memilih vendor menurut pengukuran saat itu atau secara acak; ` +
        "hanya rencana berstrategi PRIORITY dan CHEAPEST dengan urutan tertulis yang dapat diulang."
      );
    case "LITTLE_EVIDENCE":
      return (
        `Bukti terlalu sedikit: sebagai percobaan ke-${refusal.place} di ${place(refusal)}, ` +
        `${refusal.route} setara dicoba ${Math.floor(refusal.effective)} kali; perlu 50.`
      );
    case "UNTRUSTED_RECEIPTS":
      return (
        `Laporan terkirim dari ${refusal.route} di ${place(refusal)} tidak didukung kode yang ` +
        `dimasukkan (kepercayaan ${refusal.trust.toFixed(2)}, perlu 0.70), sehingga hasil ` +
        "rencana yang dimulai dengannya tidak dapat diketahui."
      );
  }
}

function place({ country }: { readonly country: string }): string {
  return country === "" ? "—" : country;
}
