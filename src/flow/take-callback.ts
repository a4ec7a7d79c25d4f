import type {
  CallbackAnswer,
  CallbackRequest,
  CallbackResult,
  VendorReceipt,
} from "../core/otp/vendor-message.js";
import type { VerifiedCallback } from "./accept-receipt.js";
import type { Keyring } from "./keyring.js";
import type { IndexedAccount, Market } from "./market.js";
import type { FlowMetrics } from "./metrics.js";
import type { VendorGateway } from "./ports.js";

/** What taking a vendor's callback in needs. */
export interface CallbackPorts {
  readonly gateway: VendorGateway;
  readonly keyring: Keyring;
  readonly metrics: FlowMetrics;
  market(): Promise<Market>;
  /** The market as the database has it now. */
  freshMarket(): Promise<Market>;
  accept(callback: VerifiedCallback): Promise<void>;
}

/**
 * Takes one callback in: the account's adapter verifies it, what it says is durable before the
 * vendor is answered. Null = there is no such account. A forged, stale or unreadable one is counted
 * and changes nothing.
 */
export async function takeCallback(
  ports: CallbackPorts,
  accountId: string,
  request: CallbackRequest,
): Promise<CallbackAnswer | null> {
  const read = async (
    market: Market,
  ): Promise<{ account: IndexedAccount; result: CallbackResult } | null> => {
    const account = market.accounts.get(accountId);
    return account === undefined
      ? null
      : { account, result: await ports.gateway.readCallback(account, request) };
  };
  let found = await read(await ports.market());
  if (found === null || (found.result.kind === "refused" && found.result.reason !== "malformed")) {
    // An account that was connected, or credentials that were rotated, a moment ago.
    found = await read(await ports.freshMarket());
  }
  if (found === null) {
    return null;
  }
  const { account, result } = found;
  if (result.kind === "refused") {
    ports.metrics.callbackRefused(account.vendor.slug, result.reason);
    return result.answer;
  }
  await ports.accept({
    accountId,
    sealedBody: ports.keyring.seal("raw_callback", account.tenantId, request.body),
    receipts: result.receipts,
    receivedAt: request.receivedAt,
  });
  return result.answer;
}

/** What a vendor said over a connection that is open to it. */
export interface PushedReceipts {
  readonly receipts: readonly VendorReceipt[];
  /** As it came over the wire. */
  readonly body: Buffer;
  readonly receivedAt: Date;
}

/**
 * Takes in what came over an account's own connection, which needs no signature. Resolves when it
 * is durable: the vendor may be told then. Throws for an account that does not exist.
 */
export async function takePushedReceipts(
  ports: Pick<CallbackPorts, "keyring" | "market" | "freshMarket" | "accept">,
  accountId: string,
  { receipts, body, receivedAt }: PushedReceipts,
): Promise<void> {
  const account =
    (await ports.market()).accounts.get(accountId) ??
    (await ports.freshMarket()).accounts.get(accountId);
  if (account === undefined) {
    throw new Error(`receipts for account ${accountId}, which is not in the market`);
  }
  const sealedBody = ports.keyring.seal("raw_callback", account.tenantId, body);
  await ports.accept({ accountId, sealedBody, receipts, receivedAt });
}
