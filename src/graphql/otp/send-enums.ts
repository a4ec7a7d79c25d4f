import type { LineType } from "../../core/phone.js";
import type {
  AttemptStatus,
  ChargeState,
  FailureClass,
  ReceiptStatus,
  SendStatus,
  VerificationStatus,
} from "../../core/otp/status.js";
import type { VerifyResult } from "../../flow/otp.js";
import { enumType } from "../enum-type.js";

export const SendStatusEnum = enumType<SendStatus>(
  "SendStatus",
  "How far a send is. Rank: QUEUED 0, SENDING 1, SENT 2, FAILED 3, DELIVERED 4, READ 5; only " +
    "a higher rank replaces a lower one, so FAILED may still become DELIVERED. BLOCKED and " +
    "CANCELED are final.",
  {
    QUEUED: "Stored; its first attempt waits.",
    SENDING: "An attempt is on its way to a vendor.",
    SENT: "A vendor took an attempt, or may have.",
    FAILED: "Nothing is left to try, and no attempt can still arrive.",
    DELIVERED: "An attempt arrived, or the right code was typed in.",
    READ: "The message was read.",
    BLOCKED: "Money, a guard rule or a missing route refused it; no attempt was ever made.",
    CANCELED: "It was called off.",
  },
);

export const VerificationStatusEnum = enumType<VerificationStatus>(
  "VerificationStatus",
  "Whether the code was typed in.",
  {
    PENDING: "Not yet.",
    VERIFIED: "The right code was typed in, in time.",
    EXPIRED: "The code expired first.",
    CHECKS_EXHAUSTED: "Too many wrong codes were typed in.",
    CANCELED: "The send was called off first.",
  },
);

export const AttemptStatusEnum = enumType<AttemptStatus>(
  "AttemptStatus",
  "How far an attempt is. Rank: PLANNED 0, SUBMITTING 1, UNKNOWN 2, SUBMITTED 3, TIMED_OUT 4, " +
    "REJECTED = UNDELIVERED = CANCELED 5, DELIVERED 6, READ 7; an equal or lower rank is kept " +
    "as a receipt with applied: false.",
  {
    PLANNED: "Its money is held; it was not handed to the vendor yet.",
    SUBMITTING: "It is on its way to the vendor.",
    UNKNOWN: "The vendor's answer is not known: maybe sent, maybe billed.",
    SUBMITTED: "The vendor took it.",
    TIMED_OUT: "Its wait ended without a result; a late receipt still counts.",
    REJECTED: "The vendor refused it.",
    UNDELIVERED: "The vendor reports that it did not arrive.",
    CANCELED: "It was called off before it was handed over.",
    DELIVERED: "The vendor reports that it arrived.",
    READ: "The vendor reports that it was read.",
  },
);

export const ChargeStateEnum = enumType<ChargeState>(
  "ChargeState",
  "What became of the money that an attempt reserved.",
  {
    HELD: "Reserved until the outcome is known.",
    CHARGED: "The vendor bills it.",
    RELEASED: "The vendor does not bill it.",
    MAYBE:
      "Its outcome stayed unknown; it counts as spent until a receipt or an invoice settles it.",
  },
);

export const FailureClassEnum = enumType<FailureClass>(
  "FailureClass",
  "Why something failed, the same for every vendor.",
  {
    RECIPIENT_PERMANENT: "This channel cannot reach this recipient.",
    RECIPIENT_TEMPORARY: "The recipient cannot be reached right now.",
    ROUTE_BLOCKED: "This vendor's route does not carry it.",
    THROTTLED: "The vendor wants it slower.",
    VENDOR_DOWN: "The vendor does not work.",
    OUTCOME_UNKNOWN: "The vendor's answer does not tell what happened.",
    ACCOUNT: "The account at the vendor cannot be used.",
    CONTENT: "The vendor does not accept the content.",
    BUDGET: "A budget has no room.",
    FRAUD: "It looks like fraud.",
    NO_ROUTE: "No step of the plan can reach this recipient.",
  },
);

export const ReceiptStatusEnum = enumType<ReceiptStatus>(
  "ReceiptStatus",
  "What a vendor reports about a message.",
  {
    ACCEPTED_BY_CARRIER: "The carrier took it.",
    DELIVERED: "It arrived.",
    READ: "It was read.",
    UNDELIVERED: "It did not arrive.",
    EXPIRED: "It was not delivered in time.",
    REJECTED: "It was refused.",
    UNKNOWN: "The vendor does not know.",
  },
);

export const LineTypeEnum = enumType<LineType>(
  "LineType",
  "What kind of line a number is, by its range.",
  {
    MOBILE: "A mobile line.",
    FIXED: "A fixed line.",
    VOIP: "An internet line.",
    TOLL_FREE: "A line that is free to call.",
    PREMIUM: "A line that costs its caller extra.",
    UNKNOWN: "The range does not tell.",
  },
);

export const VerifyResultEnum = enumType<VerifyResult>(
  "VerifyResult",
  "What became of one check of a code.",
  {
    VERIFIED: "The code is right, and this check consumed it.",
    WRONG_CODE: "The code is wrong.",
    EXPIRED: "The code has expired; it was not looked at.",
    CHECKS_EXHAUSTED: "All checks are used; the code was not looked at.",
    ALREADY_VERIFIED:
      "The send was verified before; the code was not looked at, so this is no success.",
    CANCELED: "The send was called off; the code was not looked at.",
  },
);
