import type { Credential } from "../credential.js";

const apps = "https://developers.facebook.com/apps";

/** What Meta's Cloud API asks for; `verifyToken` is a word of the owner's choice. */
export const credentials: readonly Credential[] = [
  {
    name: "accessToken",
    label: "Access token",
    help: {
      en:
        "Business settings → System users → Generate token, with " +
        "whatsapp_business_messaging. One that does not expire.",
      id:
        "Business settings → System users → Generate token, dengan " +
        "whatsapp_business_messaging. Yang tidak kedaluwarsa.",
    },
    isSecret: true,
    example: null,
    page: "https://business.facebook.com/settings/system-users",
  },
  {
    name: "phoneNumberId",
    label: "Phone number ID",
    help: {
      en: "Your app → WhatsApp → API Setup, under From. Not the number itself.",
      id: "Aplikasi Anda → WhatsApp → API Setup, di bawah From. Bukan nomornya sendiri.",
    },
    isSecret: false,
    example: "106540352242922",
    pattern: /^\d{5,20}$/,
    page: apps,
  },
  {
    name: "appSecret",
    label: "App secret",
    help: {
      en: "Your app → App settings → Basic. Meta signs its calls with it.",
      id: "Aplikasi Anda → App settings → Basic. Meta menandatangani panggilannya dengan ini.",
    },
    isSecret: true,
    example: null,
    page: apps,
  },
  {
    name: "verifyToken",
    label: "Verify token",
    help: {
      en: "Make one up; Meta repeats it when you turn its webhook on.",
      id: "Karang sendiri; Meta mengulanginya saat webhook dinyalakan.",
    },
    isSecret: false,
    example: "our-word-for-meta",
  },
];

/** Where Meta is told to call back. */
export const callbackSetup = {
  en:
    "Your app → WhatsApp → Configuration: this address as the callback URL with the verify " +
    "token, then subscribe to messages.",
  id:
    "Aplikasi Anda → WhatsApp → Configuration: alamat ini sebagai callback URL dengan " +
    "verify token, lalu berlangganan messages.",
};
