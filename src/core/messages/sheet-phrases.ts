/** Why a table that somebody put cannot be used, or a line of it. */
export const englishSheetPhrases = {
  // The table as a whole
  sheetEmpty: "it has no line below the names of its columns.",
  sheetEncoding: "line {line} is not UTF-8. Save the file as CSV in UTF-8.",
  sheetUtf16: "it is UTF-16. Save the file as CSV in UTF-8.",
  sheetPacked: "it is a workbook or an archive. Save the file as CSV.",
  sheetBinary: "line {line} holds bytes that no text has. Save the file as CSV in UTF-8.",
  sheetColumnUnknown: "there is no column “{column}”. There are: {columns}.",
  sheetColumnMissing: "the column “{column}” is missing. The first line has to name: {columns}.",
  sheetColumnTwice: "the column “{column}” is there twice.",
  sheetQuoteOpen: "from line {line} on, a quoted cell does not end.",
  sheetLineTooLong: "line {line} has more than {max} characters.",
  sheetTooLong: "it has more than {max} lines.",
  sheetNothingSound: "no line of it is sound, and REPLACE would withdraw all that is offered.",
  // A line
  lineCells: "it has {found} cells, the first line names {expected}",
  lineQuote: "a quote stands where none may be: a quoted cell begins and ends with one",
  lineTime: "effectiveFrom is no day like 2026-12-01 (UTC) and no time like 2026-12-01T08:00:00Z",
  rateChannel: "the vendor or account does not offer the channel “{channel}”",
  rateCountry: "“{country}” is not a country's ISO code of two letters",
  ratePrice:
    "the price is not a decimal from 0 with at most 12 digits before and 6 after the point",
  rateCurrency: "“{currency}” is not a currency in use",
  rateBilledOn: "billedOn is neither SUBMITTED nor DELIVERED",
  rateNetwork: "a network needs its country, its mcc and its mnc",
  rateNetworkCode: "an mcc has 3 digits, an mnc 2 or 3, zeros in front included",
  rateDeclared: "the declared delivery rate is not a decimal from 0 to 1",
  rateUpstream: "the upstream is longer than 100 characters or holds control characters",
  rateAhead: "it begins more than two years from now",
  rateTwice: "it is for the same offer and time as line {line}",
  exchangeRate:
    "the rate is not a decimal above 0 with at most 12 digits before and after the point",
  exchangeSame: "base and quote are the same",
  exchangeTwice: "it is for the same pair and time as line {line}",
  // What somebody should know although the lines count
  warnPast:
    "{count} lines begin before now: what they say holds from now on, of several the latest",
  warnNoRate:
    "{count} lines are in {currency}, which has no exchange rate to {quotes}: whoever " +
    "pays in that " +
    "is not routed over them until there is one",
};

/** The same in Indonesian. */
export const indonesianSheetPhrases: Readonly<Record<keyof typeof englishSheetPhrases, string>> = {
  sheetEmpty: "tidak ada baris di bawah nama kolomnya.",
  sheetEncoding: "baris {line} bukan UTF-8. Simpan berkasnya sebagai CSV dalam UTF-8.",
  sheetUtf16: "berkasnya UTF-16. Simpan sebagai CSV dalam UTF-8.",
  sheetPacked: "berkasnya buku kerja atau arsip. Simpan sebagai CSV.",
  sheetBinary: "baris {line} memuat bita yang bukan teks. Simpan sebagai CSV dalam UTF-8.",
  sheetColumnUnknown: "tidak ada kolom “{column}”. Yang ada: {columns}.",
  sheetColumnMissing: "kolom “{column}” tidak ada. Baris pertama menyebut kolom-kolom: {columns}.",
  sheetColumnTwice: "kolom “{column}” ada dua kali.",
  sheetQuoteOpen: "mulai baris {line}, sel bertanda kutip tidak ditutup.",
  sheetLineTooLong: "baris {line} lebih dari {max} karakter.",
  sheetTooLong: "barisnya lebih dari {max}.",
  sheetNothingSound: "tidak ada baris yang benar, dan REPLACE akan menarik semua penawaran.",
  lineCells: "ada {found} sel, sedangkan baris pertama menyebut {expected}",
  lineQuote: "ada tanda kutip di tempat yang salah: sel berkutip diawali dan diakhiri tanda kutip",
  lineTime:
    "effectiveFrom bukan hari seperti 2026-12-01 (UTC) dan bukan waktu seperti " +
    "2026-12-01T08:00:00Z",
  rateChannel: "vendor atau akun ini tidak menawarkan saluran “{channel}”",
  rateCountry: "“{country}” bukan kode ISO negara dari dua huruf",
  ratePrice:
    "harganya bukan desimal dari 0 dengan paling banyak 12 angka dan 6 angka sesudah titik",
  rateCurrency: "“{currency}” bukan mata uang yang dipakai",
  rateBilledOn: "billedOn bukan SUBMITTED dan bukan DELIVERED",
  rateNetwork: "jaringan perlu negara, mcc, dan mnc",
  rateNetworkCode: "mcc terdiri dari 3 angka, mnc 2 atau 3, termasuk nol di depan",
  rateDeclared: "tingkat pengiriman yang dinyatakan bukan desimal dari 0 sampai 1",
  rateUpstream: "upstream lebih dari 100 karakter atau berisi karakter kendali",
  rateAhead: "mulainya lebih dari dua tahun dari sekarang",
  rateTwice: "penawaran dan waktunya sama dengan baris {line}",
  exchangeRate: "kursnya bukan desimal di atas 0, paling banyak 12 angka sebelum dan sesudah titik",
  exchangeSame: "base dan quote sama",
  exchangeTwice: "pasangan dan waktunya sama dengan baris {line}",
  warnPast:
    "{count} baris mulai sebelum sekarang: isinya berlaku mulai sekarang, dari beberapa " +
    "yang terbaru",
  warnNoRate:
    "{count} baris memakai {currency}, yang tidak punya kurs ke {quotes}: yang membayar " +
    "dengan itu " +
    "tidak dirutekan lewat baris tersebut sampai ada kurs",
};
