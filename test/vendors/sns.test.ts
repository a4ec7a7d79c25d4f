import { createRequire } from "node:module";
import https from "node:https";
import { PassThrough } from "node:stream";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { HttpClient } from "../../src/vendors/http-client.js";
import { readSnsCallback } from "../../src/vendors/sns.js";
import { isSnsAddress } from "../../src/vendors/sns-certificates.js";
import type { CallbackResult, OpenAccount } from "../../src/vendors/vendor.js";
import { selfSigned } from "./self-signed.js";
import { certificateUrl, snsCall, snsEnvelope, snsKey, snsNetwork } from "./sns-signing.js";

/** Amazon's own verifier. */
const Validator = createRequire(import.meta.url)("sns-validator") as new () => {
  validate(message: object, done: (error: Error | null) => void): void;
};

const at = new Date("2026-01-02T03:04:05Z");
const topicArn = "arn:aws:sns:eu-central-1:123456789012:sandi";
const account: OpenAccount = {
  accountId: "account-1",
  baseUrl: "",
  credentials: { topicArn },
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "aws-sms",
};
const subscription = {
  Type: "SubscriptionConfirmation",
  Token: "2336412f37fb687f5d51e6e241d09c805a5a57b30d712f794cc5f6a988666d92",
  SubscribeURL: "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=233",
};

const nobody: HttpClient = {
  request: () => Promise.resolve({ kind: "not_sent", reason: "nobody" }),
};

function read(
  envelope: Readonly<Record<string, string>>,
  http: HttpClient = nobody,
): Promise<CallbackResult> {
  return readSnsCallback(snsCall(envelope, at), account, http, () => []);
}

function serveCertificate(): void {
  const serve = (_url: unknown, taken: (response: PassThrough) => void) => {
    const response = Object.assign(new PassThrough(), { statusCode: 200 });
    taken(response);
    response.end(snsKey.pem);
    return new PassThrough();
  };
  vi.spyOn(https, "get").mockImplementation(serve as unknown as typeof https.get);
}

function verdictOf(envelope: object): Promise<string> {
  return new Promise((resolve) =>
    new Validator().validate({ ...envelope }, (error) => resolve(error === null ? "good" : "bad")),
  );
}

// The last character of a signature is padding, which Amazon's verifier does not look at.
function oneBitOff(text: string, name: string): string {
  const place = name === "Signature" ? 0 : text.length - 1;
  const odd = String.fromCharCode(text.charCodeAt(place) ^ 1);
  return text.slice(0, place) + odd + text.slice(place + 1);
}

afterEach(() => vi.restoreAllMocks());

describe("an envelope of SNS's", () => {
  it.each([
    ["of version 1", { SignatureVersion: "1" }],
    ["of version 2", {}],
    ["with a subject", { Subject: "Amazon SES Email Event Notification" }],
    ["that asks to be confirmed", subscription],
  ])(
    "%s is good for us and for Amazon's own verifier, a changed one for neither",
    async (_, changes) => {
      serveCertificate();
      const envelope = snsEnvelope('{"a":"ü 😀"}', at, topicArn, changes);

      expect(await verdictOf(envelope)).toBe("good");
      expect((await read(envelope, snsNetwork())).kind).toBe("verified");
      for (const name of Object.keys(envelope).filter((one) => one !== "UnsubscribeURL")) {
        const changed = { ...envelope, [name]: oneBitOff(envelope[name] ?? "", name) };

        expect({ name, verdict: await verdictOf(changed) }).toEqual({ name, verdict: "bad" });
        expect(await read(changed)).toMatchObject({ kind: "refused", reason: "bad_signature" });
      }
    },
  );

  it("of another topic is refused, though Amazon signed it with the same key", async () => {
    const envelope = snsEnvelope("{}", at, `${topicArn}2`);

    expect(await read(envelope)).toMatchObject({ kind: "refused", reason: "bad_signature" });
  });

  it("is answered 503 while its certificate cannot be had, so that SNS repeats it", async () => {
    const SigningCertURL = certificateUrl.replace("cdef", "0000");
    const envelope = snsEnvelope("{}", at, topicArn, { SigningCertURL });

    expect(await read(envelope)).toMatchObject({ kind: "refused", answer: { status: 503 } });
    const asked: string[] = [];
    expect(await read(envelope, snsNetwork(asked))).toMatchObject({ kind: "verified" });
    expect(await read(envelope, snsNetwork(asked))).toMatchObject({ kind: "verified" });
    expect(asked).toEqual([SigningCertURL]);
  });

  it("is refused when somebody else's certificate is at its address", async () => {
    const SigningCertURL = certificateUrl.replace("cdef", "1111");
    const envelope = snsEnvelope("{}", at, topicArn, { SigningCertURL });
    const other = snsNetwork([], selfSigned("sns.amazonaws.com").pem);

    expect(await read(envelope, other)).toMatchObject({ kind: "refused", answer: { status: 401 } });
  });

  it.each([
    "http://sns.eu-central-1.amazonaws.com/a.pem",
    "https://sns.eu-central-1.amazonaws.com.evil.example/a.pem",
    "https://evil.example/sns.eu-central-1.amazonaws.com/a.pem",
    "https://sns.eu-central-1.amazonaws.com@evil.example/a.pem",
    "https://sns.eu-central-1.amazonaws.com:8443/a.pem",
    "https://sqs.eu-central-1.amazonaws.com/a.pem",
    "https://s3.amazonaws.com/sns.eu-central-1.amazonaws.com/a.pem",
    "not an address",
  ])("that names its certificate at %s asks nobody", async (SigningCertURL) => {
    const asked: string[] = [];
    const envelope = snsEnvelope("{}", at, topicArn, { SigningCertURL });

    expect(isSnsAddress(SigningCertURL)).toBe(false);
    expect(await read(envelope, snsNetwork(asked))).toMatchObject({ reason: "bad_signature" });
    expect(asked).toEqual([]);
  });
});

describe("a topic that asks whether it may post", () => {
  it("is told yes at the address that it signed", async () => {
    const asked: string[] = [];
    const envelope = snsEnvelope("confirm", at, topicArn, subscription);

    expect(await read(envelope, snsNetwork(asked))).toMatchObject({
      kind: "verified",
      receipts: [],
      answer: { status: 200 },
    });
    expect(asked).toEqual([subscription.SubscribeURL]);
  });

  it("is asked to come again when it cannot be told", async () => {
    const envelope = snsEnvelope("confirm", at, topicArn, subscription);

    expect(await read(envelope)).toMatchObject({ kind: "refused", answer: { status: 503 } });
  });

  it("is told nothing at addresses that are not SNS's, or when it is another's topic", async () => {
    const asked: string[] = [];
    const SubscribeURL = "https://evil.example/?Action=ConfirmSubscription";
    const odd = snsEnvelope("confirm", at, topicArn, { ...subscription, SubscribeURL });
    const another = snsEnvelope("confirm", at, `${topicArn}2`, subscription);

    expect((await read(odd, snsNetwork(asked))).kind).toBe("refused");
    expect((await read(another, snsNetwork(asked))).kind).toBe("refused");
    expect(asked).toEqual([]);
  });
});
