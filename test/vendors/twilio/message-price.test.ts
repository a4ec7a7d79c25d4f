import { describe, expect, it } from "vitest";
import { messagePrice } from "../../../src/vendors/twilio/message-price.js";
import { oneAnswer } from "../one-answer.js";
import { contractFixture } from "./contract-fixture.js";

const account = {
  accountId: "account-1",
  baseUrl: "",
  credentials: contractFixture.credentials,
  callbackUrl: "",
  vendor: "twilio",
};

describe("the price of a message at Twilio", () => {
  it("is what the message says, a debit", async () => {
    const http = oneAnswer(200, { sid: "SM1", price: "-0.04450", price_unit: "usd" });

    expect(await messagePrice("SM1", account, http)).toEqual({ micros: 44_500n, currency: "USD" });
    expect(http.asked).toMatchObject([
      { method: "GET", url: expect.stringMatching(/\/2010-04-01\/.*\/Messages\/SM1\.json$/) },
    ]);
  });

  it.each([
    [200, { price: null, price_unit: "USD" }],
    [200, {}],
    [200, "no JSON"],
    [404, { price: "-1", price_unit: "USD" }],
    [500, ""],
  ])("is not known when Twilio answers %i %j", async (status, body) => {
    expect(await messagePrice("SM1", account, oneAnswer(status, body))).toBeNull();
  });
});
