import { describe, expect, it } from "vitest";
import type { HttpClient, HttpRequest, HttpResult } from "../../../src/vendors/http-client.js";
import { checkAccount } from "../../../src/vendors/telegram/check-account.js";
import { send } from "../../../src/vendors/telegram/send.js";
import type { OpenAccount, SendRequest } from "../../../src/vendors/vendor.js";
import { contractFixture } from "./contract-fixture.js";

const account: OpenAccount = {
  accountId: "account-1",
  baseUrl: "",
  credentials: contractFixture.credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "telegram",
};
const message: SendRequest = {
  reference: "ref-one",
  channel: "TELEGRAM",
  to: "+6281234567890",
  text: "Kode Anda 493817.",
  subject: null,
  code: "493817",
  locale: "id",
  from: null,
  vendorTemplateName: null,
  validitySec: 300,
};

function telegramAnswering(body: object, status = 200) {
  const asked: HttpRequest[] = [];
  const http: HttpClient = {
    request(request) {
      asked.push(request);
      const text = JSON.stringify(body);
      const answer: HttpResult = { kind: "answered", status, headers: {}, body: text };
      return Promise.resolve(answer);
    },
  };
  return { http, asked };
}

const taken = { ok: true, result: { request_id: "1234567890" } };

async function sent(changes: Partial<SendRequest>): Promise<Record<string, unknown>> {
  const { http, asked } = telegramAnswering(taken);
  await send({ ...message, ...changes }, account, http);
  return JSON.parse(asked[0]?.body ?? "null") as Record<string, unknown>;
}

describe("a code for Telegram", () => {
  it("goes out with our reference as payload and the address for reports", async () => {
    const { http, asked } = telegramAnswering(taken);
    const outcome = await send(message, account, http);

    expect(asked[0]).toMatchObject({
      method: "POST",
      url: "https://gatewayapi.telegram.org/sendVerificationMessage",
      headers: { authorization: `Bearer ${account.credentials["apiToken"]}` },
    });
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual({
      phone_number: "+6281234567890",
      code: "493817",
      ttl: 300,
      payload: "ref-one",
      callback_url: "https://sandi.example/callbacks/account-1",
    });
    expect(outcome).toMatchObject({ vendorMessageIds: ["1234567890"], charged: "maybe" });
  });

  it("is charged at once when the answer names what it took", async () => {
    const result = { request_id: "1", request_cost: 0.0125 };
    const { http } = telegramAnswering({ ok: true, result });

    expect(await send(message, account, http)).toMatchObject({
      charged: "yes",
      price: { micros: 12_500n, currency: "USD" },
    });
  });

  it("expires with its code, within what Telegram allows", async () => {
    const ttls = [5, 30, 3600, 86_400].map((validitySec) => sent({ validitySec }));

    expect((await Promise.all(ttls)).map((body) => body["ttl"])).toEqual([30, 30, 3600, 3600]);
  });

  it("comes from the channel that is the sender", async () => {
    expect(await sent({ from: "@acme" })).toMatchObject({ sender_username: "acme" });
    expect(await sent({ from: "acme" })).toMatchObject({ sender_username: "acme" });
  });

  it("is refused before it leaves when it is not 4 to 8 digits", async () => {
    for (const code of ["123", "123456789", "A7KQ"]) {
      const { http, asked } = telegramAnswering(taken);

      expect(await send({ ...message, code }, account, http)).toMatchObject({
        kind: "rejected",
        failureClass: "CONTENT",
        charged: "no",
      });
      expect(asked).toEqual([]);
    }
  });

  it("that was sent before under the same request has an unknown outcome", async () => {
    const { http } = telegramAnswering({ ok: false, error: "MESSAGE_ALREADY_SENT" });

    expect(await send(message, account, http)).toEqual({
      kind: "unknown",
      charged: "maybe",
      vendorCode: "MESSAGE_ALREADY_SENT",
      vendorText: null,
    });
  });
});

describe("an account at Telegram", () => {
  it("is asked after a request that does not exist, which costs nothing", async () => {
    const { http, asked } = telegramAnswering({ ok: false, error: "REQUEST_ID_INVALID" });
    const result = await checkAccount(account, http);

    expect(result).toEqual({ ok: true, message: "The account works." });
    expect(asked.map(({ url }) => url)).toEqual([
      "https://gatewayapi.telegram.org/checkVerificationStatus",
    ]);
  });

  it.each([
    ["ACCESS_TOKEN_INVALID", "Telegram does not know this API token."],
    ["FLOOD_WAIT_30", "Telegram asks to wait 30 s before it answers."],
    ["BALANCE_NOT_ENOUGH", "Telegram does not take this account: BALANCE_NOT_ENOUGH."],
    ["no words", "Telegram gave no answer that could be read."],
  ])("that Telegram answers with %s is told what is wrong", async (error, words) => {
    const { http } = telegramAnswering({ ok: false, error });

    expect(await checkAccount(account, http)).toEqual({ ok: false, message: words });
  });
});
