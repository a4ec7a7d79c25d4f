import { describe, expect, it } from "vitest";
import { verificationUrl } from "../../../src/vendors/sinch/api.js";
import { checkAccount } from "../../../src/vendors/sinch/check-account.js";
import { smsRefusalCodes, verificationCodes } from "../../../src/vendors/sinch/codes.js";
import { callingNumber } from "../../../src/vendors/sinch/flash-call.js";
import { send } from "../../../src/vendors/sinch/send.js";
import { accountAt } from "../contract-account.js";
import { oneAnswer, sampleMessage } from "../one-answer.js";
import { contractFixture } from "./contract-fixture.js";

const account = accountAt(contractFixture, "");
const call = { ...sampleMessage, channel: "MISSED_CALL", from: "+622155500000000" } as const;

function without(...names: readonly string[]) {
  const unused = Object.fromEntries(names.map((name) => [name, "-"]));
  return { ...account, credentials: { ...account.credentials, ...unused } };
}

const noSms = without("servicePlanId", "apiToken", "webhookSecret");
const noCalls = without("applicationKey", "applicationSecret");

describe("sending through Sinch", () => {
  it("does not know what became of a message after a code that says so", async () => {
    for (const [codes, message, bodyOf] of [
      [smsRefusalCodes, sampleMessage, (code: string) => ({ code })],
      [verificationCodes, call, (code: string) => ({ errorCode: Number(code) })],
    ] as const) {
      const open = [...codes].filter(([, found]) => found === "OUTCOME_UNKNOWN");
      for (const [code] of open) {
        expect(await send(message, account, oneAnswer(500, bodyOf(code)))).toMatchObject({
          kind: "unknown",
          vendorCode: code,
        });
      }
      expect(open.length).toBeGreaterThan(0);
    }
  });

  it.each([
    ["+622155500000000", "493817", "+622155500493817"],
    ["622155500000000", "0017", "+622155500000017"],
    ["+62215550", "4938", "+62214938"],
    ["+62215550", "49381", null],
    ["Sandi", "4938", null],
    [null, "4938", null],
    ["+622155500000000", "A7KQ", null],
    ["+622155500000000", "", null],
  ])("calls from %s with the code %s as %s", (from, code, caller) => {
    expect(callingNumber(from, code)).toBe(caller);
  });

  it("asks nobody for what the account or the sender cannot do", async () => {
    const http = oneAnswer(200, { id: "x" });
    const outcomes = [
      await send(sampleMessage, noSms, http),
      await send(call, noCalls, http),
      await send({ ...call, from: null }, account, http),
    ];

    expect(outcomes).toMatchObject([
      { kind: "rejected", failureClass: "ACCOUNT", charged: "no" },
      { kind: "rejected", failureClass: "ACCOUNT", charged: "no" },
      { kind: "rejected", failureClass: "CONTENT", charged: "no" },
    ]);
    expect(http.asked).toEqual([]);
  });

  it("goes to the host of calls though the operator chose a region for SMS", () => {
    const at = (baseUrl: string) => verificationUrl({ ...account, baseUrl }, "/x");

    expect([at(""), at("https://eu.sms.api.sinch.com"), at("http://127.0.0.1:1/v")]).toEqual([
      "https://verification.api.sinch.com/x",
      "https://verification.api.sinch.com/x",
      "http://127.0.0.1:1/v/x",
    ]);
  });
});

describe("checking an account at Sinch", () => {
  it.each([
    [401, {}, "does not take this apiToken"],
    [404, {}, "no service plan with this servicePlanId"],
    [429, {}, "Try again later."],
    [500, {}, "no answer that could be read"],
    [200, "<html>", "no answer that could be read"],
  ])("says what is wrong with the service plan after %i", async (status, body, words) => {
    expect(await checkAccount(noCalls, oneAnswer(status, body))).toMatchObject({
      ok: false,
      message: expect.stringContaining(words),
    });
  });

  it.each([
    [401, false, "does not take this applicationKey"],
    [404, true, "works"],
    [200, true, "works"],
    [500, false, "no answer that could be read"],
  ])("says of the application after %i that it works: %s", async (status, ok, words) => {
    expect(await checkAccount(noSms, oneAnswer(status, {}))).toMatchObject({
      ok,
      message: expect.stringContaining(words),
    });
  });

  it("asks for both, and for nothing that the account does not have", async () => {
    const asked = async (which: typeof account) => {
      const http = oneAnswer(200, {});
      await checkAccount(which, http);
      return http.asked.map(({ method, url }) => `${method} ${new URL(url).host}`);
    };

    expect(await asked(account)).toEqual([
      "GET us.sms.api.sinch.com",
      "GET verification.api.sinch.com",
    ]);
    expect(await asked(noSms)).toEqual(["GET verification.api.sinch.com"]);
    expect(await asked(without(...Object.keys(account.credentials)))).toEqual([]);
    expect(await asked(without("webhookSecret"))).toEqual([]);
  });
});
