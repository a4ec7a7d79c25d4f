import type { Credential } from "../credential.js";

/** A key, the profile that sends, and the key that webhooks are signed with. */
export const credentials: readonly Credential[] = [
  {
    name: "apiKey",
    label: "API key",
    help: {
      en: "Account settings → Keys & credentials → API keys.",
      id: "Account settings → Keys & credentials → API keys.",
    },
    isSecret: true,
    example: null,
    page: "https://portal.telnyx.com/#/api-keys",
  },
  {
    name: "messagingProfileId",
    label: "Messaging profile ID",
    help: {
      en: "Messaging → your profile; its numbers are what codes are sent from.",
      id: "Messaging → profil Anda; kode dikirim dari nomor-nomornya.",
    },
    isSecret: false,
    example: "4001740f-3b25-4b6c-8f2d-9f5a0d8c7b6a",
    pattern: /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/,
    page: "https://portal.telnyx.com/#/messaging",
  },
  {
    name: "publicKey",
    label: "Public key",
    help: {
      en: "Keys & credentials → Public key. It proves that a receipt is Telnyx’s.",
      id: "Keys & credentials → Public key. Membuktikan tanda terima memang dari Telnyx.",
    },
    isSecret: false,
    example: "e+LH0UYhnD8n3qVjN5YvVxH0tdM5v4oS2rG1oN0u7aE=",
    pattern: /^[A-Za-z0-9+/_-]{43}=?$/,
    page: "https://portal.telnyx.com/#/api-keys/public-key",
  },
];
