import type { Words } from "../words/use-words.js";

export const operatorWords = {
  title: ["Operator", "Operator"],
  intro: [
    "The marketplace itself: tenants, prices, exchange rates.",
    "Lokapasar: penyewa, harga, kurs.",
  ],
  forbidden: [
    "This page is for the marketplace’s operators.",
    "Halaman ini untuk operator lokapasar.",
  ],
  tenants: ["Tenants", "Penyewa"],
  name: ["Name", "Nama"],
  currency: ["Currency", "Mata uang"],
  zone: ["Time zone", "Zona waktu"],
  since: ["Since", "Sejak"],
  rates: ["Exchange rates", "Kurs"],
  pair: ["Pair", "Pasangan"],
  rate: ["Rate", "Nilai"],
  from: ["In force from", "Berlaku mulai"],
  imports: ["Imports of prices", "Impor harga"],
  vendor: ["Vendor", "Vendor"],
  at: ["When", "Kapan"],
  result: ["What it did", "Hasilnya"],
  did: [
    "{added} new, {changed} changed, {withdrawn} withdrawn, {unchanged} as before",
    "{added} baru, {changed} berubah, {withdrawn} ditarik, {unchanged} tetap",
  ],
  rejected: ["{count} lines rejected", "{count} baris ditolak"],
  noImports: ["None yet.", "Belum ada."],
  import: ["Import a rate sheet", "Impor daftar harga"],
  importMore: [
    "CSV with a head line. A preview changes nothing and tells what would change, line by line.",
    "CSV dengan baris judul. Pratinjau tak mengubah apa pun dan memberi tahu apa yang akan berubah.",
  ],
  csv: ["Rate sheet", "Daftar harga"],
  preview: ["Preview", "Pratinjau"],
  apply: ["Import", "Impor"],
  would: ["It would do this", "Ini yang akan terjadi"],
  done: ["Done", "Selesai"],
  line: ["line {line}", "baris {line}"],
} satisfies Words;
