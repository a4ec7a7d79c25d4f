import { describe, expect, it } from "vitest";
import type { HttpRequest, HttpResult } from "../../../src/vendors/http-client.js";
import { sendFeedback } from "../../../src/vendors/vonage/feedback.js";
import { contractFixture } from "./contract-fixture.js";

const account = {
  accountId: "account-1",
  baseUrl: "",
  credentials: contractFixture.credentials,
  callbackUrl: "",
  vendor: "vonage",
};
const conversion = {
  channel: "SMS",
  vendorMessageId: "m 1&x",
  isVerified: true,
  at: new Date("2026-01-02T03:04:05.678Z"),
} as const;

describe("conversion feedback", () => {
  it("names the message, whether its code was typed in, and when", async () => {
    const asked: HttpRequest[] = [];
    const http = {
      request(request: HttpRequest): Promise<HttpResult> {
        asked.push(request);
        return Promise.resolve({ kind: "answered", status: 200, headers: {}, body: "" });
      },
    };
    await sendFeedback(conversion, account, http);
    await sendFeedback({ ...conversion, channel: "VOICE", isVerified: false }, account, http);
    const addresses = asked.map(({ method, url }) => {
      const { pathname, searchParams } = new URL(url);
      return { method, pathname, query: Object.fromEntries(searchParams) };
    });
    const usual = {
      "message-id": "m 1&x",
      timestamp: "2026-01-02 03:04:05",
      api_key: "a1b2c3d4",
      api_secret: "s3cr3tOfTheAccount",
    };

    expect(addresses).toEqual([
      { method: "POST", pathname: "/conversions/sms", query: { ...usual, delivered: "true" } },
      { method: "POST", pathname: "/conversions/voice", query: { ...usual, delivered: "false" } },
    ]);
  });

  it.each([
    [{ kind: "answered", status: 200, headers: {}, body: "OK" }, "taken"],
    [{ kind: "answered", status: 401, headers: {}, body: "" }, "refused"],
    [{ kind: "answered", status: 402, headers: {}, body: "" }, "refused"],
    [{ kind: "answered", status: 420, headers: {}, body: "" }, "refused"],
    [{ kind: "answered", status: 429, headers: {}, body: "" }, "failed"],
    [{ kind: "answered", status: 503, headers: {}, body: "" }, "failed"],
    [{ kind: "no_answer", reason: "time-out" }, "failed"],
    [{ kind: "not_sent", reason: "ECONNREFUSED" }, "failed"],
  ] as const)("that is answered %j is %s", async (result, meaning) => {
    const http = { request: () => Promise.resolve(result) };

    expect(await sendFeedback(conversion, account, http)).toBe(meaning);
  });
});
