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
  },
  choiceNotes: {
    secondBest: "anggaran tidak cukup untuk yang itu, jadi {vendor} yang diambil",
    probe: "vendor ini diputus sementara dan percobaan ini mengujinya",
  },
  waits: {
    PLAN: "waktu tunggu dari rencana sendiri",
    NOT_MEASURED: "waktu tunggu adaptif memerlukan latensi yang terukur; 20 detik sampai ada",
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
  },
  budgetExhausted: "sisa {budget} tidak cukup untuk satu percobaan lagi",
  health: {
    FAILURES: "{failures} kegagalan berturut-turut: vendor tidak menjawab atau sedang mati",
    PAUSED_BY_OPERATOR: "Dijeda oleh operator: {reason}",
    PAUSED_BY_OPERATOR_THERE: "Dijeda oleh operator untuk {place}: {reason}",
    PAUSED_BY_TENANT: "Dijeda oleh Anda: {reason}",
    PAUSED_BY_TENANT_THERE: "Dijeda oleh Anda untuk {place}: {reason}",
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
