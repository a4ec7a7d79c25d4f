import type { FailureClass } from "../core/otp/status.js";

interface DetailMeaning {
  /** With a 5 in front: the server will not try again. */
  readonly permanent: FailureClass;
  /** With a 4 in front; left out: RECIPIENT_TEMPORARY. */
  readonly passing?: FailureClass;
}

const detailsByClass: Readonly<Partial<Record<FailureClass, string>>> = {
  // No such mailbox or domain, or one that takes no mail. 4.4 is a domain without a way to it.
  RECIPIENT_PERMANENT: "1.0 1.1 1.2 1.3 1.4 1.6 1.9 1.10 2.0 2.1 2.4 4.4 7.2 7.17 7.18 7.19",
  // Full, slow, looping or out of order: another time it may work.
  RECIPIENT_TEMPORARY:
    "2.2 3.0 3.1 3.2 3.3 3.5 4.0 4.1 4.2 4.3 4.5 4.6 4.7 5.0 5.1 5.2 5.3 5.4 5.5",
  // Policy and proof of who sends: another sender's servers may be let in.
  ROUTE_BLOCKED:
    "0.0 3.6 7.0 7.1 7.3 7.4 7.5 7.6 7.7 7.10 7.15 7.20 7.21 7.22 7.23 7.24 7.25 7.26 7.29 7.30",
  THROTTLED: "7.28",
  ACCOUNT: "5.6 7.8 7.9 7.11 7.12 7.13 7.14",
  // The sender's address, the size or the content of the message.
  CONTENT: "1.7 1.8 2.3 3.4 6.0 6.1 6.2 6.3 6.4 6.5 6.6 6.7 6.8 6.9 6.10 7.16 7.27",
};

/**
 * Subject and detail of the enhanced status codes of mail servers, all that IANA lists but those of
 * success. Source:
 * https://www.iana.org/assignments/smtp-enhanced-status-codes (RFC 3463, 5248, 7372, 7505 …)
 */
export const mailStatusDetails: ReadonlyMap<string, DetailMeaning> = new Map(
  Object.entries(detailsByClass).flatMap(([failureClass, details]) =>
    details.split(" ").map((detail): [string, DetailMeaning] => {
      const permanent = failureClass as FailureClass;
      const isOurs = permanent === "ACCOUNT" || permanent === "THROTTLED";
      return [detail, isOurs ? { permanent, passing: permanent } : { permanent }];
    }),
  ),
);

/**
 * What a mail server's enhanced status code such as "5.1.1" says of a message that it did not take;
 * undefined when it is in no table.
 */
export function mailStatusClass(code: string): FailureClass | undefined {
  const [, digit, detail = ""] = /^([45])\.([0-9]{1,3}\.[0-9]{1,3})$/.exec(code) ?? [];
  const meaning = mailStatusDetails.get(detail);
  return digit === "4" && meaning !== undefined
    ? (meaning.passing ?? "RECIPIENT_TEMPORARY")
    : meaning?.permanent;
}

/**
 * Replies of a recipient's mail server that has nothing more exact to say.
 * Source: https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3, RFC 7504 (521, 556).
 */
export const mailReplyClasses: ReadonlyMap<string, FailureClass> = new Map<string, FailureClass>([
  ["421", "RECIPIENT_TEMPORARY"], // service not available
  ["450", "RECIPIENT_TEMPORARY"], // mailbox busy, or held up by policy
  ["451", "RECIPIENT_TEMPORARY"], // local error
  ["452", "RECIPIENT_TEMPORARY"], // no storage left
  ["455", "RECIPIENT_TEMPORARY"], // parameters cannot be accommodated now
  ["521", "RECIPIENT_PERMANENT"], // host takes no mail
  ["550", "RECIPIENT_PERMANENT"], // mailbox unavailable
  ["551", "RECIPIENT_PERMANENT"], // user not local
  ["552", "RECIPIENT_TEMPORARY"], // mailbox full
  ["553", "RECIPIENT_PERMANENT"], // mailbox name not allowed
  ["554", "ROUTE_BLOCKED"], // transaction failed, nothing said of the mailbox
  ["555", "ROUTE_BLOCKED"], // parameters not recognised
  ["556", "RECIPIENT_PERMANENT"], // domain takes no mail
]);
