import { regionPattern } from "./aws-region.js";
import type { Credential } from "./credential.js";

const users = "https://console.aws.amazon.com/iam/home#/users";

/** What both adapters for Amazon's services ask for. */
export const awsCredentials: readonly Credential[] = [
  {
    name: "accessKeyId",
    label: "Access key ID",
    help: {
      en:
        "IAM → Users → Security credentials → Create access key. Let its user do no more " +
        "than send.",
      id:
        "IAM → Users → Security credentials → Create access key. Beri penggunanya hak " +
        "mengirim saja.",
    },
    isSecret: true,
    example: "AKIAIOSFODNN7EXAMPLE",
    pattern: /^[A-Z0-9]{16,128}$/,
    page: users,
  },
  {
    name: "secretAccessKey",
    label: "Secret access key",
    help: {
      en: "Shown once, when the access key is made.",
      id: "Ditampilkan sekali, saat access key dibuat.",
    },
    isSecret: true,
    example: null,
    page: users,
  },
  {
    name: "region",
    label: "Region",
    help: {
      en: "Where your sending identities are; the code, not the name of the place.",
      id: "Tempat identitas pengirim Anda berada; kodenya, bukan nama tempatnya.",
    },
    isSecret: false,
    example: "ap-southeast-1",
    pattern: regionPattern,
  },
  {
    name: "configurationSet",
    label: "Configuration set",
    help: {
      en: "Its name. Give it an event destination to the SNS topic below: receipts come that way.",
      id: "Namanya. Beri tujuan peristiwa ke topik SNS di bawah: tanda terima datang lewat situ.",
    },
    isSecret: false,
    example: "sandi-otp",
  },
  {
    name: "topicArn",
    label: "SNS topic ARN",
    help: {
      en: "SNS → Topics → your topic. Only what this topic signs is taken for a receipt.",
      id: "SNS → Topics → topik Anda. Hanya yang ditandatangani topik ini dianggap tanda terima.",
    },
    isSecret: false,
    example: "arn:aws:sns:ap-southeast-1:123456789012:sandi-otp",
    pattern: /^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:\d{12}:[\w.-]{1,256}$/,
    page: "https://console.aws.amazon.com/sns/v3/home#/topics",
  },
];

/** Where Amazon is told to call back. */
export const awsCallbackSetup = {
  en:
    "SNS → your topic → Create subscription, protocol HTTPS, with this address as the " +
    "endpoint. It confirms itself.",
  id:
    "SNS → topik Anda → Create subscription, protokol HTTPS, dengan alamat ini sebagai " +
    "endpoint. Terkonfirmasi sendiri.",
};
