import { describe, expect, it } from "vitest";
import { errorCodes } from "../../../src/vendors/meta-whatsapp/codes.js";
import { readCallback } from "../../../src/vendors/meta-whatsapp/receipt.js";
import type { OpenAccount, VendorReceipt } from "../../../src/vendors/vendor.js";
import { contractFixture } from "./contract-fixture.js";

const at = new Date("2026-01-02T03:04:05Z");
const account: OpenAccount = {
  accountId: "account-1",
  baseUrl: "",
  credentials: contractFixture.credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "meta",
};

function signed(body: unknown) {
  const call = contractFixture.callbacks[0]?.proved?.(JSON.stringify(body), at, account);
  if (call === undefined) {
    throw new Error("the fixture signs calls");
  }
  return call;
}

function change(value: object) {
  const entry = [{ id: "102290129340398", changes: [{ field: "messages", value }] }];
  return { object: "whatsapp_business_account", entry };
}

function readOne(status: object): VendorReceipt | string | undefined {
  const whole = { id: "wamid.A", timestamp: "1767323045", status: "sent", ...status };
  const result = readCallback(signed(change({ statuses: [whole] })), account);
  return result.kind === "verified" ? result.receipts[0] : result.reason;
}

describe("a call from Meta", () => {
  // echo -n "$body" | openssl dgst -sha256 -hmac "$secret"
  const known = {
    method: "POST",
    url: "/callbacks/account-1",
    body: Buffer.from('{"object":"whatsapp_business_account","entry":[]}'),
    receivedAt: at,
  };
  const signature = "13e8d32739d417807ab8a86a6cd46937afdb6061570725687ad53cd0712942ac";
  const reasonOf = (header: string, body = known.body) => {
    const headers = { "x-hub-signature-256": header };
    const result = readCallback({ ...known, body, headers }, account);
    return result.kind === "refused" ? result.reason : result.kind;
  };

  it("is taken with the signature that openssl makes, in either case of letters", () => {
    expect(reasonOf(`sha256=${signature}`)).toBe("verified");
    expect(reasonOf(`sha256=${signature.toUpperCase()}`)).toBe("verified");
  });

  it("is refused with a changed byte of signature or body, and with another scheme", () => {
    expect(reasonOf(`sha256=${signature.replace("13e8", "13e9")}`)).toBe("bad_signature");
    expect(reasonOf(`sha1=${signature}`)).toBe("bad_signature");
    expect(reasonOf(signature)).toBe("bad_signature");
    const body = Buffer.from(known.body.toString().replace("entry", "Entry"));
    expect(reasonOf(`sha256=${signature}`, body)).toBe("bad_signature");
  });

  it("that tells of incoming messages or templates is taken and holds no receipt", () => {
    const calls = [
      change({ messages: [{ from: "16505551234", id: "wamid.B", type: "text" }] }),
      change({ event: "APPROVED", message_template_name: "login_code" }),
    ];

    expect(calls.map((call) => readCallback(signed(call), account))).toMatchObject([
      { kind: "verified", receipts: [], answer: { status: 200 } },
      { kind: "verified", receipts: [], answer: { status: 200 } },
    ]);
  });

  it("that holds statuses of several entries and changes gives all of them", () => {
    const status = (id: string) => ({ id, timestamp: "1767323045", status: "delivered" });
    const of = (...ids: string[]) => ({ value: { statuses: ids.map(status) } });
    const entry = [{ changes: [of("a", "b"), of("c")] }, { changes: [of("d")] }];
    const result = readCallback(signed({ entry }), account);

    expect(result.kind === "verified" && result.receipts.map((one) => one.vendorMessageId)).toEqual(
      ["a", "b", "c", "d"],
    );
  });
});

describe("a receipt from Meta", () => {
  it.each([
    ["sent", "ACCEPTED_BY_CARRIER"],
    ["delivered", "DELIVERED"],
    ["read", "READ"],
    ["played", "READ"],
    ["failed", "UNDELIVERED"],
    ["deleted", "UNKNOWN"],
  ])("that says %s means %s, at the time that it names", (status, meaning) => {
    expect(readOne({ status })).toMatchObject({ status: meaning, vendorStatus: status, at });
  });

  it("of a failure has the class of its code, whatever the code", () => {
    for (const [code, failureClass] of errorCodes) {
      expect(readOne({ status: "failed", errors: [{ code: Number(code) }] })).toMatchObject({
        failureClass,
        vendorCode: code,
        isCodeKnown: true,
      });
    }
  });

  it("of a failure without a code has no class that says more than that", () => {
    expect(readOne({ status: "failed" })).toMatchObject({
      failureClass: "OUTCOME_UNKNOWN",
      vendorCode: null,
    });
  });

  it("of a free message takes the charge back, and of a paid one does not", () => {
    const priced = (billable: boolean) => ({
      status: "delivered",
      pricing: { billable, pricing_model: "PMP", category: "authentication" },
    });

    expect(readOne(priced(false))).toMatchObject({ isRefund: true, price: null });
    expect(readOne(priced(true))).toMatchObject({ isRefund: false, price: null });
  });

  it("without an id, a status or a time makes its call malformed", () => {
    expect([readOne({ id: "" }), readOne({ status: 3.5 }), readOne({ timestamp: "soon" })]).toEqual(
      ["malformed", "malformed", "malformed"],
    );
  });
});

describe("the handshake of Meta", () => {
  const ask = (query: string) =>
    readCallback(
      { method: "GET", url: `/c/1?${query}`, headers: {}, body: Buffer.alloc(0), receivedAt: at },
      account,
    );
  const good = {
    "hub.mode": "subscribe",
    "hub.verify_token": account.credentials["verifyToken"] ?? "",
    "hub.challenge": "1158201444",
  };
  const query = (changes: object) => new URLSearchParams({ ...good, ...changes }).toString();

  it("gives the challenge back as plain text, and nothing else", () => {
    expect(ask(query({}))).toEqual({
      kind: "verified",
      receipts: [],
      answer: { status: 200, contentType: "text/plain", body: "1158201444" },
    });
  });

  it("fails with another token, another mode, or no query", () => {
    expect(ask(query({ "hub.verify_token": "x" }))).toMatchObject({ reason: "bad_signature" });
    expect(ask(query({ "hub.mode": "unsubscribe" }))).toMatchObject({ reason: "bad_signature" });
    expect(ask("")).toMatchObject({ reason: "bad_signature" });
  });

  it("never gives markup back", () => {
    const result = ask(query({ "hub.challenge": "<script>alert(1)</script>" }));

    expect(result).toMatchObject({ kind: "refused", reason: "malformed" });
    expect(result.answer.body).not.toContain("script");
  });
});
