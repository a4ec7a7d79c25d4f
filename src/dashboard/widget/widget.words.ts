import type { Words } from "../words/use-words.js";

export const widgetWords = {
  title: ["Widget", "Widget"],
  intro: [
    "What your users see: one small element that shows where the code is and takes it.",
    "Yang dilihat pengguna: satu elemen kecil yang menunjukkan posisi kode dan menerimanya.",
  ],
  yourPage: ["Your page", "Halaman Anda"],
  scenario: ["What happens to the code", "Apa yang terjadi pada kode"],
  hangs: ["WhatsApp loses it", "WhatsApp kehilangan"],
  arrives: ["It arrives", "Sampai"],
  start: ["Send a code", "Kirim kode"],
  again: ["Start over", "Mulai lagi"],
  startMore: [
    "Send a code to the sandbox's handset and follow it as your users do.",
    "Kirim kode ke ponsel sandbox dan ikuti seperti pengguna Anda.",
  ],
  heard: ["What your page hears", "Yang didengar halaman Anda"],
  embed: ["How to embed it", "Cara memasangnya"],
  copy: ["Copy", "Salin"],
  copied: ["Copied", "Tersalin"],
  embedMore: [
    "Your server hands sendOtp's clientToken to the page: it is good for this one send.",
    "Server Anda memberikan clientToken dari sendOtp ke halaman: hanya untuk kiriman ini.",
  ],
  trust: [
    "Then your server asks send(id) { verification } with its key: no browser is trusted.",
    "Lalu server menanyakan send(id) { verification } dengan kuncinya, bukan peramban.",
  ],
  demoOnly: [
    "It is shown against the demo's sandbox; here, use Live to send a code.",
    "Ditampilkan dengan sandbox demo; di sini, pakai Langsung untuk mengirim.",
  ],
} satisfies Words;
