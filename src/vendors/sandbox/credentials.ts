import type { Credential } from "../credential.js";

/** What the pretend market knows its customers by; they open nothing else. */
export const credentials: readonly Credential[] = [
  {
    name: "apiKey",
    label: "API key",
    help: {
      en: "The sandbox’s own page /vendors has one for each vendor, under trialCredentials.",
      id: "Halaman /vendors di sandbox punya satu untuk tiap vendor, di bawah trialCredentials.",
    },
    isSecret: true,
    example: "sbx.globex.trial.0123456789abcdef01234567",
  },
  {
    name: "callbackSecret",
    label: "Callback secret",
    help: {
      en: "Beside the API key there. The market signs its receipts with it.",
      id: "Di samping API key di sana. Pasar menandatangani tanda terimanya dengan ini.",
    },
    isSecret: true,
    example: null,
  },
];
