import type { Credential } from "../credential.js";

/** What the pretend market knows its customers by; the demo prints a pair per vendor. */
export const credentials: readonly Credential[] = [
  {
    name: "apiKey",
    label: "API key",
    help: {
      en: "Anything but “bad-key”: the market knows accounts by it.",
      id: "Apa saja selain “bad-key”: pasar mengenali akun darinya.",
    },
    isSecret: true,
    example: null,
  },
  {
    name: "callbackSecret",
    label: "Callback secret",
    help: {
      en: "What the market signs its receipts with.",
      id: "Yang dipakai pasar untuk menandatangani tanda terimanya.",
    },
    isSecret: true,
    example: null,
  },
];
