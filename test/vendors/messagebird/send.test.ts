import { describe, expect, it } from "vitest";
import { checkAccount } from "../../../src/vendors/messagebird/check-account.js";
import { refusalClass, refusalCodes } from "../../../src/vendors/messagebird/codes.js";
import { send } from "../../../src/vendors/messagebird/send.js";
import { accountAt } from "../contract-account.js";
import { oneAnswer, sampleMessage } from "../one-answer.js";
import { contractFixture } from "./contract-fixture.js";

const account = accountAt(contractFixture, "");

describe("sending through MessageBird", () => {
  it("does not know what became of a message after a code that says so", async () => {
    const codes = [...refusalCodes].filter(([, found]) => found === "OUTCOME_UNKNOWN");
    for (const [code] of codes) {
      const http = oneAnswer(500, { errors: [{ code: Number(code), description: "t" }] });

      expect(await send(sampleMessage, account, http)).toMatchObject({
        kind: "unknown",
        vendorCode: code,
      });
    }
    expect(codes.length).toBeGreaterThan(0);
  });

  it("blames the recipient only for what is wrong with the recipient", () => {
    expect([
      refusalClass("9", "recipients"),
      refusalClass("10", "recipient"),
      refusalClass("10", "originator"),
      refusalClass("2", "recipients"),
      refusalClass("constructor", null),
    ]).toEqual(["RECIPIENT_PERMANENT", "RECIPIENT_PERMANENT", "CONTENT", "ACCOUNT", undefined]);
  });

  it.each([
    ["id", "id-id"],
    ["en", "en-us"],
    ["en-GB", "en-gb"],
    ["pt-BR", "pt-br"],
    ["fr-CH", "fr-fr"],
    ["de", "de-de"],
    ["ar", "en-us"],
    ["", "en-us"],
  ])("speaks %s as %s", async (locale, language) => {
    const http = oneAnswer(201, { id: "m-1" });
    await send({ ...sampleMessage, channel: "VOICE", locale }, account, http);

    expect(JSON.parse(http.asked[0]?.body ?? "")).toMatchObject({ language });
  });
});

describe("checking an account at MessageBird", () => {
  it.each([
    [401, { errors: [{ code: 2 }] }, "MessageBird does not know this access key."],
    [403, {}, "does not let it in"],
    [429, {}, "Try again later."],
    [200, {}, "no answer that could be read"],
    [200, { payment: "prepaid", amount: 0 }, "balance is used up"],
  ])("says what is wrong after %i %j", async (status, body, words) => {
    const result = await checkAccount(account, oneAnswer(status, body));

    expect(result).toMatchObject({ ok: false, message: expect.stringContaining(words) });
  });

  it("takes an account that pays later for what it is", async () => {
    const http = oneAnswer(200, { payment: "postpaid", type: "euros", amount: 0 });

    expect(await checkAccount(account, http)).toMatchObject({ ok: true });
  });
});
