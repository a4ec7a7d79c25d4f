import { SinchClient } from "@sinch/sdk-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
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
});
