import type { Credential } from "../credential.js";

const settings = "https://dashboard.nexmo.com/settings";
const applications = "https://dashboard.nexmo.com/applications";

/** What Vonage's two APIs, its feedback and its signed webhooks ask for. */
export const credentials: readonly Credential[] = [
  {
    name: "apiKey",
    label: "API key",
    help: {
      en: "Dashboard → API settings, at the top.",
      id: "Dashboard → API settings, di bagian atas.",
    },
    isSecret: false,
    example: "a1b2c3d4",
    pattern: /^[0-9a-zA-Z]{6,16}$/,
    page: settings,
  },
  {
    name: "apiSecret",
    label: "API secret",
    help: {
      en: "Dashboard → API settings → Account secret.",
      id: "Dashboard → API settings → Account secret.",
    },
    isSecret: true,
    example: null,
    page: settings,
  },
  {
    name: "applicationId",
    label: "Application ID",
    help: {
      en: "Applications → your application, which has Messages and, for calls, Voice turned on.",
      id: "Applications → aplikasi Anda, dengan Messages dan, untuk panggilan, Voice menyala.",
    },
    isSecret: false,
    example: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
    pattern: /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/,
    page: applications,
  },
  {
    name: "privateKey",
    label: "Private key",
    help: {
      en: "The file private.key that “Generate public and private key” saves; paste all of it.",
      id: "Berkas private.key dari “Generate public and private key”; tempel seluruhnya.",
    },
    isSecret: true,
    isMultiline: true,
    example: "-----BEGIN PRIVATE KEY----- …",
    pattern: /^\s*-----BEGIN [A-Z ]*PRIVATE KEY-----/,
    page: applications,
  },
  {
    name: "signatureSecret",
    label: "Signature secret",
    help: {
      en: "API settings → Signed webhooks. What is not signed with it is no receipt.",
      id: "API settings → Signed webhooks. Yang tak ditandatangani dengannya bukan tanda terima.",
    },
    isSecret: true,
    example: null,
    page: settings,
  },
];
