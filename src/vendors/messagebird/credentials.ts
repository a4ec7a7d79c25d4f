import type { Credential } from "../credential.js";

const page = "https://dashboard.messagebird.com/developers/access";

/** The key that messages are sent with, and the one that reports are signed with. */
export const credentials: readonly Credential[] = [
  {
    name: "accessKey",
    label: "Access key",
    help: {
      en: "Dashboard → Developers → API access: a live key.",
      id: "Dashboard → Developers → API access: kunci live.",
    },
    isSecret: true,
    example: null,
    page,
  },
  {
    name: "signingKey",
    label: "Signing key",
    help: {
      en: "Developers → API settings. Reports that are not signed with it are refused.",
      id: "Developers → API settings. Laporan yang tak ditandatangani dengannya ditolak.",
    },
    isSecret: true,
    example: null,
    page,
  },
];
