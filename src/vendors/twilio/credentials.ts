import type { Credential } from "../credential.js";

const page = "https://console.twilio.com";
const keys = "https://console.twilio.com/us1/account/keys-credentials/api-keys";

/** Requests go by the API key where there is one; callbacks are signed with the auth token. */
export const credentials: readonly Credential[] = [
  {
    name: "accountSid",
    label: "Account SID",
    help: {
      en: "Console → Account Info, at the foot of the first page.",
      id: "Console → Account Info, di bawah halaman pertama.",
    },
    isSecret: false,
    example: `AC${"0123456789abcdef".repeat(2)}`,
    pattern: /^AC[0-9a-fA-F]{32}$/,
    page,
  },
  {
    name: "authToken",
    label: "Auth Token",
    help: {
      en: "Beside the Account SID: press Show. Twilio signs its receipts with it.",
      id: "Di samping Account SID: tekan Show. Twilio menandatangani tanda terimanya dengan ini.",
    },
    isSecret: true,
    example: null,
    page,
  },
  {
    name: "apiKeySid",
    label: "API key SID",
    help: {
      en:
        "Account → API keys & tokens. With a key of their own, requests do not use the Auth " +
        "Token.",
      id: "Account → API keys & tokens. Dengan kunci sendiri, permintaan tak memakai Auth Token.",
    },
    isSecret: false,
    isRequired: false,
    example: `SK${"0123456789abcdef".repeat(2)}`,
    pattern: /^SK[0-9a-fA-F]{32}$/,
    page: keys,
  },
  {
    name: "apiKeySecret",
    label: "API key secret",
    help: {
      en: "Shown once, when the API key is made. Give it together with the API key SID.",
      id: "Ditampilkan sekali, saat kunci API dibuat. Beri bersama API key SID.",
    },
    isSecret: true,
    isRequired: false,
    example: null,
    page: keys,
  },
];
