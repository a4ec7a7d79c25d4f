import { type DomainError, domainError } from "../core/errors.js";
import { type ChangePorts, changeSends } from "./change-sends.js";
import type { SendResult } from "./otp.js";
import type { SendWork } from "./send-work.js";
import { lastThatCouldArrive, markVerified } from "./verify-code.js";

/**
 * The tenant checked the code itself. A send that is verified already is answered the same; one
 * that has expired since is taken when the code was typed in before.
 *
 * @param verifiedAt from the send's creation to now; null = now
 * Errors: NOT_FOUND, SEND_CLOSED, INVALID_TIME.
 */
export async function reportVerified(
  ports: ChangePorts,
  tenantId: string,
  sendId: string,
  verifiedAt: Date | null,
): Promise<SendResult> {
  let error: DomainError | null = null;
  const [work] = await changeSends(ports, [{ tenantId, id: sendId }], ([open], { now }) => {
    error = null;
    if (open === undefined || open.send.verification === "VERIFIED") {
      return;
    }
    const at = verifiedAt ?? now;
    error = whyNot(open, at, now);
    if (error === null) {
      markVerified(open, lastThatCouldArrive(open), at, now);
    }
  });
  if (work === undefined) {
    return { send: null, errors: [domainError("NOT_FOUND", ["sendId"], { thing: "send" })] };
  }
  return { send: work.send, errors: error === null ? [] : [error] };
}

function whyNot({ send }: SendWork, at: Date, now: Date): DomainError | null {
  if (at > now || at < send.createdAt) {
    const phrase = at > now ? "timeInFuture" : "timeBeforeSend";
    return domainError("INVALID_TIME", ["verifiedAt"], { reason: { phrase } });
  }
  const wasOpen =
    send.status !== "BLOCKED" &&
    (send.verification === "PENDING" || send.verification === "EXPIRED") &&
    at < send.expiresAt;
  return wasOpen ? null : domainError("SEND_CLOSED", ["sendId"]);
}
