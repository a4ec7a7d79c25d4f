import type { Credential } from "../credential.js";

/** One token for everything. */
export const credentials: readonly Credential[] = [
  {
    name: "apiToken",
    label: "API token",
    help: {
      en: "Telegram Gateway → Account settings → API. Reports are signed with it, too.",
      id: "Telegram Gateway → Account settings → API. Laporan ditandatangani dengannya juga.",
    },
    isSecret: true,
    example: null,
    page: "https://gateway.telegram.org/account/api",
  },
];
