import { describe, expect, it } from "vitest";
import { attemptCost } from "../../../src/core/ledger/attempt-cost.js";
import { learn, noFacts } from "../../../src/core/ledger/money-facts.js";
import { occurrencesOfReceipt } from "../../../src/core/ledger/receipt-money.js";
import { receiptStatusOf } from "../../../src/vendors/telegram/codes.js";
import { readCallback } from "../../../src/vendors/telegram/receipt.js";
import type { OpenAccount, VendorReceipt } from "../../../src/vendors/vendor.js";
import { contractFixture } from "./contract-fixture.js";

const at = new Date("2026-01-02T03:04:05Z");
const account: OpenAccount = {
  accountId: "account-1",
  baseUrl: "",
  credentials: contractFixture.credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "telegram",
};

function readReport(report: object) {
  const body = JSON.stringify({ request_id: "1234567890", ...report });
  const call = contractFixture.callbacks[0]?.proved?.(body, at, account);
  if (call === undefined) {
    throw new Error("the fixture signs calls");
  }
  return readCallback(call, account);
}

function readOne(status: string, changes: object = {}): VendorReceipt {
  const delivery = { status, updated_at: 1767323045 };
  const result = readReport({ delivery_status: delivery, ...changes });
  if (result.kind !== "verified" || result.receipts[0] === undefined) {
    throw new Error("no receipt");
  }
  return result.receipts[0];
}

describe("a report from Telegram", () => {
  // printf "1767323045\n%s" "$body" | openssl dgst -sha256 -mac HMAC -macopt hexkey:$sha256OfToken
  const body = Buffer.from(
    '{"request_id":"1234567890","phone_number":"+6281234567890",' +
      '"delivery_status":{"status":"delivered","updated_at":1767323045}}',
  );
  const signature = "6df34e62846eb8f3b41d53d33a6e58f5f2580ab7465763a2c11328800b4db5be";
  const reasonOf = (changes: { time?: string; signature?: string; body?: Buffer }) => {
    const result = readCallback(
      {
        method: "POST",
        url: "/callbacks/account-1",
        headers: {
          "x-request-timestamp": changes.time ?? "1767323045",
          "x-request-signature": changes.signature ?? signature,
        },
        body: changes.body ?? body,
        receivedAt: at,
      },
      account,
    );
    return result.kind === "refused" ? result.reason : result.kind;
  };

  it("is taken with the signature that openssl makes", () => {
    expect(reasonOf({})).toBe("verified");
  });

  it("is refused with a changed byte of time, signature or body", () => {
    const changed = Buffer.from(body.toString().replace("delivered", "deliverec"));

    expect([
      reasonOf({ time: "1767323046" }),
      reasonOf({ signature: `${signature.slice(0, -1)}${signature.endsWith("0") ? "1" : "0"}` }),
      reasonOf({ body: changed }),
    ]).toEqual(["bad_signature", "bad_signature", "bad_signature"]);
  });

  it("of a code that was checked is taken and holds no receipt", () => {
    const checked = { verification_status: { status: "code_valid", updated_at: 1767323050 } };

    expect(readReport(checked)).toMatchObject({ kind: "verified", receipts: [] });
  });

  it.each([...receiptStatusOf])(
    "that says %s means %s, at the time that it names",
    (said, status) => {
      expect(readOne(said)).toMatchObject({ status, vendorStatus: said, isCodeKnown: true, at });
    },
  );

  it("that a message did not arrive sends the code elsewhere", () => {
    expect([readOne("expired"), readOne("revoked")]).toMatchObject([
      { failureClass: "RECIPIENT_TEMPORARY" },
      { failureClass: "RECIPIENT_TEMPORARY" },
    ]);
  });

  it("of an expired message takes the fee back, unless Telegram says that it kept it", () => {
    expect(readOne("expired", { request_cost: 0.01 })).toMatchObject({
      isRefund: true,
      price: null,
    });
    expect(readOne("expired", { request_cost: 0.01, is_refunded: false })).toMatchObject({
      isRefund: false,
      price: { micros: 10_000n, currency: "USD" },
    });
    expect(readOne("delivered", { is_refunded: true })).toMatchObject({ isRefund: true });
  });
});

describe("the money of a message in Telegram", () => {
  const terms = {
    holdMicros: 10_000n,
    billedOn: "SUBMITTED",
    parts: 1,
    priceMicros: 10_000n,
    exchangeRate: "1",
  } as const;
  const answered = learn(noFacts, {
    kind: "accepted",
    charged: "yes",
    quote: { micros: 10_000n, atMs: at.getTime() - 60_000 },
  });
  const after = (...receipts: VendorReceipt[]) => {
    const facts = receipts
      .flatMap((receipt) =>
        occurrencesOfReceipt(receipt, { partsDelivered: 0, partsKnown: 1 }, 1, "USD"),
      )
      .reduce(learn, answered);
    return attemptCost(terms, facts, true);
  };

  it("is charged when it is accepted, and comes back to zero when it expires", () => {
    expect(attemptCost(terms, answered, false)).toEqual({
      charge: "CHARGED",
      vendorMicros: 10_000n,
    });
    expect(after(readOne("expired", { is_refunded: true, request_cost: 0.01 }))).toEqual({
      charge: "RELEASED",
      vendorMicros: 0n,
    });
  });

  it("stays at zero when an older report with its cost comes late", () => {
    const sent = readOne("sent", { request_cost: 0.01 });
    const expired = readOne("expired", { is_refunded: true });

    expect(after(expired, sent)).toEqual({ charge: "RELEASED", vendorMicros: 0n });
  });
});
