import type { Words } from "../words/use-words.js";

export const alertsWords = {
  title: ["Alerts and health", "Peringatan dan kesehatan"],
  intro: [
    "What wants your attention, and which vendors are in use where.",
    "Yang perlu perhatian Anda, dan vendor mana dipakai di mana.",
  ],
  open: ["Open", "Terbuka"],
  all: ["All", "Semua"],
  which: ["Which alerts", "Peringatan mana"],
  alerts: ["Alerts", "Peringatan"],
  none: ["Nothing wants your attention", "Tak ada yang perlu perhatian"],
  noneMore: [
    "Alerts come up here the moment they are raised, on every page.",
    "Peringatan muncul di sini, dan di setiap halaman, begitu terjadi.",
  ],
  seen: ["Mark as seen", "Tandai terlihat"],
  wasSeen: ["seen", "terlihat"],
  resolved: ["over since {time}", "berakhir {time}"],
  raised: ["A new alert", "Peringatan baru"],
  dismiss: ["Dismiss", "Tutup"],
  map: ["Vendor health", "Kesehatan vendor"],
  everywhere: ["Everywhere", "Semua negara"],
  vendor: ["Vendor", "Vendor"],
  pause: ["Pause", "Jeda"],
  resume: ["Resume", "Lanjutkan"],
  pauseTitle: ["Pause {vendor}", "Jeda {vendor}"],
  pauseMore: [
    "No attempt of yours goes to it until you resume it. What is on its way is not touched.",
    "Tak ada percobaan Anda ke sana sampai dilanjutkan. Yang sedang jalan tidak diganggu.",
  ],
  reason: ["Why", "Mengapa"],
  notThere: ["has no prices there", "tak ada harga di sana"],
  probe: ["tried again {time}", "dicoba lagi {time}"],
  BUDGET_EXHAUSTED: [
    "Raise the budget, or wait for its next period.",
    "Naikkan anggaran, atau tunggu periode berikutnya.",
  ],
  BUDGET_THRESHOLD: ["See under Cost what spends it.", "Lihat di Biaya apa yang memakainya."],
  DELIVERY_RATE_LOW: ["Compare vendors in the market.", "Bandingkan vendor di pasar."],
  FRAUD_SUSPECTED: ["Look at the latest sends.", "Lihat pengiriman terbaru."],
  LATENCY_HIGH: ["Compare vendors in the market.", "Bandingkan vendor di pasar."],
  PRICE_CHANGE: ["See under Cost what it would come to.", "Lihat di Biaya dampaknya."],
  VENDOR_ACCOUNT: [
    "Test the account under Settings, or rotate its credentials.",
    "Uji akun di Pengaturan, atau ganti kredensialnya.",
  ],
  VENDOR_DEGRADED: [
    "Routing sends less there by itself; nothing has to be done.",
    "Perutean mengurangi sendiri; tak perlu tindakan.",
  ],
  VENDOR_DOWN: [
    "Routing goes round it by itself; it is tried again until it answers.",
    "Perutean menghindarinya sendiri; dicoba lagi sampai menjawab.",
  ],
  WEBHOOK_FAILING: ["See whether your server answers.", "Periksa apakah server Anda menjawab."],
} satisfies Words;
