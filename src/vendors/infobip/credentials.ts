import type { Credential } from "../credential.js";

/** A key, and a word of the owner's choice: Infobip signs nothing. */
export const credentials: readonly Credential[] = [
  {
    name: "apiKey",
    label: "API key",
    help: {
      en: "Portal → Developer tools → API keys, with the rights to send what you use.",
      id: "Portal → Developer tools → API keys, dengan hak mengirim yang Anda pakai.",
    },
    isSecret: true,
    example: null,
    page: "https://portal.infobip.com/dev/api-keys",
  },
  {
    name: "callbackSecret",
    label: "Callback secret",
    help: {
      en:
        "Make one up, 32 characters or so. Infobip signs nothing, so its reports are known " +
        "by it.",
      id:
        "Karang sendiri, sekitar 32 karakter. Infobip tak menandatangani, jadi laporannya " +
        "dikenali darinya.",
    },
    isSecret: true,
    example: null,
  },
];
