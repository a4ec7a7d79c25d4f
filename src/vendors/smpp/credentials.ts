import type { Credential } from "../credential.js";

/** What an SMSC knows its customers by. */
export const credentials: readonly Credential[] = [
  {
    name: "systemId",
    label: "system_id",
    help: {
      en: "The carrier gives it to you with the connection, 15 characters at most.",
      id: "Diberikan operator bersama koneksinya, paling panjang 15 karakter.",
    },
    isSecret: false,
    example: "sandi-otp",
  },
  {
    name: "password",
    label: "password",
    help: {
      en: "Comes with the system_id; SMPP allows 8 characters.",
      id: "Datang bersama system_id; SMPP membolehkan 8 karakter.",
    },
    isSecret: true,
    example: null,
  },
];
