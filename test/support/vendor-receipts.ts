import type { VendorReceipt } from "../../src/core/otp/vendor-message.js";
import type { WalkWorld } from "./walk-world.js";

/** A receipt of a message that arrived; who it is for is up to the test. */
export const delivered: VendorReceipt = {
  reference: null,
  vendorMessageId: null,
  part: null,
  status: "DELIVERED",
  failureClass: null,
  vendorStatus: "DELIVRD",
  vendorCode: "000",
  isCodeKnown: true,
  at: new Date(),
  price: null,
  isRefund: false,
};

/** What comes over a vendor's own connection: receipts like `delivered`, with these changes. */
export function pushReceipts(
  { walk, clock }: WalkWorld,
  accountId: string,
  ...receipts: readonly Partial<VendorReceipt>[]
): ReturnType<WalkWorld["walk"]["takePushed"]> {
  return walk.takePushed(accountId, {
    receipts: receipts.map((one) => ({ ...delivered, ...one })),
    body: Buffer.from(JSON.stringify(receipts)),
    receivedAt: clock.now(),
  });
}
