import type { CallbackAnswer, CallbackRequest } from "../core/otp/vendor-message.js";
import type { VerifiedCallback } from "./accept-receipt.js";
import type { Keyring } from "./keyring.js";
import type { Market } from "./market.js";
import type { FlowMetrics } from "./metrics.js";
import type { VendorGateway } from "./ports.js";

export interface CallbackPorts {
  readonly gateway: VendorGateway;
  readonly keyring: Keyring;
  readonly metrics: FlowMetrics;
  market(): Promise<Market>;
  accept(callback: VerifiedCallback): Promise<void>;
}

/**
 * Takes one callback in: the account's adapter verifies it, what it says is durable before the vendor is answered.
 * Null = there is no such account. A forged, stale or unreadable one is counted and changes nothing.
 */
export async function takeCallback(
  ports: CallbackPorts,
  accountId: string,
  request: CallbackRequest,
): Promise<CallbackAnswer | null> {
  const account = (await ports.market()).accounts.get(accountId);
  if (account === undefined) {
    return null;
  }
  const result = ports.gateway.readCallback(account, request);
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
