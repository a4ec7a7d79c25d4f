import { GetAccountCommand, SendEmailCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checkAccount } from "../../../src/vendors/ses/check-account.js";
import { send } from "../../../src/vendors/ses/send.js";
import type { OpenAccount, SendRequest } from "../../../src/vendors/vendor.js";
import { agreed, awsCredentials, bothRequests, signatureOf, signedAnew } from "../aws-golden.js";
import { sampleMessage } from "../one-answer.js";

const account = (baseUrl: string): OpenAccount => ({
  accountId: "account-1",
  baseUrl,
  credentials: { ...awsCredentials, configurationSet: "sandi-mail", topicArn: "arn" },
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "ses",
});
const client = (endpoint: string) =>
  new SESv2Client({ endpoint, region: awsCredentials.region, credentials: awsCredentials });
const json = { "content-type": "application/json" };
const request: SendRequest = {
  ...sampleMessage,
  channel: "EMAIL",
  reference: "AZ-_09",
  to: "ani.putri@example.org",
  from: "no-reply@acme.id",
  subject: "Kode masuk – 验证码",
  text: 'Kode "493817" & é 😀\n',
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-02T03:04:05Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("Amazon's own package and our adapter", () => {
  it("agree on an e-mail field by field, and on its signature", async () => {
    const command = new SendEmailCommand({
      FromEmailAddress: "no-reply@acme.id",
      Destination: { ToAddresses: ["ani.putri@example.org"] },
      Content: {
        Simple: {
          Subject: { Data: request.subject ?? "", Charset: "UTF-8" },
          Body: { Text: { Data: request.text, Charset: "UTF-8" } },
          Headers: [{ Name: "Auto-Submitted", Value: "auto-generated" }],
        },
      },
      EmailTags: [{ Name: "reference", Value: "AZ-_09" }],
      ConfigurationSetName: "sandi-mail",
    });
    const [theirs, ours] = await bothRequests(
      { status: 200, body: JSON.stringify({ MessageId: "m-1" }), headers: json },
      (url) => client(url).send(command),
      (url, http) => send(request, account(url), http),
    );

    expect(agreed(ours)).toEqual(agreed(theirs));
    expect(signedAnew(theirs, "ses")).toEqual(signatureOf(theirs));
    expect(signedAnew(ours, "ses")).toEqual(signatureOf(ours));
  });

  it("agree on the question for the account", async () => {
    const [theirs, ours] = await bothRequests(
      { status: 200, body: JSON.stringify({ SendingEnabled: true }), headers: json },
      (url) => client(url).send(new GetAccountCommand({})),
      (url, http) => checkAccount(account(url), http),
    );

    expect([ours.method, ours.path, ours.body]).toEqual([theirs.method, theirs.path, theirs.body]);
    expect(signatureOf(ours).credential).toBe(signatureOf(theirs).credential);
    expect(signedAnew(theirs, "ses")).toEqual(signatureOf(theirs));
  });
});
