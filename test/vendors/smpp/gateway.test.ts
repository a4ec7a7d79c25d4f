import { randomBytes } from "node:crypto";
import type { PDU } from "smpp";
import { expect, it } from "vitest";
import type { IndexedAccount } from "../../../src/flow/market.js";
import { createKeyring } from "../../../src/store/keyring.js";
import { VendorConnections } from "../../../src/vendors/connections.js";
import { AccountOpener, createGateway } from "../../../src/vendors/gateway.js";
import { smpp } from "../../../src/vendors/smpp/smpp.js";
import type { VendorReceipt } from "../../../src/vendors/vendor.js";
import { message, SmppWorld } from "./smpp-world.js";

const world = new SmppWorld();
const keyring = createKeyring([{ id: "test", bytes: randomBytes(32) }]);
const noHttp = { request: () => Promise.reject(new Error("no HTTP here")) };

it("an account at an SMSC is bound before its first message and brings its receipts", async () => {
  const opener = new AccountOpener({
    adapters: [smpp],
    keyring,
    publicUrl: "https://sandi.example",
    vendorUrls: new Map([["carrier", world.smsc.url]]),
  });
  const received: [string, readonly VendorReceipt[]][] = [];
  const connections = new VendorConnections(opener, (accountId, receipts) => {
    received.push([accountId, receipts]);
    return Promise.resolve();
  });
  const plain = JSON.stringify({ systemId: "sandi-otp", password: "pa55w0rd" });
  const account = {
    id: "account-1",
    tenantId: null,
    credentials: keyring.seal("credentials", null, plain),
    vendor: { id: "v", slug: "carrier", adapter: "smpp", baseUrl: null },
    disconnectedAt: null,
    stoppedAt: null,
  } as unknown as IndexedAccount;
  connections.tend([account]);
  await world.smsc.bound(1);
  const outcome = await createGateway(opener, noHttp, connections).submit(account, message);
  const answer = await new Promise<PDU>((resolve) => {
    const short_message = "id:id-1 stat:DELIVRD err:000";
    world.smsc.sessions[0]?.deliver_sm({ esm_class: 4, short_message }, resolve);
  });
  await connections.close();

  expect(outcome).toMatchObject({ kind: "accepted", vendorMessageIds: ["id-1"] });
  expect(answer.command_status).toBe(0);
  expect(received).toMatchObject([
    ["account-1", [{ vendorMessageId: "id-1", status: "DELIVERED" }]],
  ]);
  expect(world.smsc.binds).toHaveLength(1);
  expect(world.smsc.heard).toContain("unbind");
});
