import {
  PinpointSMSVoiceV2Client,
  PutMessageFeedbackCommand,
  SendTextMessageCommand,
  SendVoiceMessageCommand,
} from "@aws-sdk/client-pinpoint-sms-voice-v2";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sendFeedback } from "../../../src/vendors/aws-sms/feedback.js";
import { send } from "../../../src/vendors/aws-sms/send.js";
import type { OpenAccount, SendRequest } from "../../../src/vendors/vendor.js";
import {
  agreed,
  awsCredentials,
  bothRequests,
  sdkHeaders,
  signatureOf,
  signedAnew,
} from "../aws-golden.js";
import { sampleMessage } from "../one-answer.js";

const account = (baseUrl: string): OpenAccount => ({
  accountId: "account-1",
  baseUrl,
  credentials: { ...awsCredentials, configurationSet: "sandi-otp", topicArn: "arn" },
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "aws-sms",
});
const client = (endpoint: string) =>
  new PinpointSMSVoiceV2Client({
    endpoint,
    region: awsCredentials.region,
    credentials: awsCredentials,
  });
const taken = {
  status: 200,
  body: JSON.stringify({ MessageId: "m-1" }),
  headers: { "content-type": "application/x-amz-json-1.0" },
};
const text = 'Kode "493817" – jangan & bagikan + é 😀\n';
const usual = {
  DestinationPhoneNumber: "+6281234567890",
  OriginationIdentity: "+12065550152",
  MessageBody: text,
  ConfigurationSetName: "sandi-otp",
  TimeToLive: 300,
  Context: { reference: "AZ-_09" },
  MessageFeedbackEnabled: true,
};
const request: SendRequest = {
  ...sampleMessage,
  reference: "AZ-_09",
  text,
  from: "+12065550152",
  priceMax: { micros: 64_519n, currency: "USD" },
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-02T03:04:05Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("Amazon's own package and our adapter", () => {
  it.each([
    [
      "an SMS",
      request,
      new SendTextMessageCommand({ ...usual, MessageType: "TRANSACTIONAL", MaxPrice: "0.06451" }),
    ],
    [
      "a call",
      { ...request, channel: "VOICE" as const },
      new SendVoiceMessageCommand({
        ...usual,
        MessageBodyTextType: "TEXT",
        MaxPricePerMinute: "0.06451",
      }),
    ],
  ])("agree on %s field by field, and on its signature", async (_, message, command) => {
    const [theirs, ours] = await bothRequests(
      taken,
      (url) => client(url).send(command as SendTextMessageCommand),
      (url, http) => send(message, account(url), http),
    );

    expect(agreed(ours)).toEqual(agreed(theirs));
    expect(signedAnew(theirs, "sms-voice")).toEqual(signatureOf(theirs));
    expect(signedAnew(ours, "sms-voice")).toEqual(signatureOf(ours));
    expect(
      Object.keys(theirs.headers)
        .filter((name) => !(name in ours.headers))
        .toSorted(),
    ).toEqual([...sdkHeaders].toSorted());
  });

  it("agree on feedback", async () => {
    const [theirs, ours] = await bothRequests(
      taken,
      (url) =>
        client(url).send(
          new PutMessageFeedbackCommand({ MessageId: "m-1", MessageFeedbackStatus: "RECEIVED" }),
        ),
      async (url, http) => {
        const feedback = { vendorMessageId: "m-1", isVerified: true };
        expect(await sendFeedback(feedback, account(url), http)).toBe("taken");
      },
    );

    expect(agreed(ours)).toEqual(agreed(theirs));
    expect(signedAnew(theirs, "sms-voice")).toEqual(signatureOf(theirs));
  });
});
