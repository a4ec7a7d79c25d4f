import type { Credential } from "../credential.js";
import type { secretNames } from "./variables.js";

type SecretName = (typeof secretNames)[number];

const labels: Readonly<Record<SecretName, string>> = {
  apiKey: "API key",
  apiSecret: "API secret",
  username: "Username",
  password: "Password",
  callbackSecret: "Callback secret",
};

const named = {
  en: "Give it when the mapping names it.",
  id: "Isi bila pemetaan menyebutnya.",
};

const proof = {
  en: "What the vendor’s reports prove themselves by, when the mapping says how.",
  id: "Bukti keaslian laporan vendor, bila pemetaan menyebut caranya.",
};

/** The mapping, and whatever it names. */
export const credentials: readonly Credential[] = [
  {
    name: "mapping",
    label: "Mapping",
    help: {
      en:
        "How this vendor is asked and answers, as JSON; docs of the adapter “generic” say " +
        "how to write one.",
      id:
        "Cara vendor ini ditanya dan menjawab, sebagai JSON; dokumentasi adaptor “generic” " +
        "menjelaskannya.",
    },
    isSecret: false,
    isMultiline: true,
    example: '{ "send": { "url": "https://…", … }, … }',
  },
  ...(Object.keys(labels) as SecretName[]).map((name) => ({
    name,
    label: labels[name],
    help: name === "callbackSecret" ? proof : named,
    isSecret: name !== "username",
    isRequired: false,
    example: null,
  })),
];

/** Where the vendor is told to call back. */
export const callbackSetup = {
  en:
    "Give this address to the vendor for its delivery reports, unless the mapping sends it " +
    "along with each message.",
  id:
    "Beri alamat ini kepada vendor untuk laporan pengirimannya, kecuali pemetaan " +
    "mengirimnya bersama setiap pesan.",
};
