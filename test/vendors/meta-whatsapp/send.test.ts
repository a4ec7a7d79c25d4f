import { describe, expect, it } from "vitest";
import type { HttpClient, HttpRequest, HttpResult } from "../../../src/vendors/http-client.js";
import { checkAccount } from "../../../src/vendors/meta-whatsapp/check-account.js";
import { errorCodes } from "../../../src/vendors/meta-whatsapp/codes.js";
import { templateLanguage } from "../../../src/vendors/meta-whatsapp/language.js";
import { send } from "../../../src/vendors/meta-whatsapp/send.js";
import type { OpenAccount, SendRequest } from "../../../src/vendors/vendor.js";
import { contractFixture } from "./contract-fixture.js";

const account: OpenAccount = {
  accountId: "account-1",
  baseUrl: "",
  credentials: contractFixture.credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "meta",
};
const message: SendRequest = {
  reference: "ref-one",
  channel: "WHATSAPP",
  to: "+6281234567890",
  text: "Kode Anda 493817.",
  subject: null,
  code: "493817",
  locale: "id-ID",
  from: null,
  vendorTemplateName: "login_code",
  validitySec: 300,
};

function vendorAnswering(status: number, body: object) {
  const asked: HttpRequest[] = [];
  const http: HttpClient = {
    request(request) {
      asked.push(request);
      const answer: HttpResult = {
        kind: "answered",
        status,
        headers: {},
        body: JSON.stringify(body),
      };
      return Promise.resolve(answer);
    },
  };
  return { http, asked };
}

describe("a message to WhatsApp", () => {
  it("is an authentication template whose text and button both carry the code", async () => {
    const { http, asked } = vendorAnswering(200, { messages: [{ id: "wamid.A" }] });
    await send(message, account, http);

    expect(asked[0]).toMatchObject({
      method: "POST",
      url: "https://graph.facebook.com/v23.0/106540352242922/messages",
      headers: {
        "content-type": "application/json",
        authorization: "Bearer EAAJB0iZBcDeFgHiJkLmNoPqRsTuVwXyZ",
      },
    });
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual({
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to: "+6281234567890",
      type: "template",
      template: {
        name: "login_code",
        language: { policy: "deterministic", code: "id" },
        components: [
          { type: "body", parameters: [{ type: "text", text: "493817" }] },
          {
            type: "button",
            sub_type: "url",
            index: "0",
            parameters: [{ type: "text", text: "493817" }],
          },
        ],
      },
      biz_opaque_callback_data: "ref-one",
    });
  });

  it("is refused before it leaves when the plan names no template", async () => {
    const { http, asked } = vendorAnswering(200, {});
    const outcome = await send({ ...message, vendorTemplateName: null }, account, http);

    expect(outcome).toMatchObject({ kind: "rejected", failureClass: "CONTENT", charged: "no" });
    expect(asked).toEqual([]);
  });

  it("counts a number that the token may not use against the account", async () => {
    const error = { code: 100, error_subcode: 33, message: "Unsupported post request." };
    const { http } = vendorAnswering(400, { error });

    expect(await send(message, account, http)).toMatchObject({ failureClass: "ACCOUNT" });
  });

  it("has an unknown outcome for codes that do not say whether it was taken", async () => {
    const doubtful = [...errorCodes].filter(([, meaning]) => meaning === "OUTCOME_UNKNOWN");
    for (const [code] of doubtful) {
      const { http } = vendorAnswering(500, { error: { code: Number(code) } });

      expect(await send(message, account, http)).toMatchObject({
        kind: "unknown",
        vendorCode: code,
      });
    }
    expect(doubtful.length).toBeGreaterThan(0);
  });
});

describe("the language of a template", () => {
  it.each([
    ["id", "id"],
    ["id-ID", "id"],
    ["en-US", "en_US"],
    ["en-AU", "en"],
    ["pt", "pt_BR"],
    ["pt-PT", "pt_PT"],
    ["zh-Hant-TW", "zh_TW"],
    ["zh", "zh_CN"],
    ["hi-IN", "hi"],
  ])("for %s is %s", (locale, language) => {
    expect(templateLanguage(locale)).toBe(language);
  });
});

describe("an account at Meta", () => {
  const check = (status: number, body: object) =>
    checkAccount(account, vendorAnswering(status, body).http);

  it("is asked for its number, with the proof of the app's secret", async () => {
    const { http, asked } = vendorAnswering(200, { id: "106540352242922" });
    const result = await checkAccount(account, http);

    expect(result).toEqual({ ok: true, message: "The account works." });
    // echo -n "$accessToken" | openssl dgst -sha256 -hmac "$appSecret"
    expect(asked[0]?.url).toBe(
      "https://graph.facebook.com/v23.0/106540352242922?fields=id,quality_rating&appsecret_proof=" +
        "06d3f073adac3ab258afa41ece1b0f6e32da51f72f8986a34bb5a7e835f90bce",
    );
  });

  it.each([
    [190, "Error validating access token", /access token: it is wrong, expired or revoked/],
    [100, "Invalid appsecret_proof provided in the API argument", /app secret is not/],
    [100, "Unsupported get request.", /no number with this phoneNumberId/],
    [10, "Application does not have permission", /may not use this number/],
    [230, "Requires permission", /may not use this number/],
    [131031, "Account locked", /restricted or locked/],
    [4, "Application request limit reached", /no more calls/],
    [1, "An unknown error occurred", /no answer that could be read/],
  ])("that Meta answers with %i is told what is wrong", async (code, text, words) => {
    const result = await check(400, { error: { code, message: text } });

    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(words) });
  });
});
