import type { Channel } from "../core/otp/status.js";
import { senderOf } from "../core/route/eligibility.js";
import { accountKey } from "../core/route/route-snapshot.js";
import { type SendWork, vendorSlugOf } from "./send-work.js";

/** A code that was typed in, for vendors that are told of it; it is stored nowhere any more. */
export interface VerifiedCode {
  readonly tenantId: string;
  readonly accountId: string;
  readonly channel: Channel;
  /** Null = none (e-mail). */
  readonly country: string | null;
  readonly vendorMessageId: string;
  /** Who the message came from; null = the vendor's choice. */
  readonly from: string | null;
  /** As it was stored until it was used. */
  readonly sealed: Buffer;
  readonly at: Date;
}

/** Who takes such codes. */
export interface CodeTaker {
  /** At once, of memory: most accounts' vendors want none. */
  wants(accountId: string, channel: Channel): boolean;
  /** Must neither wait nor throw. */
  take(code: VerifiedCode): void;
}

/** Hands the codes that these changes found right to who wants them; called after the commit. */
export function handOverCodes(works: readonly SendWork[], taker: CodeTaker): void {
  for (const work of works) {
    const { used, send, spec, view } = work;
    if (
      used === null ||
      used.sealed === null ||
      !taker.wants(used.attempt.accountId, used.attempt.channel)
    ) {
      continue;
    }
    const { attempt, sealed } = used;
    const [vendorMessageId] = attempt.vendorMessageIds;
    if (vendorMessageId === undefined || attempt.verifiedAt === null) {
      continue;
    }
    const inPlan = spec.steps[attempt.step - 1]?.vendors[attempt.vendorIndex]?.accountId ?? null;
    const route = view.snapshot.accounts.get(accountKey(vendorSlugOf(work, attempt), inPlan));
    taker.take({
      tenantId: send.tenantId,
      accountId: attempt.accountId,
      channel: attempt.channel,
      country: attempt.country,
      vendorMessageId,
      from: route === undefined ? null : senderOf(route, attempt.channel, send.country),
      sealed,
      at: attempt.verifiedAt,
    });
  }
}
