import { classTable, codeRange } from "./class-table.js";

/**
 * Why a mobile network did not deliver, by the numbers of MAP's errors, which several vendors pass
 * on: those that an SMS or a call can meet. Source: 3GPP TS 29.002, 17.6.6; the classes are ours.
 * One that says nothing for good of the number is none of the number's.
 */
export const mapErrors = classTable({
  RECIPIENT_PERMANENT: [
    1, // unknownSubscriber
    9, // illegalSubscriber
    11, // teleserviceNotProvisioned
    12, // illegalEquipment
    44, // numberChanged
  ],
  RECIPIENT_TEMPORARY: [
    2, // unknownBaseStation
    3, // unknownMSC
    5, // unidentifiedSubscriber: the visited network does not know it now
    6, // absentSubscriberSM
    7, // unknownEquipment
    8, // roamingNotAllowed
    13, // callBarred: often an invoice that was not paid
    27, // absentSubscriber
    28, // incompatibleTerminal
    ...codeRange(29, 30), // shortTermDenial, longTermDenial
    31, // subscriberBusyForMT-SMS
    32, // sm-DeliveryFailure: the phone's memory is full, or it is faulty
    33, // messageWaitingListFull
    45, // busySubscriber
    46, // noSubscriberReply
    72, // ussd-Busy
  ],
  ROUTE_BLOCKED: [
    10, // bearerServiceNotProvisioned
    15, // cug-Reject
    20, // ss-Incompatibility
    21, // facilityNotSupported
    34, // systemFailure
    35, // dataMissing
    36, // unexpectedDataValue
    51, // resourceLimitation
  ],
  CONTENT: [
    71, // unknownAlphabet
  ],
});
