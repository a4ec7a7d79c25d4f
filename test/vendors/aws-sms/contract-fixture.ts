import { formatMicros } from "../../../src/core/money.js";
import { commonErrors } from "../../../src/vendors/aws-codes.js";
import { awsSms } from "../../../src/vendors/aws-sms/aws-sms.js";
import { tables } from "../../../src/vendors/aws-sms/codes.js";
import type { CallbackCase, ContractFixture, SaidReceipt, SendCase } from "../fixture.js";
import { isCoveredBySns, snsCall, snsEnvelope } from "../sns-signing.js";

const topicArn = "arn:aws:sns:eu-central-1:123456789012:sandi";
const json = { "content-type": "application/x-amz-json-1.0" };

/** An error in the protocol awsJson1_0. */
export function awsJsonError(name: string, extra: object = {}, status = 400) {
  const body = { __type: `com.amazonaws.sms#${name}`, Message: "no", ...extra };
  return { status, body: JSON.stringify(body), headers: json };
}

const sms: SendCase = {
  channel: "SMS",
  accepted: ([id]) => ({ status: 200, body: JSON.stringify({ MessageId: id }), headers: json }),
  idsMax: 1,
  priced: null,
  refusals: [
    ...[...commonErrors, ...tables.errors]
      .filter(([, failureClass]) => failureClass !== "OUTCOME_UNKNOWN")
      .map(([name, failureClass]) => ({
        act: awsJsonError(name),
        failureClass: tables.errors.get(name) ?? failureClass,
      })),
    ...[...tables.reasons].map(([Reason, failureClass]) => ({
      act: awsJsonError("ConflictException", { Reason }),
      failureClass,
    })),
  ],
  throttled: (retryAfter) => {
    const act = awsJsonError("ThrottlingException");
    return { ...act, headers: { ...json, "retry-after": retryAfter } };
  },
  refusalSaying: (Message) => awsJsonError("ValidationException", { Message }),
  refusalWithUnknownCode: awsJsonError("SunspotsException"),
};

const events = {
  delivered: { eventType: "TEXT_DELIVERED", messageStatus: "DELIVERED" },
  accepted_by_carrier: { eventType: "TEXT_SUCCESSFUL", messageStatus: "SUCCESSFUL" },
  undelivered_for_good: { eventType: "TEXT_INVALID", messageStatus: "INVALID" },
  unknown_status: { eventType: "TEXT_SUNSPOTS", messageStatus: "SUNSPOTS" },
};

function event({ id, reference, said, price }: SaidReceipt, at: Date): object {
  return {
    ...events[said as keyof typeof events],
    eventVersion: "1.0",
    eventTimestamp: at.getTime(),
    isFinal: true,
    originationPhoneNumber: "+12065550152",
    destinationPhoneNumber: "+14255550156",
    messageId: id,
    messageRequestTimestamp: at.getTime() - 300,
    messageEncoding: "GSM",
    messageType: "TRANSACTIONAL",
    messageStatusDescription: "Message has been delivered",
    ...(reference === null ? {} : { context: { reference } }),
    totalMessageParts: 1,
    ...(price === null
      ? {}
      : { totalMessagePrice: Number(formatMicros(price.micros)), totalCarrierFee: 0 }),
  };
}

const receipts: CallbackCase = {
  callback: ([receipt], at) =>
    snsCall(
      snsEnvelope(JSON.stringify(receipt === undefined ? {} : event(receipt, at)), at, topicArn),
      at,
    ),
  receiptsPerCallMax: 1,
  cannotSay: ["read", "refunded", "undelivered_with_unknown_code"],
  signsTime: true,
  isCovered: isCoveredBySns,
  proved: (body, at) => snsCall(snsEnvelope(body, at, topicArn), at),
};

export const contractFixture: ContractFixture = {
  adapter: awsSms,
  credentials: {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    region: "eu-central-1",
    configurationSet: "sandi-otp",
    topicArn,
  },
  publicCredentials: ["region", "configurationSet"],
  sends: [sms, { ...sms, channel: "VOICE", message: { from: "+12065550152" } }],
  callbacks: [receipts],
  accountWorks: {
    status: 200,
    body: JSON.stringify({ ConfigurationSets: [{ ConfigurationSetName: "sandi-otp" }] }),
  },
};
