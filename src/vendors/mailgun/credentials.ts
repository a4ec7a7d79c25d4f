import type { Credential } from "../credential.js";

/** A key, the domain that it sends for, and the key of its webhooks. */
export const credentials: readonly Credential[] = [
  {
    name: "apiKey",
    label: "Sending API key",
    help: {
      en: "Sending → Domain settings → Sending keys: a key of one domain is enough.",
      id: "Sending → Domain settings → Sending keys: kunci untuk satu domain cukup.",
    },
    isSecret: true,
    example: null,
    page: "https://app.mailgun.com/settings/api_security",
  },
  {
    name: "domain",
    label: "Domain",
    help: {
      en: "The domain that mails are sent from, as Mailgun lists it.",
      id: "Domain pengirim, seperti tercantum di Mailgun.",
    },
    isSecret: false,
    example: "mg.example.com",
    pattern: /^([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}$/,
    page: "https://app.mailgun.com/mg/sending/domains",
  },
  {
    name: "webhookSigningKey",
    label: "HTTP webhook signing key",
    help: {
      en: "Sending → Webhooks, at the top right. It proves that a receipt is Mailgun’s.",
      id: "Sending → Webhooks, kanan atas. Membuktikan tanda terima memang dari Mailgun.",
    },
    isSecret: true,
    example: null,
    page: "https://app.mailgun.com/settings/api_security",
  },
];

/** Where Mailgun is told to call back. */
export const callbackSetup = {
  en:
    "Sending → Webhooks → Add webhook: this address for delivered, permanent fail, " +
    "temporary fail and opened.",
  id:
    "Sending → Webhooks → Add webhook: alamat ini untuk delivered, permanent fail, " +
    "temporary fail, dan opened.",
};
