import type { ReasonTexts } from "./reasons-en.js";

/** What every stored reason says in Bahasa Indonesia. */
export const indonesianReasons: ReasonTexts = {
  stepSkips: {
    NO_PHONE: "pengiriman ini tidak punya nomor telepon",
    NO_EMAIL: "pengiriman ini tidak punya alamat e-mail",
    COUNTRY_NOT_SERVED: "langkah ini tidak melayani negara penerima",
    CHANNEL_FAILED: "saluran ini tidak dapat mencapai penerima, atau menolak teksnya",
    ACCOUNTS_FAILED: "semua akun vendor pada langkah ini gagal",
    OTHER_CHANNEL_ASKED: "kirim ulang meminta saluran lain",
    NO_VENDOR: "tidak ada lagi vendor pada langkah ini",
  },
  vendorSkips: {
    NO_ACCOUNT: "tidak ada akun di vendor ini",
    DISCONNECTED: "akunnya terputus",
    CHANNEL_NOT_OFFERED: "akunnya tidak menawarkan {channel}",
    PAUSED: "dijeda",
    NO_SENDER: "tidak ada pengirim untuk {channel}",
    NO_OFFER: "tidak ada penawaran",
    NO_EXCHANGE_RATE: "tidak ada kurs",
    DEARER_THAN_CAP: "lebih mahal daripada batas",
    BREAKER_OPEN: "diputus sementara setelah kegagalan berturut-turut",
    ACCOUNT_STOPPED: "vendor menolak akunnya",
    ALREADY_TRIED: "sudah dicoba",
    MEASURED_OPEN: "diputus sementara setelah laporan atau kode tidak kunjung datang",
    NO_GAIN: "tidak menjanjikan apa pun yang sepadan dengan harganya",
  },
  noOfferThere: "tidak ada penawaran di {country}",
  choices: {
    FIRST_IN_PLAN: "yang pertama dari {usable} vendor yang dapat dipakai menurut urutan rencana",
    CHEAPEST: "yang termurah dari {usable} vendor yang dapat dipakai",
    DRAWN_BY_WEIGHT:
      "diundi menurut bobot, {percent} kali dari 100, di antara {usable} vendor yang dapat dipakai",
    ONLY_ONE: "satu-satunya vendor yang dapat dipakai pada langkah ini",
    ALL_OPEN:
      "semua vendor diputus sementara, jadi diambil yang paling sedikit gagal berturut-turut",
    BEST_DELIVERY:
      "pengantaran terbaik dari {usable} vendor yang dapat dipakai: sedikitnya {low} % sampai, " +
      "menurut {count} percobaan",
    FASTEST:
      "tercepat dari {usable} vendor yang dapat dipakai: {seconds} detik untuk 95 % yang sampai, " +
      "dan sedikitnya {low} % sampai, menurut {count} percobaan",
    EXPLORED: "diundi agar vendor lain tetap terukur, {percent} kali dari 100",
    NO_EVIDENCE:
      "belum cukup yang terukur: yang pertama dari {usable} vendor menurut urutan rencana",
    MEASURED: "{vendor} {channel} untuk {place}, dipilih {percent} kali dari 100",
    MEASURED_PROBE:
      "{vendor} {channel} untuk {place}: vendor ini diputus sementara dan percobaan ini mengujinya",
    MEASURED_OPEN:
      "semua vendor diputus sementara: {vendor} {channel} untuk {place} tetap paling menjanjikan",
  },
  choiceNotes: {
    secondBest: "anggaran tidak cukup untuk yang itu, jadi {vendor} yang diambil",
    probe: "vendor ini diputus sementara dan percobaan ini mengujinya",
  },
  measured: {
    expected: ": diperkirakan {success} % terverifikasi seharga {price} ({evidence})",
    expectedUnpriced: ": diperkirakan {success} % terverifikasi ({evidence})",
    counted: "{count} percobaan; laporan dipercaya {trust}",
    notCounted: "hampir belum terukur",
    toMeasure: ", agar tetap terukur",
    nextBest: ". Terbaik berikutnya {other} {points} poin",
    dearer: "{next}, lebih mahal {price}",
    cheaper: "{next}, lebih murah {price}",
    asDear: "{next} dengan harga yang sama",
    pacing: ". Harga dihitung {times} kali, agar anggaran cukup sampai akhir periodenya",
    next: ". Beralih ke {follower} setelah {seconds} detik",
    later: ". {follower} menyusul bila dilaporkan hilang atau diminta",
  },
  waits: {
    PLAN: "waktu tunggu dari rencana sendiri",
    NOT_MEASURED: "waktu tunggu adaptif memerlukan latensi yang terukur; 20 detik sampai ada",
    GAIN:
      "{percent} % laporannya datang dalam {seconds} detik; menunggu lebih lama merugikan lebih " +
      "daripada harga pesan kedua yang mungkin tidak perlu",
    PROBE:
      "menguji vendor yang diputus sementara, dan {percent} % laporannya datang dalam " +
      "{seconds} detik",
    NOTHING_NEXT:
      "tidak ada vendor lain yang sepadan untuk pesan kedua tanpa diminta; " +
      "sampai waktu rencana habis",
    DUPLICATE_CAP:
      "batas pesan yang mungkin tidak perlu sudah terpakai; sampai waktu rencana habis",
  },
  statuses: {
    NO_ROUTE: "saat ini tidak ada vendor dalam rencana yang dapat dipakai",
    COUNTRY_NOT_SERVED: "negara penerima tidak dilayani",
    COST_CAP_TOO_LOW: "percobaan termurah lebih mahal daripada batas untuk satu pengiriman",
    BUDGET_EXHAUSTED: "sebuah anggaran tidak cukup untuk satu percobaan lagi",
    canceled: "dibatalkan atas permintaan",
    replaced: "digantikan oleh pengiriman yang lebih baru untuk keperluan yang sama",
    verified: "kode yang benar dimasukkan",
    checks_exhausted: "terlalu banyak kode salah dimasukkan",
    blocked: "diblokir sebelum percobaan pertama",
    expired: "kode kedaluwarsa",
    nothing_left: "tidak ada lagi yang bisa dicoba",
    deadline_passed: "tenggat rencana sudah lewat",
    attempts_used_up: "rencana tidak mengizinkan percobaan lagi",
    no_step_serves: "tidak ada langkah rencana yang melayani penerima",
    budget: "sebuah batas biaya tidak cukup untuk satu percobaan lagi",
    no_route: "tidak ada vendor yang dapat dipakai",
    fraud: "dihentikan oleh aturan penjaga",
    PUMPED_PREFIX:
      "kode ke nomor-nomor seperti ini hampir tidak pernah dimasukkan: permintaannya dianggap " +
      "serangan pumping; kalau itu nomor uji Anda sendiri, masukkan kodenya, atau biarkan " +
      "aturan penjaga hanya mengamati",
    PREFIX_RATE:
      "kode yang diminta untuk nomor-nomor seperti ini melebihi yang diizinkan aturan penjaga; " +
      "kalau itu pengguna atau nomor uji Anda sendiri, beri aturannya batas yang lebih tinggi, " +
      "atau biarkan hanya mengamati",
    BUDGET_PACED:
      "dengan sisa anggaran sampai akhir periodenya, pengiriman ini tidak sepadan dengan harganya",
    NOT_WORTH_ITS_PRICE: "yang masih bisa dicoba tidak sepadan dengan harganya",
  },
  budgetExhausted: "sisa {budget} tidak cukup untuk satu percobaan lagi",
  health: {
    FAILURES: "{failures} kegagalan berturut-turut: vendor tidak menjawab atau sedang mati",
    OUTAGE_RECEIPT:
      "Pesan{where} tidak sampai seperti biasa: {failures} berturut-turut hilang atau terlambat",
    OUTAGE_RECEIPT_ENDING: "Pesan{where} tidak sampai seperti biasa; yang terakhir sampai",
    OUTAGE_CODE: "Kode{where} dilaporkan terkirim, tetapi hampir tidak ada yang dimasukkan",
    PAUSED_BY_OPERATOR: "Dijeda oleh operator: {reason}",
    PAUSED_BY_OPERATOR_THERE: "Dijeda oleh operator untuk {place}: {reason}",
    PAUSED_BY_TENANT: "Dijeda oleh Anda: {reason}",
    PAUSED_BY_TENANT_THERE: "Dijeda oleh Anda untuk {place}: {reason}",
  },
  outageWhere: {
    UPSTREAM: " lewat semua rute melalui {upstream}",
    CELL: " di jaringan {network}",
  },
  things: {
    send: "pengiriman",
    plan: "rencana",
    tenant: "penyewa",
    budget: "anggaran",
    alert: "peringatan",
    "API key": "kunci API",
    "vendor account": "akun vendor",
    "list check": "pemeriksaan daftar",
  },
  budgets: {
    TENANT: "anggaran {period} seluruh akun",
    PLAN: "anggaran {period} rencana ini",
    COUNTRY: "anggaran {period} negara penerima",
    SEND: "anggaran pengiriman ini",
  },
  budgetsOf: {
    PLAN: "anggaran {period} rencana {of}",
    COUNTRY: "anggaran {period} negara {of}",
  },
  periods: { DAY: "harian", MONTH: "bulanan", TOTAL: "keseluruhan" },
  caps: { maxCost: "maxCost pada permintaan", maxCostPerSend: "maxCostPerSend pada rencana" },
  skippedStep: "langkah {step}: {reason}",
};
