import { createSign } from "node:crypto";
import type { HttpClient } from "../../src/vendors/http-client.js";
import { signingKeyOf } from "../../src/vendors/sns-certificates.js";
import type { CallbackRequest } from "../../src/vendors/vendor.js";
import { type SelfSigned, selfSigned } from "./self-signed.js";

/** Where the certificate of these tests' signatures is, as SNS names it. */
export const certificateUrl =
  "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem";

/** The key that these tests sign with; its certificate is known to the adapters from then on. */
export const snsKey: SelfSigned = selfSigned("sns.amazonaws.com");

/** A network that has this certificate at every address of SNS's, and takes every confirmation. */
export function snsNetwork(asked: string[] = [], pem = snsKey.pem): HttpClient {
  return {
    request({ url }) {
      asked.push(url);
      const body = url.endsWith(".pem") ? pem : "<ConfirmSubscriptionResponse/>";
      return Promise.resolve({ kind: "answered", status: 200, headers: {}, body });
    },
  };
}

await signingKeyOf(certificateUrl, snsNetwork());

const signedNames = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  SubscriptionConfirmation: [
    ...["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
  ],
} as const;

/** An envelope as SNS posts it, signed; `changes` are made before that. */
export function snsEnvelope(
  message: string,
  at: Date,
  topicArn: string,
  changes: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const envelope: Record<string, string> = {
    Type: "Notification",
    MessageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
    TopicArn: topicArn,
    Message: message,
    Timestamp: at.toISOString(),
    SignatureVersion: "2",
    SigningCertURL: certificateUrl,
    UnsubscribeURL: "https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe",
    ...changes,
  };
  const sign = createSign(envelope["SignatureVersion"] === "1" ? "RSA-SHA1" : "RSA-SHA256");
  for (const name of signedNames[envelope["Type"] as keyof typeof signedNames]) {
    if (envelope[name] !== undefined) {
      sign.update(`${name}\n${envelope[name]}\n`);
    }
  }
  return { ...envelope, Signature: sign.sign(snsKey.privateKey, "base64") };
}

/** An envelope on its way to us. */
export function snsCall(envelope: Readonly<Record<string, string>>, at: Date): CallbackRequest {
  return {
    method: "POST",
    url: "/callbacks/account-1",
    headers: {
      "content-type": "text/plain; charset=UTF-8",
      "x-amz-sns-message-type": envelope["Type"],
    },
    body: Buffer.from(JSON.stringify(envelope)),
    receivedAt: at,
  };
}

/** Which bytes of an envelope the signature covers: all but the address to leave the topic. */
export function isCoveredBySns(index: number, bytes: Buffer): boolean {
  const text = bytes.toString();
  const member = /"UnsubscribeURL":"[^"]*"/.exec(text);
  const from = member?.index ?? text.length;
  return index < from + 1 || index >= from + (member?.[0].length ?? 0) - 1;
}
