import { createVerify, type KeyObject } from "node:crypto";
import { isStale, refusedCallback, verifiedCallback } from "./callback-results.js";
import type { HttpClient } from "./http-client.js";
import { readObject, type WireObject } from "./read-object.js";
import { isSameSecret } from "./same-secret.js";
import { isSnsAddress, signingKeyOf } from "./sns-certificates.js";
import type { CallbackRequest, CallbackResult, OpenAccount, VendorReceipt } from "./vendor.js";

/** The members of an envelope, all texts; the optional ones are "" where they are not there. */
type Envelope = Readonly<Record<(typeof members)[number], string>>;

const members = [
  ...["Type", "MessageId", "TopicArn", "Message", "Timestamp", "Signature"],
  ...["SignatureVersion", "SigningCertURL", "Subject", "SubscribeURL", "Token"],
] as const;
const isOptional: ReadonlySet<string> = new Set(["Subject", "SubscribeURL", "Token"]);
const algorithms: ReadonlyMap<string, string> = new Map([
  ["1", "RSA-SHA1"],
  ["2", "RSA-SHA256"],
]);
const confirmTimeoutMs = 5000;

/**
 * Takes what Amazon SNS posts to the account: verifies the envelope – its signature, and that it is
 * of the topic that the account names, because everybody's topics are signed with the same key –
 * and hands the message inside, a JSON object, to `read`. A topic that asks whether it may post
 * here is confirmed. What cannot be verified or confirmed because SNS cannot be reached is answered
 * 503, which SNS repeats.
 *
 * @param read null = not to be read
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html
 */
export async function readSnsCallback(
  request: CallbackRequest,
  account: OpenAccount,
  http: HttpClient,
  read: (message: WireObject) => readonly VendorReceipt[] | null,
): Promise<CallbackResult> {
  const envelope = readEnvelope(request.body);
  if (
    envelope === null ||
    request.headers["x-amz-sns-message-type"] !== envelope.Type ||
    !isSameSecret(envelope.TopicArn, account.credentials["topicArn"] ?? "") ||
    !isSnsAddress(envelope.SigningCertURL)
  ) {
    return refusedCallback("bad_signature");
  }
  const key = await signingKeyOf(envelope.SigningCertURL, http);
  if (key === null) {
    return tryLater("bad_signature");
  }
  if (!isSigned(envelope, key)) {
    return refusedCallback("bad_signature");
  }
  if (isStale(new Date(envelope.Timestamp), request.receivedAt)) {
    return refusedCallback("stale");
  }
  switch (envelope.Type) {
    case "Notification": {
      const message = readObject(envelope.Message);
      const receipts = message === null ? null : read(message);
      return receipts === null ? refusedCallback("malformed") : verifiedCallback(receipts);
    }
    case "SubscriptionConfirmation":
      return (await isConfirmed(envelope, http)) ? verifiedCallback([]) : tryLater("malformed");
    default:
      return verifiedCallback([]);
  }
}

function readEnvelope(body: Buffer): Envelope | null {
  const given = readObject(body.toString("utf8"));
  const texts = members.map((name): [string, unknown] => [
    name,
    given?.[name] ?? (isOptional.has(name) ? "" : null),
  ]);
  return texts.every(([, text]) => typeof text === "string")
    ? (Object.fromEntries(texts) as Envelope)
    : null;
}

function isSigned(envelope: Envelope, key: KeyObject): boolean {
  const algorithm = algorithms.get(envelope.SignatureVersion);
  const signature = Buffer.from(envelope.Signature, "base64");
  // Base64 has several spellings of the same bytes; one is enough.
  if (algorithm === undefined || signature.toString("base64") !== envelope.Signature) {
    return false;
  }
  const names =
    envelope.Type === "Notification"
      ? (["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"] as const)
      : ([
          "Message",
          "MessageId",
          "SubscribeURL",
          "Timestamp",
          "Token",
          "TopicArn",
          "Type",
        ] as const);
  const verify = createVerify(algorithm);
  for (const name of names) {
    if (name !== "Subject" || envelope.Subject !== "") {
      verify.update(`${name}\n${envelope[name]}\n`);
    }
  }
  return verify.verify(key, signature);
}

async function isConfirmed({ SubscribeURL }: Envelope, http: HttpClient): Promise<boolean> {
  if (!isSnsAddress(SubscribeURL)) {
    return false;
  }
  const request = { method: "GET", url: SubscribeURL, headers: {}, body: null } as const;
  const result = await http.request({ ...request, timeoutMs: confirmTimeoutMs });
  return result.kind === "answered" && result.status === 200;
}

function tryLater(reason: "bad_signature" | "malformed"): CallbackResult {
  const answer = { status: 503, contentType: "application/json", body: "{}" };
  return { kind: "refused", reason, answer };
}
