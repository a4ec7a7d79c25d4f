import { describe, expect, it } from "vitest";
import { lineTypes, lookup } from "../../../src/vendors/twilio/lookup.js";
import type { HttpResult } from "../../../src/vendors/http-client.js";
import { contractFixture } from "./contract-fixture.js";

const account = {
  accountId: "account-1",
  baseUrl: "",
  credentials: contractFixture.credentials,
  callbackUrl: "",
  vendor: "twilio",
};
const phone = "+6281234567890";
const line = {
  error_code: null,
  mobile_country_code: "510",
  mobile_network_code: "10",
  carrier_name: "Telkomsel",
  type: "mobile",
};
const body = {
  calling_country_code: "62",
  country_code: "ID",
  phone_number: phone,
  valid: true,
  validation_errors: [],
  line_type_intelligence: line,
};

function ask(result: HttpResult) {
  return lookup(phone, account, { request: () => Promise.resolve(result) });
}

function answer(status: number, value: unknown, headers = {}): HttpResult {
  return { kind: "answered", status, headers, body: JSON.stringify(value) };
}

describe("a look-up at Twilio", () => {
  it("tells country, line type and network", async () => {
    expect(await ask(answer(200, body))).toEqual({
      kind: "checked",
      isValid: true,
      country: "ID",
      lineType: "MOBILE",
      network: { name: "Telkomsel", mcc: "510", mnc: "10" },
      isPorted: null,
      reachability: "UNKNOWN",
      reasons: [],
      price: null,
    });
  });

  it.each([...lineTypes])("that calls a line %s means %s", async (type, lineType) => {
    const result = await ask(answer(200, { ...body, line_type_intelligence: { ...line, type } }));

    expect(result).toMatchObject({ lineType });
  });

  it("of a number that is none says why", async () => {
    const none = { valid: false, validation_errors: ["TOO_SHORT"], line_type_intelligence: null };

    expect(await ask(answer(200, none))).toMatchObject({
      isValid: false,
      lineType: "UNKNOWN",
      network: null,
      reasons: ["TOO_SHORT"],
    });
  });

  it("that Twilio refuses says whose fault it is, without the number", async () => {
    const refusal = { code: 20003, message: `no rights for ${phone}`, status: 401 };

    expect(await ask(answer(401, refusal))).toEqual({
      kind: "failed",
      failureClass: "ACCOUNT",
      charged: "no",
      vendorCode: "20003",
      vendorText: "no rights for […]",
      retryAfterMs: null,
    });
    expect(await ask(answer(429, { code: 20429 }, { "retry-after": "3" }))).toMatchObject({
      failureClass: "THROTTLED",
      retryAfterMs: 3000,
    });
  });

  it("that brings nothing to read may be billed, one that never left is not", async () => {
    for (const result of [
      answer(200, {}),
      answer(200, null),
      answer(502, "bad"),
      { kind: "no_answer", reason: "time-out" } as const,
    ]) {
      expect(await ask(result)).toMatchObject({
        kind: "failed",
        failureClass: "OUTCOME_UNKNOWN",
        charged: "maybe",
      });
    }
    expect(await ask({ kind: "not_sent", reason: "ECONNREFUSED" })).toMatchObject({
      failureClass: "VENDOR_DOWN",
      charged: "no",
    });
  });
});
