import { describe, expect, it } from "vitest";
import type { HttpRequest, HttpResult } from "../../../src/vendors/http-client.js";
import {
  networkTypes,
  numberInsight,
  reachabilities,
  refusalStatuses,
} from "../../../src/vendors/vonage/number-insight.js";
import { contractFixture } from "./contract-fixture.js";

const account = {
  accountId: "account-1",
  baseUrl: "",
  credentials: contractFixture.credentials,
  callbackUrl: "",
  vendor: "vonage",
};
const phone = "+6281234567890";
const carrier = {
  network_code: "51010",
  name: "Telkomsel",
  country: "ID",
  network_type: "mobile",
};
const body = {
  status: 0,
  status_message: "Success",
  international_format_number: "6281234567890",
  country_code: "ID",
  request_price: "0.00500000",
  current_carrier: carrier,
  original_carrier: { ...carrier, network_code: "51011" },
  ported: "ported",
};

const asked: HttpRequest[] = [];

function ask(result: HttpResult, depth?: "line" | "handset") {
  const http = {
    request(request: HttpRequest) {
      asked.push(request);
      return Promise.resolve(result);
    },
  };
  return numberInsight(phone, account, http, depth);
}

function answer(value: unknown, status = 200): HttpResult {
  return { kind: "answered", status, headers: {}, body: JSON.stringify(value) };
}

describe("Number Insight", () => {
  it("tells country, line type, network, porting and price", async () => {
    expect(await ask(answer(body))).toEqual({
      kind: "checked",
      isValid: null,
      country: "ID",
      lineType: "MOBILE",
      network: { name: "Telkomsel", mcc: "510", mnc: "10" },
      isPorted: true,
      reachability: "UNKNOWN",
      reasons: [],
      price: { micros: 5000n, currency: "EUR" },
    });
  });

  // What @vonage/number-insights 1.23.1 sends.
  it("is asked as Vonage's own package asks", async () => {
    asked.length = 0;
    await ask(answer(body), "line");
    await ask(answer(body), "handset");
    const basic = Buffer.from("a1b2c3d4:s3cr3tOfTheAccount").toString("base64");

    expect(asked).toMatchObject([
      {
        method: "GET",
        url: "https://api.nexmo.com/ni/standard/json?number=6281234567890",
        headers: { authorization: `Basic ${basic}` },
        body: null,
      },
      { url: "https://api.nexmo.com/ni/advanced/json?number=6281234567890" },
    ]);
  });

  it.each([...networkTypes])("that calls a network %s means %s", async (type, lineType) => {
    const current_carrier = { ...carrier, network_type: type };

    expect(await ask(answer({ ...body, current_carrier }))).toMatchObject({ lineType });
  });

  it.each([...reachabilities])("that calls a handset %s means %s", async (reachable, meaning) => {
    expect(await ask(answer({ ...body, reachable }), "handset")).toMatchObject({
      reachability: meaning,
    });
  });

  it.each([
    ["valid", true],
    ["inferred", true],
    ["not_valid", false],
    ["inferred_not_valid", false],
    ["unknown", null],
  ])("that calls a number %s means valid: %s", async (valid_number, isValid) => {
    expect(await ask(answer({ ...body, valid_number }))).toMatchObject({ isValid });
  });

  it.each([
    ["assumed_ported", true],
    ["not_ported", false],
    ["assumed_not_ported", false],
    ["unknown", null],
  ])("that calls a number %s means ported: %s", async (ported, isPorted) => {
    expect(await ask(answer({ ...body, ported }))).toMatchObject({ isPorted });
  });

  it("that could ask less than wanted says so", async () => {
    expect(await ask(answer({ ...body, status: 43 }), "handset")).toMatchObject({
      kind: "checked",
      reasons: ["status_43"],
    });
  });

  it.each([...refusalStatuses])(
    "that refuses with %s is of class %s",
    async (code, failureClass) => {
      const status = /^\d/.test(code) ? Number(code) : undefined;
      const type = `https://developer.vonage.com/api-errors#${code}`;

      expect(await ask(answer({ status, type, status_message: `no ${phone}` }))).toMatchObject({
        kind: "failed",
        failureClass,
        charged: "no",
        vendorCode: code,
      });
    },
  );

  it("that brings nothing to read may be billed, one that never left is not", async () => {
    for (const result of [
      answer({}),
      answer(null),
      answer("bad", 502),
      answer({ ...body, status: 77 }),
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
