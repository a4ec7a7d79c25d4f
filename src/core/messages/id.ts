import type { ErrorCode } from "../error-codes.js";

/**
 * What each error says in Bahasa Indonesia, by code, with the same words in braces as in English.
 */
export const indonesianMessages: Readonly<Record<ErrorCode, string>> = {
  // Tingkat atas
  UNAUTHENTICATED:
    "Belum masuk: kirim kunci API yang sah dan belum kedaluwarsa sebagai “Authorization: " +
    "Bearer <kunci>”.",
  FORBIDDEN:
    "Kunci ini tidak boleh melakukannya: tidak punya {scope}. Pakai kunci yang memilikinya.",
  BAD_REQUEST: "Permintaan tidak dapat dibaca: {reason}",
  LIMITED: "Batas tercapai: {limit}. Minta lebih sedikit, atau coba lagi dalam {seconds} detik.",
  CURSOR_EXPIRED:
    "Peristiwa selama itu sudah tidak disimpan. Mulai lagi dari {oldestCursor}, kursor tertua " +
    "yang masih ada.",
  UNAVAILABLE: "Layanan belum dapat menjawab. Coba lagi dalam {seconds} detik.",
  INTERNAL: "Ada kesalahan di pihak kami. Sebutkan laporan {reportId} kepada dukungan.",

  // Nilai
  NOT_FOUND: "Tidak ada {thing} dengan id ini. Periksa id-nya, dan pastikan itu milik Anda.",
  TOO_LONG: "Terlalu panjang: paling banyak {max} karakter.",
  TOO_MANY_ITEMS: "Terlalu banyak isi: paling banyak {max}.",
  INVALID_TEXT: "Tidak boleh kosong dan tidak boleh berisi karakter kendali.",
  OUT_OF_RANGE: "Di luar batas: beri nilai dari {min} sampai {max}.",
  INVALID_MONEY:
    "Bukan jumlah uang: beri desimal dengan paling banyak 12 angka sebelum dan 6 angka " +
    "setelah titik, mulai {min}.",
  INVALID_LOCALE: "“{locale}” bukan tanda bahasa. Beri seperti en atau id-ID.",
  INVALID_TIME: "Waktu ini tidak dapat dipakai: {reason}",
  INVALID_TIME_ZONE: "“{zone}” bukan zona waktu. Beri nama IANA seperti Asia/Jakarta.",
  INVALID_URL: "Bukan alamat web: beri alamat lengkap yang diawali https://.",
  UNKNOWN_COUNTRY: "“{country}” bukan negara. Beri kode ISO 3166-1 dua huruf, seperti ID.",
  UNKNOWN_CURRENCY: "“{currency}” bukan mata uang yang berlaku. Beri kode ISO 4217, seperti IDR.",
  DUPLICATE_ITEM: "“{item}” diberikan dua kali. Hapus salah satunya.",
  RATE_LIMITED: "Terlalu banyak permintaan. Coba lagi dalam {seconds} detik.",

  // Pengiriman
  PLAN_NOT_FOUND: "Tidak ada rencana “{plan}”. Periksa namanya, atau buat dahulu rencananya.",
  PLAN_ARCHIVED: "Rencana “{plan}” sudah diarsipkan. Pakai rencana lain.",
  RECIPIENT_MISSING: "Tidak ada penerima: beri nomor telepon, alamat e-mail, atau keduanya.",
  INVALID_PHONE:
    "Bukan nomor telepon yang mungkin ada. Beri dengan kode negaranya, seperti +62812…, atau " +
    "isi defaultCountry.",
  COUNTRY_MISMATCH:
    "Nomor ini milik {actual}, sedangkan defaultCountry menyebut {expected}. Perbaiki salah " +
    "satunya, atau kosongkan defaultCountry.",
  INVALID_EMAIL: "Bukan alamat e-mail. Beri seperti nama@example.com.",
  INVALID_CODE:
    "Kode tidak sesuai dengan rencana: {length} karakter, hanya {alphabet}. Perbaiki, atau " +
    "kosongkan dan kami yang membuatnya.",
  INVALID_IP: "Bukan alamat IP. Beri alamat IPv4 atau IPv6 tanpa port.",
  IDEMPOTENCY_CONFLICT:
    "idempotencyKey ini sudah dipakai untuk permintaan lain. Pakai kunci baru untuk " +
    "permintaan baru.",
  COUNTRY_NOT_SERVED: "Rencana ini tidak melayani {country}. Tambahkan negaranya ke rencana.",
  NO_ROUTE:
    "Tidak ada langkah rencana yang dapat mencapai penerima ini: {reason}. Lihat skippedSteps " +
    "dan problems pada rencana.",
  BUDGET_EXHAUSTED:
    "Sisa {budget} tidak cukup untuk satu percobaan lagi. Naikkan batasnya; anggaran " +
    "harian atau bulanan juga mulai lagi dengan sendirinya.",
  COST_CAP_TOO_LOW:
    "Percobaan termurah lebih mahal daripada batas untuk satu pengiriman. Naikkan {cap}.",
  BLOCKED_BY_GUARD: "Aturan penjaga menghentikan permintaan ini: {rule}.",
  SEND_CLOSED: "Pengiriman ini sudah selesai. Mulai yang baru dengan sendOtp.",
  COOLDOWN: "Kode baru saja dikirim. Coba lagi dalam {seconds} detik.",
  RESENDS_EXHAUSTED:
    "Semua {max} kirim ulang untuk pengiriman ini sudah terpakai. Mulai yang baru dengan sendOtp.",
  CHANNEL_NOT_IN_PLAN:
    "Tidak ada langkah rencana yang memakai {channel}. Kosongkan salurannya, atau pilih yang lain.",

  // Rencana
  KEY_TAKEN: "Anda sudah punya rencana dengan kunci “{key}”. Pilih kunci lain.",
  KEY_FIXED: "Rencana tetap memakai kunci “{key}”. Buat rencana baru untuk memakai kunci lain.",
  INVALID_KEY:
    "Bukan kunci: huruf kecil dahulu, lalu huruf kecil, angka dan tanda hubung, paling banyak " +
    "63 seluruhnya.",
  NO_STEPS: "Rencana perlu sedikitnya satu langkah.",
  TOO_MANY_STEPS: "Rencana paling banyak punya {max} langkah.",
  NO_VENDORS: "Langkah perlu sedikitnya satu vendor.",
  VENDOR_NOT_FOUND: "Tidak ada vendor “{vendor}”. Query “vendors” menampilkan daftarnya.",
  ACCOUNT_NOT_FOUND:
    "Anda tidak punya akun terhubung dengan id ini di vendor ini. Query “vendorAccounts” " +
    "menampilkan milik Anda.",
  CHANNEL_NOT_OFFERED: "{vendor} tidak menawarkan {channel}. Pilih vendor atau saluran lain.",
  WEIGHT_MISSING: "Strategi WEIGHTED memerlukan bobot untuk setiap vendor pada langkah ini.",
  INVALID_TEMPLATE: "Pesan tidak dapat dipakai: {problem}",
  STRATEGY_NOT_AVAILABLE: "{name} belum tersedia. Pakai salah satu dari: {available}.",
  GUARD_NOT_AVAILABLE: "Aturan jenis {name} belum tersedia. Pakai salah satu dari: {available}.",
  WINDOW_INCOMPLETE:
    "limit dan windowSec selalu bersama: beri juga {missing}, atau hapus keduanya.",
  WINDOW_NOT_ALLOWED: "windowSec hanya untuk jenis PREFIX_RATE. Hapus.",
  REVISION_NOT_FOUND: "Rencana ini tidak punya revisi {revision}.",
  REVISION_CONFLICT:
    "Rencana ada pada revisi {current}, bukan {expected}. Baca lagi dan ulangi perubahan di " +
    "atasnya.",

  // Akun vendor
  NO_CHANNELS: "Sebutkan sedikitnya satu saluran.",
  CREDENTIAL_MISSING: "Kredensial “{name}” belum ada. Vendor ini memerlukan: {needed}.",
  CREDENTIAL_UNKNOWN: "Vendor ini tidak punya kredensial “{name}”. Yang diterima: {needed}.",
  INVALID_CREDENTIAL: "Kredensial “{name}” tidak dapat dipakai, pada {place}: {reason}",
  LABEL_TAKEN: "Anda sudah punya akun dengan label “{label}”. Pilih label lain.",
  INVALID_SENDER: "Pengirim untuk {channel} tidak dapat dipakai: {reason}",
  ACCOUNT_DISCONNECTED: "Akun ini terputus. Hubungkan lagi dengan connectVendor.",
  NOT_PAUSED:
    "Tidak ada yang dijeda di sana. Jeda hanya berakhir di tempat ia dibuat: vendor, saluran " +
    "dan negara yang sama.",

  // Anggaran
  PLAN_REQUIRED: "Anggaran dengan cakupan PLAN memerlukan planId.",
  PLAN_NOT_ALLOWED: "planId hanya untuk cakupan PLAN. Kosongkan.",
  COUNTRY_REQUIRED: "Anggaran dengan cakupan COUNTRY memerlukan country.",
  COUNTRY_NOT_ALLOWED: "country hanya untuk cakupan COUNTRY. Kosongkan.",

  // Ekspor
  GROUP_BY_REQUIRED: "Baris {kind} adalah kelompok: sebutkan dasarnya dalam groupBy.",
  GROUP_BY_NOT_ALLOWED: "{kind} berisi satu baris per catatan: groupBy hanya untuk laporan.",
  TOO_MANY_EXPORTS:
    "Sudah ada {max} ekspor yang berjalan, batas sekaligus. " +
    "Coba lagi dalam {seconds} dtk, atau bila satu selesai.",
  LINK_INVALID: "Tautan ini tidak utuh, atau sudah diubah. Baca downloadUrl lagi untuk yang benar.",
  LINK_EXPIRED: "Tautan ini sudah kedaluwarsa. Baca downloadUrl lagi untuk yang baru.",
  EXPORT_EXPIRED: "Ekspor ini sudah kedaluwarsa, dan berkasnya sudah tidak ada. Minta yang baru.",

  // Pemeriksaan nomor
  LOOK_UP_ACCOUNT:
    "Bukan akun Anda yang terhubung dan memeriksa nomor. " +
    "Pakai akun pada vendor dengan fitur NUMBER_CHECK.",
  LOOK_UP_PRICE:
    "Biaya satu pemeriksaan di sana dalam {currency} belum diketahui. Beri menurut kontrak Anda.",
  NO_EXCHANGE_RATE:
    "{currency} tidak punya kurs ke mata uang Anda. Pakai yang lain, atau minta kurs ke operator.",
  BUDGET_TOO_SMALL:
    "Sisa {budget} adalah {available}, sedangkan pemeriksaan paling mahal {cost}. " +
    "Naikkan batasnya, atau beri maxCost yang lebih rendah.",
  TOO_MANY_LIST_CHECKS:
    "Sudah ada {max} pemeriksaan daftar yang belum selesai, batas sekaligus. " +
    "Coba lagi dalam {seconds} dtk, atau batalkan satu.",
  NOT_ESTIMATED: "Hanya pemeriksaan berstatus ESTIMATED yang menunggu dimulai. Baca statusnya.",
  LIST_CHECK_OVER: "Pemeriksaan ini sudah selesai. Minta yang baru.",

  // Kunci dan penyewa
  ROLE_NOT_ALLOWED: "Kunci ini tidak boleh membuat kunci dengan peran {role}.",
  SCOPE_NOT_HELD: "Kunci ini tidak punya {scope} dan tidak dapat meneruskannya.",
  INVALID_EXPIRY: "Waktu kedaluwarsa harus di masa depan, paling jauh {maxDays} hari.",
  TOO_MANY_KEYS: "Sudah ada {max} kunci. Cabut satu dahulu.",
  TENANT_NOT_FOUND: "Tidak ada penyewa “{tenant}”.",
  TENANT_REQUIRED:
    "Kunci operator bukan milik penyewa mana pun: sebutkan untuk penyewa mana kunci baru ini.",
  TENANT_NOT_ALLOWED: "Hanya operator yang boleh menyebut penyewa. Kosongkan.",
  SLUG_TAKEN: "“{slug}” sudah dipakai. Pilih slug lain.",
  INVALID_SLUG:
    "Bukan slug: huruf kecil dahulu, lalu huruf kecil, angka dan tanda hubung, paling banyak " +
    "63 seluruhnya.",

  // Katalog
  ADAPTER_NOT_FOUND: "Tidak ada adaptor “{adapter}”. Pakai salah satu dari: {available}.",
  SAME_CURRENCY: "Kurs memerlukan dua mata uang yang berbeda.",
  INVALID_RATE:
    "Bukan kurs: beri desimal di atas 0 dengan paling banyak 12 angka sebelum dan 12 angka " +
    "setelah titik.",
  SOURCE_REQUIRED: "Beri tepat satu dari csv dan uploadId.",
  UPLOAD_NOT_FOUND:
    "Unggahan itu tidak ada atau sudah kedaluwarsa. Unggah lagi berkasnya ke /uploads.",
  INVALID_SHEET: "Daftar harga tidak dapat dibaca: {reason}",
  LINES_REJECTED:
    "Baris yang salah: {count}. Tidak ada yang disimpan; hapus strict untuk menyimpan yang lain.",
  INVALID_INVOICE: "Tagihan tidak dapat dipakai: {reason}",
  INVOICE_FORMAT: "Tagihan dibaca sebagai CSV atau NDJSON, bukan {format}.",
  INVALID_RANGE: "Bukan rentang: from harus sebelum to, paling jauh {maxDays} hari.",
  MAPPING_REQUIRED:
    "Cara vendor ini menulis tagihan belum diketahui: beri mapping. Kolomnya: {columns}.",
  MAPPING_AMOUNT: "Sebut tepat satu kolom dari amount dan price.",
  MAPPING_CURRENCY: "Beri tepat satu dari currencyColumn dan currency.",
};
