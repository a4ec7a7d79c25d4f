import type { FailureClass } from "../../core/otp/status.js";
import { mailStatusClass } from "../mail-status.js";

/** How far a message got when the server refused it. */
export type SmtpStage = "GREETING" | "AUTH" | "MAIL" | "RCPT" | "DATA";

/**
 * Replies of the server that mail is handed to, by stage. Sources: RFC 5321 §4.2.3 and §4.3.2
 * (replies by command), RFC 4954 §6 (AUTH), RFC 3207 (454), RFC 7504 (521, 556); the classes are
 * ours. With each of them the message was not taken: RFC 5321 §6.1.
 */
export const replies: ReadonlyMap<SmtpStage, ReadonlyMap<string, FailureClass>> = new Map([
  [
    "GREETING",
    new Map<string, FailureClass>([
      ["421", "VENDOR_DOWN"], // service not available
      ["454", "VENDOR_DOWN"], // TLS not available for a moment
      ["500", "VENDOR_DOWN"], // it does not speak the protocol
      ["501", "VENDOR_DOWN"],
      ["502", "VENDOR_DOWN"],
      ["504", "VENDOR_DOWN"],
      ["521", "VENDOR_DOWN"], // takes no mail
      ["550", "ACCOUNT"], // does not let us in
      ["554", "ACCOUNT"], // no service here, for us
    ]),
  ],
  [
    "AUTH",
    new Map<string, FailureClass>([
      ["421", "VENDOR_DOWN"],
      ["432", "ACCOUNT"], // a new password is needed
      ["451", "VENDOR_DOWN"],
      ["454", "VENDOR_DOWN"], // temporary failure of authentication
      ["500", "ACCOUNT"], // line too long
      ["501", "ACCOUNT"],
      ["502", "ACCOUNT"],
      ["503", "ACCOUNT"],
      ["504", "ACCOUNT"],
      ["530", "ACCOUNT"],
      ["534", "ACCOUNT"], // mechanism too weak
      ["535", "ACCOUNT"], // credentials invalid
      ["538", "ACCOUNT"], // encryption required
      ["550", "ACCOUNT"],
      ["554", "ACCOUNT"],
    ]),
  ],
  [
    "MAIL",
    new Map<string, FailureClass>([
      ["421", "VENDOR_DOWN"],
      ["450", "THROTTLED"], // held up by policy
      ["451", "VENDOR_DOWN"],
      ["452", "VENDOR_DOWN"], // no storage left
      ["454", "THROTTLED"], // Amazon's and others' rate limits; unconfirmed
      ["455", "VENDOR_DOWN"],
      ["500", "CONTENT"],
      ["501", "CONTENT"], // address not understood
      ["503", "CONTENT"],
      ["504", "CONTENT"],
      ["530", "ACCOUNT"], // authentication required
      ["550", "CONTENT"], // the sender's address is not allowed
      ["552", "CONTENT"], // too large
      ["553", "CONTENT"], // the sender's address is not allowed
      ["554", "CONTENT"],
      ["555", "CONTENT"],
    ]),
  ],
  [
    "RCPT",
    new Map<string, FailureClass>([
      ["421", "VENDOR_DOWN"],
      ["450", "RECIPIENT_TEMPORARY"], // mailbox busy, grey-listing
      ["451", "RECIPIENT_TEMPORARY"],
      ["452", "RECIPIENT_TEMPORARY"], // too many recipients, or no storage left
      ["454", "THROTTLED"], // unconfirmed
      ["455", "RECIPIENT_TEMPORARY"],
      ["500", "RECIPIENT_PERMANENT"],
      ["501", "RECIPIENT_PERMANENT"], // address not understood
      ["503", "CONTENT"],
      ["504", "CONTENT"],
      ["521", "RECIPIENT_PERMANENT"], // the domain takes no mail
      ["530", "ACCOUNT"],
      ["550", "RECIPIENT_PERMANENT"], // mailbox unavailable
      ["551", "RECIPIENT_PERMANENT"], // user not local
      ["552", "RECIPIENT_TEMPORARY"], // mailbox full
      ["553", "RECIPIENT_PERMANENT"], // mailbox name not allowed
      ["554", "ROUTE_BLOCKED"], // relaying denied
      ["555", "ROUTE_BLOCKED"],
      ["556", "RECIPIENT_PERMANENT"], // the domain takes no mail
    ]),
  ],
  [
    "DATA",
    new Map<string, FailureClass>([
      ["421", "VENDOR_DOWN"],
      ["450", "THROTTLED"],
      ["451", "VENDOR_DOWN"],
      ["452", "VENDOR_DOWN"],
      ["454", "THROTTLED"], // unconfirmed
      ["500", "CONTENT"],
      ["501", "CONTENT"],
      ["503", "CONTENT"],
      ["550", "ROUTE_BLOCKED"], // policy
      ["552", "CONTENT"], // too large
      ["554", "CONTENT"], // the message itself is refused
    ]),
  ],
]);

/**
 * Whose fault a refusal is; undefined when its reply is in no table. Once the recipient is known an
 * enhanced status code says more than the reply, but for those of the server's own state (subject
 * 3) and of the protocol (subject 5).
 *
 * @param enhanced such as "5.1.1"; null = the server gives none
 */
export function refusalClass(
  stage: SmtpStage,
  reply: string,
  enhanced: string | null,
): FailureClass | undefined {
  const usual = replies.get(stage)?.get(reply);
  const isExact = /^[45]\.[12467]\./.test(enhanced ?? "");
  return isExact && (stage === "RCPT" || stage === "DATA")
    ? (mailStatusClass(enhanced ?? "") ?? usual)
    : usual;
}
