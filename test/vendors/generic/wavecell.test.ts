import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generic } from "../../../src/vendors/generic/generic.js";
import type { HttpClient } from "../../../src/vendors/http-client.js";
import {
  undiciHttpClient,
  type ClosableHttpClient,
} from "../../../src/vendors/undici-http-client.js";
import type { CallbackRequest, OpenAccount, SendRequest } from "../../../src/vendors/vendor.js";
import { startStub, type StubServer } from "../stub-server.js";
import { exampleMapping } from "./contract-fixture.js";

const secrets = {
  apiKey: "key",
  apiSecret: "secret",
  username: "acme & sons",
  callbackSecret: "t0k",
};
const message: SendRequest = {
  reference: "ref-one",
  channel: "SMS",
  to: "+6281234567890",
  text: "Kode 493817 & lagi",
  subject: null,
  code: "493817",
  locale: "id-ID",
  from: null,
  vendorTemplateName: null,
  validitySec: 300,
};

let stub: StubServer;
let http: ClosableHttpClient;
beforeAll(async () => {
  stub = await startStub({ status: 200, body: "OK" });
  http = undiciHttpClient({ destinations: { allowsLoopback: true } });
});
afterAll(async () => {
  await http.close();
  await stub.close();
});

/** An account whose mapping names the stand-in itself, as a tenant's names its vendor. */
function account(changes: (mapping: string) => string = (mapping) => mapping): OpenAccount {
  const mapping = exampleMapping("wavecell").replace("https://sms.wavecell.example", stub.url);
  return {
    accountId: "a",
    baseUrl: "",
    credentials: { ...secrets, mapping: changes(mapping) },
    callbackUrl: "https://sandi.example/callbacks/a",
    vendor: "wavecell",
  };
}

const sendWith = (act: StubServer["act"], by = http as HttpClient) => {
  stub.act = act;
  stub.requests.length = 0;
  return generic.send(message, account(), by);
};

describe("a vendor that takes everything in the address and answers in plain text", () => {
  it("is sent a GET with basic authentication, without what the message has not", async () => {
    const outcome = await sendWith({ status: 200, body: "OK | taken\n" });
    const [request] = stub.requests;
    const url = new URL(request?.path ?? "", stub.url);

    expect(outcome).toMatchObject({ kind: "accepted", vendorMessageIds: ["ref-one"], price: null });
    expect(request).toMatchObject({ method: "GET", body: "" });
    expect(request?.headers.authorization).toBe(`Basic ${btoa("key:secret")}`);
    expect(url.pathname).toBe("/send/acme%20%26%20sons/single");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      destination: "+6281234567890",
      body: "Kode 493817 & lagi",
      clientMessageId: "ref-one",
    });
  });

  it("refuses with a word of its table, or one that nobody knows", async () => {
    const refused = (words: string) => sendWith({ status: 200, body: `ERR|${words}` });

    expect(await refused("invalid_destination|bad 6281234567890")).toMatchObject({
      kind: "rejected",
      failureClass: "RECIPIENT_PERMANENT",
      vendorCode: "invalid_destination",
      vendorText: "bad […]",
    });
    expect(await refused("sunspots|x")).toMatchObject({ kind: "unknown", isCodeKnown: false });
  });

  it("is never asked at an address of this machine outside of tests", async () => {
    const strict = undiciHttpClient();
    const outcome = await sendWith({ status: 200, body: "OK" }, strict);
    await strict.close();

    expect(outcome).toMatchObject({ kind: "rejected", failureClass: "VENDOR_DOWN", charged: "no" });
    expect(stub.requests).toEqual([]);
  });

  it("is unchecked without a check, and says so", async () => {
    expect(await generic.checkAccount(account(), http)).toEqual({
      ok: true,
      message: "Nothing was asked: the mapping names no check.",
    });
  });
});

describe("its receipts in the query of a GET", () => {
  const call = (query: string): CallbackRequest => ({
    method: "GET",
    url: `/callbacks/a?${query}`,
    headers: {},
    body: Buffer.alloc(0),
    receivedAt: new Date("2026-01-02T03:04:05Z"),
  });
  const read = (query: string) => generic.readCallback(call(query), account(), http);

  it("are matched by our reference when the secret is right", async () => {
    expect(await read("token=t0k&clientMessageId=ref-one&status=delivered+to+device")).toEqual({
      kind: "verified",
      receipts: [
        expect.objectContaining({
          reference: "ref-one",
          vendorMessageId: null,
          status: "DELIVERED",
          at: new Date("2026-01-02T03:04:05Z"),
        }),
      ],
      answer: { status: 200, contentType: "text/plain", body: "OK" },
    });
  });

  it.each([
    ["token=wrong&clientMessageId=r&status=undeliverable", "bad_signature"],
    ["clientMessageId=r&status=undeliverable", "bad_signature"],
    ["token=t0k&status=undeliverable", "malformed"],
    ["token=t0k&clientMessageId=r", "malformed"],
  ])("are refused with %s", async (query, reason) => {
    expect(await read(query)).toMatchObject({ kind: "refused", reason });
  });
});

describe("other proofs", () => {
  const proofs = [
    [{ kind: "header", name: "X-Token" }, { "x-token": "t0k" }],
    [{ kind: "basic" }, { authorization: `Basic ${btoa("t0k")}` }],
  ] as const;

  it.each(proofs)("by %j are accepted, and refused with another secret", async (proof, headers) => {
    const one = account((mapping) =>
      JSON.stringify({
        ...(JSON.parse(mapping) as object),
        receipt: {
          proof,
          kind: "form",
          referencePath: "ref",
          statusPath: "s",
          statuses: { ok: "DELIVERED" },
        },
      }),
    );
    const request: CallbackRequest = {
      method: "POST",
      url: "/callbacks/a",
      headers,
      body: Buffer.from("ref=r&s=ok"),
      receivedAt: new Date(0),
    };
    const other = { ...one, credentials: { ...one.credentials, callbackSecret: "t0l" } };

    expect(await generic.readCallback(request, one, http)).toMatchObject({ kind: "verified" });
    expect(await generic.readCallback(request, other, http)).toMatchObject({ kind: "refused" });
  });
});
