import type { Words } from "../words/use-words.js";

export const widgetWords = {
  title: ["Widget", "Widget"],
  intro: [
    "What your users see: one element, {size} of script, that shows where the code is and takes it.",
    "Yang dilihat pengguna Anda: satu elemen yang memperlihatkan posisi kode dan menerimanya.",
  ],
  yourPage: ["Your page", "Halaman Anda"],
  start: ["Send a code to the widget", "Kirim kode ke widget"],
  again: ["Start over", "Mulai lagi"],
  embed: ["How to embed it", "Cara memasangnya"],
  embedMore: [
    "Your server calls sendOtp and hands clientToken to the page. The token watches, resends and verifies this one send, and nothing else.",
    "Server Anda memanggil sendOtp dan memberikan clientToken ke halaman. Token hanya untuk satu kiriman ini.",
  ],
  trust: [
    "Then it asks send(id) { verification } with its own key: never trust the browser's word.",
    "Lalu tanyakan send(id) { verification } dengan kunci sendiri: jangan percaya kata peramban.",
  ],
  verified: ["Your page heard: sandi-verified", "Halaman Anda mendengar: sandi-verified"],
  demoOnly: [
    "It is shown against the demo's sandbox; here, use Live to send a code.",
    "Ditampilkan dengan sandbox demo; di sini, pakai Langsung untuk mengirim.",
  ],
} satisfies Words;
