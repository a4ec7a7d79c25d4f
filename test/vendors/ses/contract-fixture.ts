import { commonErrors } from "../../../src/vendors/aws-codes.js";
import { tables } from "../../../src/vendors/ses/codes.js";
import { ses } from "../../../src/vendors/ses/ses.js";
import type { CallbackCase, ContractFixture, SaidReceipt, SendCase } from "../fixture.js";
import { isCoveredBySns, snsCall, snsEnvelope } from "../sns-signing.js";

const topicArn = "arn:aws:sns:eu-central-1:123456789012:sandi-mail";
const json = { "content-type": "application/json" };

/** An error in the protocol restJson1. */
export function restJsonError(name: string, message = "no", status = 400) {
  return {
    status,
    body: JSON.stringify({ message }),
    headers: { ...json, "x-amzn-errortype": `${name}:http://internal.amazon.com/coral/` },
  };
}

const email: SendCase = {
  channel: "EMAIL",
  carries: ["to", "text", "subject", "from", "reference"],
  accepted: ([MessageId]) => ({ status: 200, body: JSON.stringify({ MessageId }), headers: json }),
  idsMax: 1,
  priced: null,
  refusals: [...commonErrors, ...tables.errors]
    .filter(([, failureClass]) => failureClass !== "OUTCOME_UNKNOWN")
    .map(([name, failureClass]) => ({ act: restJsonError(name), failureClass })),
  throttled: (retryAfter) => {
    const act = restJsonError("TooManyRequestsException", "Maximum sending rate exceeded.", 429);
    return { ...act, headers: { ...act.headers, "retry-after": retryAfter } };
  },
  refusalSaying: (text) => restJsonError("MessageRejected", text),
  refusalWithUnknownCode: restJsonError("SunspotsException"),
};

function bounce(bounceType: string, bounceSubType: string, at: Date) {
  const bouncedRecipients = [
    { emailAddress: "ani@example.org", action: "failed", status: "5.1.1" },
  ];
  const timestamp = at.toISOString();
  return {
    eventType: "Bounce",
    bounce: { feedbackId: "0100", bounceType, bounceSubType, bouncedRecipients, timestamp },
  };
}

function event({ id, reference, said }: SaidReceipt, at: Date): object {
  const timestamp = at.toISOString();
  const what = {
    delivered: {
      eventType: "Delivery",
      delivery: { timestamp, processingTimeMillis: 540, smtpResponse: "250 2.0.0 OK" },
    },
    read: { eventType: "Open", open: { timestamp, ipAddress: "192.0.2.1", userAgent: "x" } },
    undelivered_for_good: bounce("Permanent", "NoEmail", at),
    undelivered_with_unknown_code: bounce("Permanent", "Sunspots", at),
    unknown_status: { eventType: "Sunspots", sunspots: { timestamp } },
    accepted_by_carrier: {},
    refunded: {},
  }[said];
  const tags = {
    "ses:configuration-set": ["sandi"],
    ...(reference === null ? {} : { reference: [reference] }),
  };
  return {
    ...what,
    mail: { timestamp, messageId: id, source: "no-reply@acme.id", destination: ["x"], tags },
  };
}

const receipts: CallbackCase = {
  callback: ([receipt], at) =>
    snsCall(
      snsEnvelope(JSON.stringify(receipt === undefined ? {} : event(receipt, at)), at, topicArn, {
        Subject: "Amazon SES Email Event Notification",
      }),
      at,
    ),
  receiptsPerCallMax: 1,
  cannotSay: ["accepted_by_carrier", "refunded"],
  signsTime: true,
  isCovered: isCoveredBySns,
  proved: (body, at) => snsCall(snsEnvelope(body, at, topicArn), at),
};

export const contractFixture: ContractFixture = {
  adapter: ses,
  credentials: {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    region: "eu-central-1",
    configurationSet: "sandi-mail",
    topicArn,
  },
  publicCredentials: ["region", "configurationSet"],
  sends: [email],
  callbacks: [receipts],
  accountWorks: {
    status: 200,
    body: JSON.stringify({
      EnforcementStatus: "HEALTHY",
      ProductionAccessEnabled: true,
      SendingEnabled: true,
    }),
  },
};
