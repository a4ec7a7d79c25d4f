import { describe, expect, it } from "vitest";
import type { HttpClient, HttpRequest, HttpResult } from "../../../src/vendors/http-client.js";
import { sendFeedback } from "../../../src/vendors/telegram/feedback.js";
import type { Conversion } from "../../../src/vendors/vendor.js";
import { checkSendAbility } from "../../../src/vendors/telegram/send-ability.js";
import type { OpenAccount } from "../../../src/vendors/vendor.js";
import { contractFixture } from "./contract-fixture.js";

const account: OpenAccount = {
  accountId: "account-1",
  baseUrl: "",
  credentials: contractFixture.credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "telegram",
};
const phone = "+6281234567890";

function telegramSaying(result: HttpResult) {
  const asked: HttpRequest[] = [];
  const http: HttpClient = {
    request(request) {
      asked.push(request);
      return Promise.resolve(result);
    },
  };
  return { http, asked };
}

const answered = (body: object, status = 200): HttpResult => ({
  kind: "answered",
  status,
  headers: {},
  body: JSON.stringify(body),
});
const error = (name: string) => answered({ ok: false, error: name });
const able = answered({ ok: true, result: { request_id: "77", request_cost: 0.01 } });

const check = (result: HttpResult) => checkSendAbility(phone, account, telegramSaying(result).http);

describe("whether a code would arrive in Telegram", () => {
  it("is asked for one number, and billed when it would", async () => {
    const { http, asked } = telegramSaying(able);

    expect(await checkSendAbility(phone, account, http)).toEqual({
      kind: "checked",
      isValid: true,
      country: null,
      lineType: "UNKNOWN",
      network: null,
      isPorted: null,
      reachability: "REACHABLE",
      reasons: [],
      price: { micros: 10_000n, currency: "USD" },
    });
    expect(asked).toMatchObject([
      {
        url: "https://gatewayapi.telegram.org/checkSendAbility",
        body: JSON.stringify({ phone_number: phone }),
      },
    ]);
  });

  it.each([
    ["PHONE_NUMBER_NOT_AVAILABLE", null],
    ["PHONE_NUMBER_NOT_FOUND", null],
    ["PHONE_NUMBER_INVALID", false],
  ])("is known, and free, when Telegram answers %s", async (name, isValid) => {
    expect(await check(error(name))).toMatchObject({
      kind: "checked",
      isValid,
      reachability: "UNREACHABLE",
      reasons: [name],
      price: { micros: 0n, currency: "USD" },
    });
  });

  it.each([
    ["ACCESS_TOKEN_INVALID", "ACCOUNT", "no"],
    ["BALANCE_NOT_ENOUGH", "ACCOUNT", "no"],
    ["FLOOD_WAIT_9", "THROTTLED", "no"],
    ["SUNSPOTS", "OUTCOME_UNKNOWN", "maybe"],
  ])("stays open when Telegram answers %s", async (name, failureClass, charged) => {
    expect(await check(error(name))).toMatchObject({ kind: "failed", failureClass, charged });
  });

  it("waits as long as Telegram asks", async () => {
    expect(await check(error("FLOOD_WAIT_9"))).toMatchObject({ retryAfterMs: 9000 });
  });

  it("stays open, and may be billed, when no answer comes or none that can be read", async () => {
    const silences: HttpResult[] = [
      { kind: "no_answer", reason: "time-out" },
      answered({ ok: true }),
      answered([], 502),
    ];
    for (const silence of silences) {
      expect(await check(silence)).toMatchObject({ kind: "failed", charged: "maybe" });
    }
    expect(await check({ kind: "not_sent", reason: "ECONNREFUSED" })).toMatchObject({
      kind: "failed",
      failureClass: "VENDOR_DOWN",
      charged: "no",
    });
  });
});

describe("feedback to Telegram", () => {
  const conversion: Conversion = {
    channel: "TELEGRAM",
    vendorMessageId: "1234567890",
    isVerified: true,
    at: new Date("2026-01-02T03:04:05Z"),
    code: "493817",
    from: null,
  };
  const tell = (result: HttpResult) =>
    sendFeedback(conversion, account, telegramSaying(result).http);

  it("repeats the code that was typed in", async () => {
    const status = { status: "code_valid", updated_at: 1767323050 };
    const { http, asked } = telegramSaying(
      answered({ ok: true, result: { request_id: "1234567890", verification_status: status } }),
    );

    expect(await sendFeedback(conversion, account, http)).toBe("taken");
    expect(asked).toMatchObject([
      {
        url: "https://gatewayapi.telegram.org/checkVerificationStatus",
        body: JSON.stringify({ request_id: "1234567890", code: "493817" }),
      },
    ]);
  });

  it("is not given for codes that nobody typed in, or that are gone", async () => {
    const { http, asked } = telegramSaying(able);

    expect(await sendFeedback({ ...conversion, isVerified: false }, account, http)).toBe("refused");
    expect(await sendFeedback({ ...conversion, code: null }, account, http)).toBe("refused");
    expect(asked).toEqual([]);
  });

  it("is given again when Telegram did not take it for now, and else not", async () => {
    expect([
      await tell(error("FLOOD_WAIT_3")),
      await tell(answered({}, 500)),
      await tell({ kind: "no_answer", reason: "time-out" }),
      await tell(error("REQUEST_ID_INVALID")),
      await tell(error("ACCESS_TOKEN_INVALID")),
    ]).toEqual(["failed", "failed", "failed", "refused", "refused"]);
  });
});
