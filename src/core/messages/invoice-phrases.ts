/** Why an invoice cannot be used, or a line of it. */
export const englishInvoicePhrases = {
  // The file as a whole
  invoiceColumns: "it has no column “{column}”. There are: {columns}.",
  invoiceCurrencies: "it has amounts in {first} and in {second}. Put one currency at a time.",
  invoiceNoLine: "it has no line that can be read.",
  invoiceNothing:
    "none of its lines is a message of this account. Check vendor, account, and mapping.",
  invoiceUnreadable:
    "lines that cannot be read: {count}, the first is line {line}. Nothing is applied; without " +
    "apply they are listed.",
  invoiceJson: "line {line} is not a JSON object.",
  // A line
  invoiceId: "“{column}” is empty, longer than 500 characters, or holds control characters",
  invoiceAmount: "“{found}” is not an amount",
  invoiceCurrency: "“{found}” is not a currency of three letters",
  invoiceParts: "“{found}” is not a number of parts from 1 to 255",
  invoiceDate: "“{found}” is neither a day like 2026-12-01 nor a time like 2026-12-01T08:00:00Z",
};

/** The same in Indonesian. */
export const indonesianInvoicePhrases: Readonly<
  Record<keyof typeof englishInvoicePhrases, string>
> = {
  invoiceColumns: "tidak ada kolom “{column}”. Yang ada: {columns}.",
  invoiceCurrencies:
    "ada jumlah dalam {first} dan dalam {second}. Kirim satu mata uang per berkas.",
  invoiceNoLine: "tidak ada baris yang bisa dibaca.",
  invoiceNothing:
    "tidak satu pun barisnya pesan dari akun ini. Periksa vendor, akun, dan pemetaan kolom.",
  invoiceUnreadable:
    "baris yang tidak bisa dibaca: {count}, yang pertama baris {line}. Tidak ada yang " +
    "diterapkan; tanpa apply semuanya didaftar.",
  invoiceJson: "baris {line} bukan objek JSON.",
  invoiceId: "“{column}” kosong, lebih dari 500 karakter, atau berisi karakter kendali",
  invoiceAmount: "“{found}” bukan jumlah uang",
  invoiceCurrency: "“{found}” bukan mata uang tiga huruf",
  invoiceParts: "“{found}” bukan jumlah bagian dari 1 sampai 255",
  invoiceDate:
    "“{found}” bukan hari seperti 2026-12-01 dan bukan waktu seperti 2026-12-01T08:00:00Z",
};
