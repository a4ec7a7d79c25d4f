import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { IndexedAccount } from "../../src/flow/market.js";
import { createKeyring } from "../../src/store/keyring.js";
import { VendorConnections } from "../../src/vendors/connections.js";
import { AccountOpener, createGateway } from "../../src/vendors/gateway.js";
import { sandbox } from "../../src/vendors/sandbox/sandbox.js";
import { sendOnce } from "../../src/vendors/send-once.js";
import type {
  OpenAccount,
  ReceiptSink,
  SendOutcome,
  SendRequest,
  VendorAdapter,
} from "../../src/vendors/vendor.js";

const keyring = createKeyring([{ id: "test", bytes: randomBytes(32) }]);
const noHttp = { request: () => Promise.reject(new Error("no HTTP here")) };
const request = { to: "+6281", text: "x", reference: "r" } as SendRequest;
const accepted: SendOutcome = {
  kind: "accepted",
  vendorMessageIds: ["id-1"],
  charged: "maybe",
  price: null,
};

/** A vendor that keeps connections, and what became of them. */
function lineVendor({ bringsReceipts = false } = {}) {
  const opened: { account: OpenAccount; receive: ReceiptSink; sent: number; isOpen: boolean }[] =
    [];
  const adapter: VendorAdapter = {
    ...sandbox,
    name: "line",
    capabilities: {
      ...sandbox.capabilities,
      transport: "smpp",
      callbackProof: null,
      features: bringsReceipts ? ["DELIVERY_RECEIPTS"] : [],
    },
    connect(account, receive) {
      const line = { account, receive, sent: 0, isOpen: true };
      opened.push(line);
      return {
        send() {
          line.sent += 1;
          return Promise.resolve(accepted);
        },
        close() {
          line.isOpen = false;
          return Promise.resolve();
        },
      };
    },
  };
  const opener = new AccountOpener({
    adapters: [adapter, sandbox],
    keyring,
    publicUrl: "https://sandi.example",
  });
  const received: unknown[] = [];
  const connections = new VendorConnections(opener, (...said) => {
    received.push(said);
    return Promise.resolve();
  });
  const gateway = createGateway(opener, noHttp, connections);
  return { adapter, opened, connections, gateway, received };
}

function account(id: string, password: string, changes: Partial<IndexedAccount> = {}) {
  const credentials = keyring.seal("credentials", null, JSON.stringify({ password }));
  const vendor = { id: "v", slug: "acme", adapter: "line", baseUrl: null };
  return {
    id,
    tenantId: null,
    credentials,
    vendor,
    disconnectedAt: null,
    stoppedAt: null,
    ...changes,
  };
}
const asAccount = (value: object) => value as IndexedAccount;

describe("a connection to a vendor", () => {
  it("is opened by the first message and kept for the next, one per account", async () => {
    const { gateway, opened } = lineVendor();
    const [one, other] = [asAccount(account("a", "p")), asAccount(account("b", "p"))];
    const outcomes = [
      await gateway.submit(one, request),
      await gateway.submit(asAccount({ ...one }), request),
      await gateway.submit(other, request),
    ];

    expect(outcomes).toEqual([accepted, accepted, accepted]);
    expect(opened.map(({ account: { accountId }, sent }) => [accountId, sent])).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
    expect(opened[0]?.account.credentials).toEqual({ password: "p" });
  });

  it("gives way to a new one when credentials or address change", async () => {
    const { gateway, opened, connections } = lineVendor();
    const old = asAccount(account("a", "old"));
    const rotated = asAccount(account("a", "new"));
    const moved = asAccount({ ...rotated, vendor: { ...rotated.vendor, baseUrl: "smpp://x" } });
    await gateway.submit(old, request);
    await gateway.submit(rotated, request);
    expect(opened.map(({ isOpen }) => isOpen)).toEqual([true, true]);

    connections.tend([rotated]);
    expect(opened.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    await gateway.submit(moved, request);
    connections.tend([moved]);
    expect(opened.map(({ isOpen }) => isOpen)).toEqual([false, false, true]);
  });

  it("ends when its account is disconnected or gone, not when it is stopped", async () => {
    const { gateway, opened, connections } = lineVendor();
    const [one, other, third] = ["a", "b", "c"].map((id) => asAccount(account(id, "p")));
    for (const each of [one, other, third]) {
      await gateway.submit(each as IndexedAccount, request);
    }
    connections.tend([
      asAccount({ ...one, disconnectedAt: new Date(0) }),
      asAccount({ ...third, stoppedAt: new Date(0) }),
    ]);

    expect(opened.map(({ isOpen }) => isOpen)).toEqual([false, false, true]);
  });

  it("is opened without a message only where receipts come over it", () => {
    const silent = lineVendor();
    const telling = lineVendor({ bringsReceipts: true });
    const accounts = [
      asAccount(account("a", "p")),
      asAccount(account("b", "p", { stoppedAt: new Date(0) })),
      asAccount(account("c", "p", { disconnectedAt: new Date(0) })),
    ];
    silent.connections.tend(accounts);
    telling.connections.tend(accounts);
    telling.connections.tend(accounts);

    expect(silent.opened).toEqual([]);
    expect(telling.opened.map((line) => line.account.accountId)).toEqual(["a"]);
  });

  it("hands receipts on in its account's name", async () => {
    const { connections, opened, received } = lineVendor({ bringsReceipts: true });
    connections.tend([asAccount(account("a", "p"))]);
    await opened[0]?.receive([], Buffer.from("raw"));

    expect(received).toEqual([["a", [], Buffer.from("raw")]]);
  });

  it("is closed with all others, and none is opened afterwards", async () => {
    const { gateway, opened, connections } = lineVendor({ bringsReceipts: true });
    const one = asAccount(account("a", "p"));
    await gateway.submit(one, request);
    await connections.close();
    connections.tend([asAccount(account("b", "p"))]);

    expect(await gateway.submit(one, request)).toMatchObject({ kind: "unknown" });
    expect(opened.map(({ isOpen }) => isOpen)).toEqual([false]);
  });

  it("is not there for vendors of single requests", () => {
    const { connections } = lineVendor();
    const plain = account("a", "p", {
      vendor: { id: "v", slug: "acme", adapter: "sandbox", baseUrl: null },
    });

    expect(connections.of(asAccount(plain))).toBeNull();
  });
});

it("a message over a connection of its own takes no receipts and leaves it closed", async () => {
  const { adapter, opened } = lineVendor();
  const { connect } = adapter as { connect: NonNullable<VendorAdapter["connect"]> };
  const outcome = await sendOnce(connect)(request, { accountId: "a" } as OpenAccount);

  expect(outcome).toEqual(accepted);
  expect(opened).toMatchObject([{ sent: 1, isOpen: false }]);
  await expect(opened[0]?.receive([], Buffer.alloc(0))).rejects.toThrow("nobody waits");
});
