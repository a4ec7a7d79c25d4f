import type { Credential } from "../credential.js";

/** The key that mails are sent with, and the one that events are signed with. */
export const credentials: readonly Credential[] = [
  {
    name: "apiKey",
    label: "API key",
    help: {
      en: "Settings → API Keys → Create, with the right Mail Send. Shown once.",
      id: "Settings → API Keys → Create, dengan hak Mail Send. Ditampilkan sekali.",
    },
    isSecret: true,
    example: "SG.ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf",
    pattern: /^SG\.[\w-]+\.[\w-]+$/,
    page: "https://app.sendgrid.com/settings/api_keys",
  },
  {
    name: "webhookKey",
    label: "Verification key",
    help: {
      en: "Settings → Mail Settings → Event Webhook → Signature Verification: the public key.",
      id: "Settings → Mail Settings → Event Webhook → Signature Verification: kunci publiknya.",
    },
    isSecret: false,
    isMultiline: true,
    example: "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE…",
    page: "https://app.sendgrid.com/settings/mail_settings/webhook_settings",
  },
];

/** Where SendGrid is told to call back. */
export const callbackSetup = {
  en:
    "Settings → Mail Settings → Event Webhook: this address as the HTTP Post URL, all " +
    "delivery events, signature turned on.",
  id:
    "Settings → Mail Settings → Event Webhook: alamat ini sebagai HTTP Post URL, semua " +
    "peristiwa pengiriman, tanda tangan menyala.",
};
