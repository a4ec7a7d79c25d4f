import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sandboxCredentials } from "../../src/sandbox/credentials.js";
import { openDemoScenario } from "../../src/sandbox/open-demo-scenario.js";
import {
  startSandbox,
  type Sandbox,
  type SandboxOptions,
} from "../../src/sandbox/start-sandbox.js";
import { demoProfiles } from "../../src/sandbox/vendor-profiles.js";
import { sandbox as adapter } from "../../src/vendors/sandbox/sandbox.js";
import { undiciHttpClient } from "../../src/vendors/undici-http-client.js";
import type {
  CallbackResult,
  OpenAccount,
  SendOutcome,
  SendRequest,
  VendorReceipt,
} from "../../src/vendors/vendor.js";

/** A sandbox, a platform's end of the wire, and what arrived there. */
export interface MarketWithCallbacks {
  readonly sandbox: Sandbox;
  /** Every call, in order, as the adapter read it. */
  readonly calls: CallbackResult[];
  /** What the platform answers to a call; by default what the adapter says. */
  answerStatus: number | null;
  account(vendor: string): OpenAccount;
  send(vendor: string, request: Partial<SendRequest>, timeoutMs?: number): Promise<SendOutcome>;
  receipts(): VendorReceipt[];
  fault(fault: object): Promise<Response>;
  close(): Promise<void>;
}

export const request: SendRequest = {
  reference: "ref-1",
  channel: "SMS",
  to: "+6281212345678",
  text: "Your code is 493817",
  subject: null,
  code: "493817",
  locale: "en",
  from: null,
  vendorTemplateName: null,
  validitySec: 300,
};

export async function openMarketWithCallbacks(
  options: Partial<SandboxOptions> = {},
): Promise<MarketWithCallbacks> {
  const calls: CallbackResult[] = [];
  const now = () => new Date();
  const sandbox = await startSandbox({
    port: 0,
    scenario: openDemoScenario(),
    profiles: demoProfiles,
    seed: 1,
    timeScale: 0,
    isIdeal: true,
    receiptRetryMs: 10,
    now,
    ...options,
  });
  const http = undiciHttpClient();
  const platform = createServer((incoming, response) => {
    const answer = async (body: Buffer): Promise<void> => {
      const headers = Object.fromEntries(
        Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
      );
      const { method = "", url = "" } = incoming;
      const call = { method, url, headers, body, receivedAt: now() };
      const result = await adapter.readCallback(call, market.account(url.slice(1)), http);
      calls.push(result);
      response.writeHead(market.answerStatus ?? result.answer.status).end();
    };
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => void answer(Buffer.concat(chunks)));
  });
  await new Promise<void>((resolve) => platform.listen(0, "127.0.0.1", resolve));
  const { port } = platform.address() as AddressInfo;
  const market: MarketWithCallbacks = {
    sandbox,
    calls,
    answerStatus: null,
    account: (vendor) => ({
      accountId: vendor,
      baseUrl: sandbox.vendors.find((one) => one.profile.vendor === vendor)?.url ?? "",
      credentials: { ...sandboxCredentials(vendor, "test") },
      callbackUrl: `http://127.0.0.1:${port}/${vendor}`,
      vendor,
    }),
    send: (vendor, changes, timeoutMs = 5000) =>
      adapter.send({ ...request, ...changes }, market.account(vendor), {
        request: (one) => http.request({ ...one, timeoutMs }),
      }),
    receipts: () => calls.flatMap((call) => (call.kind === "verified" ? call.receipts : [])),
    fault: (fault) =>
      fetch(`${sandbox.url}/faults`, { method: "POST", body: JSON.stringify(fault) }),
    async close() {
      await http.close();
      await sandbox.close();
      const closed = new Promise((resolve) => platform.close(resolve));
      platform.closeAllConnections();
      await closed;
    },
  };
  return market;
}

/** What is true of quiet: nothing is left that could still be sent. Waits at most `ms`. */
export async function settled(market: MarketWithCallbacks, ms = 150): Promise<void> {
  let count = -1;
  while (count !== market.calls.length) {
    count = market.calls.length;
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
}
