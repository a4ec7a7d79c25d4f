import { SinchClient } from "@sinch/sdk-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { HttpClient, HttpRequest, HttpResult } from "../../../src/vendors/http-client.js";
import { sendFeedback } from "../../../src/vendors/sinch/feedback.js";
import { sinch } from "../../../src/vendors/sinch/sinch.js";
import type { SendRequest } from "../../../src/vendors/vendor.js";
import { recorded } from "../golden-request.js";
import { sampleMessage } from "../one-answer.js";
import { sentRequest } from "../sent-request.js";
import { contractFixture } from "./contract-fixture.js";

const { credentials } = contractFixture;
const callbackUrl = "https://sandi.example/callbacks/account-1";
const taken = { status: 201, body: JSON.stringify({ id: "m-1" }) };
const now = new Date("2026-01-02T03:04:05Z");

function sdkAt(url: string): SinchClient {
  const { servicePlanId = "", apiToken = "" } = credentials;
  const { applicationKey = "", applicationSecret = "" } = credentials;
  return new SinchClient({
    servicePlanId,
    apiToken,
    applicationKey,
    applicationSecret,
    smsHostname: url,
    verificationHostname: url,
  });
}

const ours = (changes: Partial<SendRequest>) =>
  sentRequest(sinch, taken, { ...sampleMessage, ...changes }, { credentials, callbackUrl });

const account = { accountId: "account-1", baseUrl: "", credentials, callbackUrl, vendor: "sinch" };
const called = {
  channel: "MISSED_CALL",
  vendorMessageId: "v-1",
  isVerified: true,
  at: now,
  code: sampleMessage.code,
  from: "+622155500000000",
} as const;

// Requests carry their time, and signatures cover it.
beforeAll(() => {
  vi.useFakeTimers({ now, toFake: ["Date"] });
});
afterAll(() => {
  vi.useRealTimers();
});

describe("a request to Sinch is the one that its own SDK makes", () => {
  it("for an SMS", async () => {
    const theirs = await recorded(taken, (url) =>
      sdkAt(url).sms.batches.sendTextMessage({
        sendSMSRequestBody: {
          from: "Sandi",
          to: [sampleMessage.to],
          body: sampleMessage.text,
          delivery_report: "per_recipient",
          callback_url: callbackUrl,
          client_reference: "ref-one",
          expire_at: new Date(now.getTime() + 300_000),
        },
      }),
    );

    // The SDK leaves out the kind of message, which is the default; the contract knows it.
    const body = { type: "mt_text", ...(theirs.body as object) };
    expect(await ours({ from: "Sandi" })).toEqual({ ...theirs, body });
    expect(theirs).toMatchObject({
      method: "POST",
      path: `/xms/v1/${credentials["servicePlanId"]}/batches`,
    });
  });

  it("for a flash call, signature and all", async () => {
    const theirs = await recorded(taken, (url) =>
      sdkAt(url).verification.verifications.startFlashCall({
        startVerificationWithFlashCallRequestBody: {
          identity: { type: "number", endpoint: sampleMessage.to },
          reference: "ref-one",
          custom: "+622155500493817",
        },
      }),
    );

    expect(await ours({ channel: "MISSED_CALL", from: "+622155500000000" })).toEqual(theirs);
    expect(theirs).toMatchObject({ method: "POST", path: "/verification/v1/verifications" });
    expect(theirs.authorization).toMatch(/^Application 669e367e-.*:.{44}$/);
  });

  it("for the report of the number that called, signature and all", async () => {
    const theirs = await recorded(taken, (url) =>
      sdkAt(url).verification.verifications.reportFlashCallById({
        id: "v-1",
        reportFlashCallVerificationByIdRequestBody: { flashCall: { cli: "+622155500493817" } },
      }),
    );
    const oursTo = (url: string, http: HttpClient) =>
      sendFeedback(called, { ...account, baseUrl: url }, http);

    expect(await recorded(taken, oursTo)).toEqual(theirs);
    expect(theirs).toMatchObject({ method: "PUT", path: "/verification/v1/verifications/id/v-1" });
  });
});

describe("the report of a flash call", () => {
  const answering = (result: HttpResult) => {
    const asked: HttpRequest[] = [];
    const http: HttpClient = {
      request(request) {
        asked.push(request);
        return Promise.resolve(result);
      },
    };
    return { asked, http };
  };
  const answered = (status: number): HttpResult => ({
    kind: "answered",
    status,
    headers: {},
    body: "{}",
  });

  it("is taken, refused, or to be repeated", async () => {
    const results = [
      answered(200),
      answered(404),
      answered(429),
      answered(503),
      { kind: "no_answer", reason: "time-out" },
    ] as const;
    const told = await Promise.all(
      results.map((result) => sendFeedback(called, account, answering(result).http)),
    );

    expect(told).toEqual(["taken", "refused", "failed", "failed", "failed"]);
  });

  it("is not made where the number that called is not known, or nobody typed it in", async () => {
    const { asked, http } = answering(answered(200));
    for (const changes of [{ code: null }, { from: null }, { isVerified: false }]) {
      expect(await sendFeedback({ ...called, ...changes }, account, http)).toBe("refused");
    }
    expect(asked).toEqual([]);
  });
});
