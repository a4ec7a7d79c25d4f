import type { Credential } from "../credential.js";

const page = "https://console.plivo.com/dashboard/";

/** One pair for everything; callbacks are signed with the token. */
export const credentials: readonly Credential[] = [
  {
    name: "authId",
    label: "Auth ID",
    help: {
      en: "Console → Overview, at the top; it begins with MA, or SA for a subaccount.",
      id: "Console → Overview, di atas; diawali MA, atau SA untuk subakun.",
    },
    isSecret: false,
    example: "MAXXXXXXXXXXXXXXXXXX",
    pattern: /^(MA|SA)[A-Z0-9]{18}$/,
    page,
  },
  {
    name: "authToken",
    label: "Auth Token",
    help: {
      en: "Beside the Auth ID. Plivo signs its receipts with it.",
      id: "Di samping Auth ID. Plivo menandatangani tanda terimanya dengan ini.",
    },
    isSecret: true,
    example: null,
    page,
  },
];
