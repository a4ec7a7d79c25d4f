import type { FailureClass } from "../../core/otp/status.js";
import type { HttpClient } from "../http-client.js";
import { mailStatusClass } from "../mail-status.js";
import { listAt, objectAt, textAt, type WireObject } from "../read-object.js";
import { receiptFacts } from "../receipt-facts.js";
import { readSnsCallback } from "../sns.js";
import type { CallbackRequest, CallbackResult, OpenAccount, VendorReceipt } from "../vendor.js";
import { wireText } from "../wire-text.js";
import { wireTime } from "../wire-time.js";
import { bounces, complaintSubtypes, events } from "./codes.js";
import { referenceTag } from "./send.js";

/** Reads what the account's SNS topic brings: one event of one message. */
export function readCallback(
  request: CallbackRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<CallbackResult> {
  return readSnsCallback(request, account, http, readEvent);
}

/**
 * One event; an empty list for one that says nothing new, null for what cannot be read. Without
 * event publishing the type is in `notificationType`.
 */
function readEvent(event: WireObject): VendorReceipt[] | null {
  const eventType = wireText(event["eventType"] ?? event["notificationType"]);
  const mail = objectAt(event, "mail");
  const vendorMessageId = wireText(mail?.["messageId"]);
  if (eventType === null || vendorMessageId === null) {
    return null;
  }
  const details = objectAt(event, eventType.toLowerCase());
  const loss = lossOf(eventType, details);
  const status = eventType === "Complaint" && loss !== null ? "UNDELIVERED" : events.get(eventType);
  if (status === null) {
    return [];
  }
  const at = wireTime(details?.["timestamp"] ?? mail?.["timestamp"]);
  const receipt = {
    ...receiptFacts(status, loss?.code ?? null, loss?.failureClass),
    reference: wireText(listAt(objectAt(mail, "tags"), referenceTag)[0]),
    vendorMessageId,
    part: null,
    vendorStatus: eventType,
    price: null,
    isRefund: false,
  };
  return at === null ? null : [{ ...receipt, at }];
}

interface Loss {
  readonly code: string | null;
  readonly failureClass: FailureClass | undefined;
}

/** Why a message did not arrive; null when that is not what the event says. */
function lossOf(eventType: string, details: WireObject | null): Loss | null {
  switch (eventType) {
    case "Bounce":
      return bounceOf(details);
    case "Complaint": {
      const code = textAt(details, "complaintSubType");
      const failureClass = complaintSubtypes.get(code ?? "");
      return failureClass === undefined ? null : { code, failureClass };
    }
    case "Reject":
    case "Rendering Failure":
      return { code: null, failureClass: "CONTENT" };
    default:
      return null;
  }
}

// Where SES cannot tell a bounce's type, the recipient's server may have said more.
function bounceOf(bounce: WireObject | null): Loss {
  const names = [textAt(bounce, "bounceType"), textAt(bounce, "bounceSubType")];
  const code = wireText(names.join("/"));
  const failureClass = bounces.get(code ?? "");
  const status = textAt(listAt(bounce, "bouncedRecipients")[0], "status") ?? "";
  return {
    code,
    failureClass:
      failureClass === "OUTCOME_UNKNOWN" ? (mailStatusClass(status) ?? failureClass) : failureClass,
  };
}
