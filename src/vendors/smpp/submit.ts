import type { SendOutcome, SendRequest } from "../vendor.js";
import { rejected, unknown } from "../outcomes.js";
import { wireText } from "../wire-text.js";
import { commandStatuses, statusName } from "./codes.js";
import type { Link, LinkResult } from "./link.js";
import { idOfAnswer } from "./message-id.js";
import { bytesOf } from "./pdu.js";
import type { SmscAddress } from "./smsc-address.js";
import { submitFields } from "./submit-fields.js";
import type { SmppTiming } from "./timing.js";
import type { Window } from "./window.js";
import { wireTexts } from "./wire-texts.js";

/** What submitting needs of a bound link. */
export interface BoundLink {
  readonly link: Link;
  readonly window: Window;
  readonly address: SmscAddress;
  readonly timing: SmppTiming;
}

/**
 * Submits a message, its parts one after another: the first that is refused ends it. A message of
 * which parts were taken is one whose outcome is not known, whatever became of the others: phones
 * show what they have.
 *
 * @param reference joins the parts; another for each message
 * @param untilMs   by `performance.now`; later than that nothing is waited for
 */
export async function submit(
  request: SendRequest,
  { link, window, address, timing }: BoundLink,
  reference: number,
  untilMs: number,
): Promise<SendOutcome> {
  const ids: string[] = [];
  for (const text of wireTexts(request.text, address.long, reference)) {
    const fields = submitFields(request, text, address);
    const leftMs = (): number => untilMs - performance.now();
    const roomMs = Math.min(timing.roomMs, leftMs());
    const result = await window.run(roomMs, () => link.request("submit_sm", fields, leftMs()));
    const answer = readAnswer(result, address);
    if (typeof answer !== "string") {
      const isPartly = ids.length > 0 && answer.kind === "rejected";
      return isPartly ? unknown(answer.vendorCode, "only some of the parts were taken") : answer;
    }
    ids.push(answer);
  }
  return { kind: "accepted", vendorMessageIds: ids, charged: "maybe", price: null };
}

/** The id that the SMSC gave a part, or what its answer means for the message. */
function readAnswer(result: LinkResult | null, address: SmscAddress): string | SendOutcome {
  if (result === null) {
    return rejected("THROTTLED", null, "the window was full for too long");
  }
  if (result.kind === "not_sent") {
    return rejected("VENDOR_DOWN", null, result.reason);
  }
  if (result.kind === "no_answer") {
    return unknown(null, result.reason);
  }
  const status = result.pdu.command_status;
  if (status !== 0) {
    return refusal(status);
  }
  const id = wireText(bytesOf(result.pdu, "message_id").toString("latin1"));
  return id === null || result.pdu.command !== "submit_sm_resp"
    ? unknown(null, "the answer could not be read")
    : idOfAnswer(id, address.receiptIds);
}

function refusal(status: number): SendOutcome {
  const failureClass = commandStatuses.get(status)?.failureClass;
  if (failureClass === undefined) {
    return { ...unknown(statusName(status), null), isCodeKnown: false };
  }
  return failureClass === "OUTCOME_UNKNOWN"
    ? unknown(statusName(status), null)
    : rejected(failureClass, statusName(status), null);
}
