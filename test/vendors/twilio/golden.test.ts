import twilioSdk from "twilio";
import RequestClient from "twilio/lib/base/RequestClient.js";
import { describe, expect, it } from "vitest";
import { checkAccount } from "../../../src/vendors/twilio/check-account.js";
import { lookup } from "../../../src/vendors/twilio/lookup.js";
import { messagePrice } from "../../../src/vendors/twilio/message-price.js";
import { send } from "../../../src/vendors/twilio/send.js";
import type { OpenAccount, SendRequest } from "../../../src/vendors/vendor.js";
import { recorded } from "../golden-request.js";
import { sampleMessage } from "../one-answer.js";
import { contractFixture } from "./contract-fixture.js";

const { credentials } = contractFixture;
const sid = credentials["accountSid"] ?? "";
const token = credentials["authToken"] ?? "";

/** Sends what the package makes to the recorder; what host it had in mind is kept. */
class Loopback extends RequestClient {
  readonly hosts: string[] = [];

  constructor(private readonly url: string) {
    super();
  }

  override request<T>(options: Parameters<typeof RequestClient.prototype.request<T>>[0]) {
    const meant = new URL(options.uri);
    this.hosts.push(meant.host);
    const uri = `${this.url}${meant.pathname}`;
    return super.request<T>({ ...options, uri });
  }
}

const account = (baseUrl: string): OpenAccount => ({
  accountId: "account-1",
  baseUrl,
  credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "twilio",
});

const request: SendRequest = {
  ...sampleMessage,
  reference: "AZ-_09",
  text: "Kode Anda 493817 – jangan & bagikan + é 😀",
  from: "+15005550006",
  vendorTemplateName: null,
};
const statusCallback = "https://sandi.example/callbacks/account-1?ref=AZ-_09";
const usual = { to: request.to, statusCallback, validityPeriod: 300 };

const queued = { status: 201, body: JSON.stringify({ sid: "SM1", status: "queued" }) };
const service = "MG0123456789abcdef0123456789abcdef";
const template = "HX0123456789abcdef0123456789abcdef";

describe("Twilio's own package and our adapter", () => {
  it.each([
    ["an SMS", {}, { ...usual, from: request.from ?? "", body: request.text }],
    [
      "an SMS of a messaging service",
      { from: service },
      { ...usual, messagingServiceSid: service, body: request.text },
    ],
    [
      "a WhatsApp template",
      { channel: "WHATSAPP", vendorTemplateName: template },
      {
        ...usual,
        to: "whatsapp:+6281234567890",
        from: "whatsapp:+15005550006",
        contentSid: template,
        contentVariables: '{"1":"493817"}',
      },
    ],
    [
      "a message that is worth more than ten hours",
      { validitySec: 86_400.5 },
      { ...usual, from: request.from ?? "", body: request.text, validityPeriod: 36_000 },
    ],
  ] as const)("say the same for %s", async (_, changes, params) => {
    const theirs = await recorded(queued, async (url) => {
      const httpClient = new Loopback(url);
      await twilioSdk(sid, token, { httpClient }).messages.create(params);

      expect(httpClient.hosts).toEqual(["api.twilio.com"]);
    });

    const ours = await recorded(queued, (url, http) =>
      send({ ...request, ...changes }, account(url), http),
    );

    expect(ours).toEqual(theirs);
  });

  it("say the same with an API key in the place of the account's token", async () => {
    const key = { apiKeySid: "SK0123456789abcdef0123456789abcdef", apiKeySecret: "s3cr3t" };
    const theirs = await recorded(queued, (url) =>
      twilioSdk(key.apiKeySid, key.apiKeySecret, {
        accountSid: sid,
        httpClient: new Loopback(url),
      }).messages.create({ ...usual, from: request.from ?? "", body: request.text }),
    );

    const ours = await recorded(queued, (url, http) =>
      send(request, { ...account(url), credentials: { ...credentials, ...key } }, http),
    );

    expect(ours).toEqual(theirs);
  });

  it("part where a WhatsApp message has no template: ours asks nobody", async () => {
    const nobody = { request: () => Promise.reject(new Error("asked")) };
    const outcome = await send({ ...request, channel: "WHATSAPP" }, account(""), nobody);

    expect(outcome).toMatchObject({ kind: "rejected", failureClass: "CONTENT", charged: "no" });
  });

  it("say the same for a message that is read again", async () => {
    const answer = { status: 200, body: JSON.stringify({ sid: "SM1" }) };
    const theirs = await recorded(answer, (url) =>
      twilioSdk(sid, token, { httpClient: new Loopback(url) })
        .messages("SM1")
        .fetch(),
    );

    const ours = await recorded(answer, (url, http) => messagePrice("SM1", account(url), http));

    expect(ours).toEqual(theirs);
  });

  it("say the same for the account itself", async () => {
    const answer = { status: 200, body: JSON.stringify({ status: "active" }) };
    const theirs = await recorded(answer, (url) =>
      twilioSdk(sid, token, { httpClient: new Loopback(url) })
        .api.v2010.accounts(sid)
        .fetch(),
    );

    const ours = await recorded(answer, (url, http) => checkAccount(account(url), http));

    expect(ours).toEqual(theirs);
  });

  it("say the same for the line type of a number", async () => {
    const answer = { status: 200, body: JSON.stringify({ valid: true }) };
    const theirs = await recorded(answer, async (url) => {
      const httpClient = new Loopback(url);
      const client = twilioSdk(sid, token, { httpClient });
      await client.lookups.v2.phoneNumbers(request.to).fetch({ fields: "line_type_intelligence" });

      expect(httpClient.hosts).toEqual(["lookups.twilio.com"]);
    });

    const ours = await recorded(answer, (url, http) => lookup(request.to, account(url), http));

    expect(ours).toEqual({ ...theirs, path: ours.path });
    expect(decodeURIComponent(ours.path)).toBe(decodeURIComponent(theirs.path));
  });
});
