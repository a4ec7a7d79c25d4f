import type { Credential } from "../credential.js";

const services = "https://dashboard.sinch.com/sms/api/services";
const applications = "https://dashboard.sinch.com/verification/apps";

/** For SMS a service plan; for flash calls an application. "-" for SMS that nobody sends. */
export const credentials: readonly Credential[] = [
  {
    name: "servicePlanId",
    label: "Service plan ID",
    help: {
      en: "SMS → APIs. Give “-” here and below when you only have people called.",
      id: "SMS → APIs. Isi “-” di sini dan di bawah bila hanya memakai panggilan.",
    },
    isSecret: false,
    example: "a1b2c3d4e5f60718293a4b5c6d7e8f90",
    page: services,
  },
  {
    name: "apiToken",
    label: "API token",
    help: {
      en: "Beside the service plan ID: press Show.",
      id: "Di samping service plan ID: tekan Show.",
    },
    isSecret: true,
    example: null,
    page: services,
  },
  {
    name: "webhookSecret",
    label: "Webhook secret",
    help: {
      en: "Sinch’s support turns signed callbacks on and gives it to you.",
      id: "Dukungan Sinch menyalakan callback bertanda tangan dan memberikannya.",
    },
    isSecret: true,
    example: null,
  },
  {
    name: "applicationKey",
    label: "Application key",
    help: {
      en: "Verification → Apps → your app. For flash calls alone.",
      id: "Verification → Apps → aplikasi Anda. Hanya untuk panggilan kilat.",
    },
    isSecret: false,
    isRequired: false,
    example: "669e367e-6bba-48ab-af15-266871c28135",
    page: applications,
  },
  {
    name: "applicationSecret",
    label: "Application secret",
    help: {
      en: "Beside the application key. For flash calls alone.",
      id: "Di samping application key. Hanya untuk panggilan kilat.",
    },
    isSecret: true,
    isRequired: false,
    example: null,
    page: applications,
  },
];

/** Where Sinch is told to call back about calls; each SMS names the address itself. */
export const callbackSetup = {
  en:
    "For flash calls: Verification → Apps → your app → Callback URL: this address. SMS " +
    "needs nothing.",
  id:
    "Untuk panggilan kilat: Verification → Apps → aplikasi Anda → Callback URL: alamat ini. " +
    "SMS tak perlu apa pun.",
};
