import type { Credential } from "../credential.js";

/** What a mail server lets in by. */
export const credentials: readonly Credential[] = [
  {
    name: "username",
    label: "Username",
    help: {
      en: "What the mail server knows you by, often the whole address.",
      id: "Nama Anda di server surel, sering kali alamat lengkapnya.",
    },
    isSecret: false,
    example: "otp@example.com",
  },
  {
    name: "password",
    label: "Password",
    help: {
      en: "For mailboxes with two-step sign-in: an app password.",
      id: "Untuk kotak surel dengan masuk dua langkah: kata sandi aplikasi.",
    },
    isSecret: true,
    example: null,
  },
];
