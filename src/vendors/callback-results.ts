import type { CallbackAnswer, CallbackResult, VendorReceipt } from "./vendor.js";

const refusals = { bad_signature: 401, stale: 401, malformed: 400 } as const;

/** Signed times may be this far off, either way. */
export const staleMs = 300_000;

/** A callback that was read; answered 200 with `{}` unless the vendor wants something else. */
export function verifiedCallback(
  receipts: readonly VendorReceipt[],
  answer: Partial<CallbackAnswer> = {},
): CallbackResult {
  const usual = { status: 200, contentType: "application/json", body: "{}" };
  return { kind: "verified", receipts, answer: { ...usual, ...answer } };
}

/** A callback that changes nothing; answered 401, or 400 when its proof holds. */
export function refusedCallback(reason: keyof typeof refusals): CallbackResult {
  const answer = { status: refusals[reason], contentType: "application/json", body: "{}" };
  return { kind: "refused", reason, answer };
}

/** Whether a signed time is more than five minutes before or after the call came in. */
export function isStale(signedAt: Date | null, receivedAt: Date): boolean {
  return signedAt === null || !(Math.abs(receivedAt.getTime() - signedAt.getTime()) <= staleMs);
}
