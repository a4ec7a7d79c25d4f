import { describe, expect, it } from "vitest";
import { lookUpNumber } from "../../../src/vendors/infobip/number-lookup.js";
import { accountAt } from "../contract-account.js";
import { oneAnswer } from "../one-answer.js";
import { contractFixture } from "./contract-fixture.js";

const account = accountAt(contractFixture, "");
const phone = "+6281234567890";
const found = {
  to: "6281234567890",
  mccMnc: "51010",
  originalNetwork: { networkName: "Telkomsel", countryPrefix: "62" },
  ported: false,
  roaming: false,
  status: { groupId: 3, id: 5, name: "DELIVERED_TO_HANDSET" },
  error: { groupId: 0, id: 0, name: "NO_ERROR", permanent: false },
  price: { pricePerMessage: 0.005, currency: "EUR" },
};

const ask = (changes: object) =>
  lookUpNumber(phone, account, oneAnswer(200, { results: [{ ...found, ...changes }] }));

const notDelivered = { groupId: 2, id: 9, name: "UNDELIVERABLE_NOT_DELIVERED" };

describe("a number look-up at Infobip", () => {
  it("asks for the number without its plus, and nothing else", async () => {
    const http = oneAnswer(200, { results: [found] });
    await lookUpNumber(phone, account, http);

    expect(http.asked).toMatchObject([
      {
        method: "POST",
        url: "https://api.infobip.com/number/1/query",
        headers: { authorization: `App ${account.credentials["apiKey"]}` },
        body: '{"to":["6281234567890"]}',
      },
    ]);
  });

  it("tells network, porting, reach and price", async () => {
    expect(await ask({})).toEqual({
      kind: "checked",
      isValid: true,
      country: null,
      lineType: "UNKNOWN",
      network: { name: "Telkomsel", mcc: "510", mnc: "10" },
      isPorted: false,
      reachability: "REACHABLE",
      reasons: [],
      price: { micros: 5000n, currency: "EUR" },
    });
  });

  it("names the network that a number was ported to", async () => {
    const portedNetwork = { networkName: "Indosat" };

    expect(await ask({ ported: true, portedNetwork, mccMnc: "51001" })).toMatchObject({
      isPorted: true,
      network: { name: "Indosat", mcc: "510", mnc: "01" },
    });
  });

  it.each([
    [{ id: 1, name: "EC_UNKNOWN_SUBSCRIBER", permanent: true }, false, "UNREACHABLE"],
    [{ id: 27, name: "EC_ABSENT_SUBSCRIBER", permanent: false }, null, "UNREACHABLE"],
    [{ id: 34, name: "EC_SYSTEM_FAILURE", permanent: false }, null, "UNKNOWN"],
  ])("of %j says so", async (error, isValid, reachability) => {
    expect(await ask({ status: notDelivered, error })).toMatchObject({
      isValid,
      reachability,
      isPorted: null,
      reasons: [error.name],
    });
  });

  it("of a number that no operator has says that it is none", async () => {
    const status = { groupId: 5, id: 52, name: "REJECTED_DESTINATION" };

    expect(await ask({ status, originalNetwork: {}, mccMnc: undefined })).toMatchObject({
      isValid: false,
      network: null,
      reasons: ["REJECTED_DESTINATION"],
    });
  });

  it("learns nothing of a number when the account may not ask", async () => {
    const status = { groupId: 5, id: 12, name: "REJECTED_NOT_ENOUGH_CREDITS" };

    expect(await ask({ status })).toMatchObject({
      kind: "failed",
      failureClass: "ACCOUNT",
      charged: "no",
      vendorCode: "REJECTED_NOT_ENOUGH_CREDITS",
    });
  });

  it("that Infobip refuses says whose fault it is, without the number", async () => {
    const body = { errorCode: "E429", description: `too many for ${phone}` };
    const http = oneAnswer(429, body, { "retry-after": "9" });

    expect(await lookUpNumber(phone, account, http)).toEqual({
      kind: "failed",
      failureClass: "THROTTLED",
      charged: "no",
      vendorCode: "E429",
      vendorText: "too many for […]",
      retryAfterMs: 9000,
    });
    expect(await lookUpNumber(phone, account, oneAnswer(200, "{}"))).toMatchObject({
      kind: "failed",
      charged: "maybe",
    });
  });
});
