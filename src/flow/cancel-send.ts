import { domainError } from "../core/errors.js";
import type { ChangePorts } from "./change-sends.js";
import { changeSends } from "./change-sends.js";
import type { SendResult } from "./otp.js";
import { emit, type SendWork } from "./send-work.js";

/**
 * Ends a send that is still open: its code is worth nothing, what waits is not sent, what was sent
 * is paid for. A send that something arrived of keeps that status.
 */
export function closeAsCanceled(work: SendWork, reason: string, now: Date): void {
  const { send } = work;
  send.verification = "CANCELED";
  if (send.status === "QUEUED" || send.status === "SENDING" || send.status === "SENT") {
    send.status = "CANCELED";
  }
  send.statusReason = reason;
  emit(work, "SEND_CANCELED", now, null, { reason });
}

/**
 * Cancels a send; a send that was canceled already is answered the same. Errors:
 * NOT_FOUND, SEND_CLOSED.
 */
export async function cancelSend(
  ports: ChangePorts,
  tenantId: string,
  sendId: string,
): Promise<SendResult> {
  let isClosed = false;
  const [work] = await changeSends(ports, [{ tenantId, id: sendId }], ([open], { now }) => {
    if (open === undefined || open.send.verification === "CANCELED") {
      return;
    }
    const { verification, status, expiresAt } = open.send;
    isClosed = verification !== "PENDING" || status === "BLOCKED" || now >= expiresAt;
    if (!isClosed) {
      closeAsCanceled(open, "canceled", now);
    }
  });
  if (work === undefined) {
    return { send: null, errors: [domainError("NOT_FOUND", ["id"], { thing: "send" })] };
  }
  return { send: work.send, errors: isClosed ? [domainError("SEND_CLOSED", ["id"])] : [] };
}
