import Telnyx from "telnyx";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readCallback } from "../../../src/vendors/telnyx/receipt.js";
import type { CallbackRequest, OpenAccount } from "../../../src/vendors/vendor.js";
import { accountAt } from "../contract-account.js";
import { contractFixture } from "./contract-fixture.js";
import { publicKey } from "./signing.js";

const at = new Date("2026-01-02T03:04:05Z");
const account: OpenAccount = accountAt(contractFixture, "");
const client = new Telnyx({ apiKey: "k", publicKey });

async function theyAccept(request: CallbackRequest): Promise<boolean> {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, value ?? ""]),
  );
  return client.webhooks.unwrap(request.body.toString(), { headers }).then(
    () => true,
    () => false,
  );
}

function weAccept(request: CallbackRequest): boolean {
  return readCallback(request, account).kind === "verified";
}

function good(): CallbackRequest {
  const receipt = { id: "m-1", reference: "ref-one", said: "delivered", price: null } as const;
  const [one] = contractFixture.callbacks;
  if (one === undefined) {
    throw new Error("there is one kind of webhook");
  }
  return one.callback([receipt], at, account);
}

function changed(request: CallbackRequest, header: string, index: number): CallbackRequest {
  const value = request.headers[header] ?? "";
  const other = value[index] === "A" ? "B" : value[index] === "1" ? "2" : "A";
  const text = value.slice(0, index) + other + value.slice(index + 1);
  return { ...request, headers: { ...request.headers, [header]: text } };
}

describe("a webhook of Telnyx is taken exactly when Telnyx's own SDK takes it", () => {
  beforeAll(() => {
    vi.useFakeTimers({ now: at, toFake: ["Date"] });
  });
  afterAll(() => {
    vi.useRealTimers();
  });

  it("as it was signed", async () => {
    expect([await theyAccept(good()), weAccept(good())]).toEqual([true, true]);
  });

  it("not with one byte of its body changed", async () => {
    const { body } = good();
    for (let index = 0; index < body.length; index += 37) {
      const bytes = Buffer.from(body);
      bytes[index] = (bytes[index] ?? 0) ^ 1;
      const tampered = { ...good(), body: bytes };

      expect([await theyAccept(tampered), weAccept(tampered)]).toEqual([false, false]);
    }
  });

  it("not with one character of its signature or its time changed", async () => {
    for (const [header, index] of [
      ["telnyx-signature-ed25519", 0],
      ["telnyx-signature-ed25519", 40],
      ["telnyx-signature-ed25519", 84],
      ["telnyx-timestamp", 9],
    ] as const) {
      const tampered = changed(good(), header, index);

      expect([await theyAccept(tampered), weAccept(tampered)]).toEqual([false, false]);
    }
  });

  it("not without a header, and not under another key", async () => {
    for (const name of ["telnyx-signature-ed25519", "telnyx-timestamp"]) {
      const bare = { ...good(), headers: { ...good().headers, [name]: undefined } };

      expect([await theyAccept(bare), weAccept(bare)]).toEqual([false, false]);
    }
    const otherKey = Buffer.alloc(32, 7).toString("base64");
    const others = { ...account, credentials: { ...account.credentials, publicKey: otherKey } };
    expect(readCallback(good(), others).kind).toBe("refused");
  });

  it("not when its time is more than five minutes off", async () => {
    for (const seconds of [-400, -290, 290, 400]) {
      const receivedAt = new Date(at.getTime() + seconds * 1000);
      vi.setSystemTime(receivedAt);
      const late = { ...good(), receivedAt };
      const isFresh = Math.abs(seconds) < 300;

      expect([await theyAccept(late), weAccept(late)]).toEqual([isFresh, isFresh]);
    }
    vi.setSystemTime(at);
  });
});
