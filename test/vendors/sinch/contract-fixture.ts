import { smsRefusalCodes, verificationCodes } from "../../../src/vendors/sinch/codes.js";
import { sinch } from "../../../src/vendors/sinch/sinch.js";
import type { CallbackCase, ContractFixture, SaidReceipt, SendCase } from "../fixture.js";
import { signedEvent, signedReport } from "./signing.js";

function smsError(code: string, text = "no", status = 400) {
  return { status, body: JSON.stringify({ code, text }) };
}

function callError(errorCode: number, message = "no", status = 400) {
  return { status, body: JSON.stringify({ errorCode, message, reference: "r" }) };
}

const throttled = (retryAfter: string) => ({
  status: 429,
  body: "",
  headers: { "retry-after": retryAfter },
});

const sms: SendCase = {
  channel: "SMS",
  accepted: ([id = ""]) => ({
    status: 201,
    body: JSON.stringify({
      id,
      to: ["6281234567890"],
      type: "mt_text",
      delivery_report: "per_recipient",
      canceled: false,
      created_at: "2026-01-02T03:04:05.000Z",
    }),
  }),
  idsMax: 1,
  priced: null,
  refusals: [
    ...[...smsRefusalCodes]
      .filter(([, failureClass]) => failureClass !== "OUTCOME_UNKNOWN")
      .map(([code, failureClass]) => ({ act: smsError(code), failureClass })),
    {
      act: smsError(
        "syntax_invalid_parameter_format",
        "The format of parameter 'to[0]' is invalid; value '+1' is not a valid MSISDN.",
      ),
      failureClass: "RECIPIENT_PERMANENT",
    },
    {
      act: { status: 400, body: '{"error":{"code":400,"status":"INVALID_ARGUMENT"}}' },
      failureClass: "CONTENT",
    },
  ],
  throttled,
  refusalSaying: (text) => smsError("syntax_constraint_violation", text),
  refusalWithUnknownCode: smsError("sunspots"),
};

const missedCall: SendCase = {
  channel: "MISSED_CALL",
  message: { text: "493817", from: "+622155500000000" },
  carries: ["to", "code", "reference"],
  accepted: ([id = ""]) => ({
    status: 200,
    body: JSON.stringify({
      id,
      method: "flashcall",
      flashCall: { cliFilter: "(.*)21555(.*)", interceptionTimeout: 60 },
    }),
  }),
  idsMax: 1,
  priced: null,
  refusals: [...verificationCodes]
    .filter(([, failureClass]) => failureClass !== "OUTCOME_UNKNOWN")
    .map(([code, failureClass]) => ({ act: callError(Number(code)), failureClass })),
  throttled,
  refusalSaying: (text) => callError(40_001, text),
  refusalWithUnknownCode: callError(49_999),
};

const reports = {
  delivered: { status: "Delivered", code: 0 },
  read: { status: "Delivered", code: 0 },
  accepted_by_carrier: { status: "Dispatched", code: 401 },
  undelivered_for_good: { status: "Aborted", code: 402 },
  undelivered_with_unknown_code: { status: "Failed", code: 777 },
  unknown_status: { status: "toString", code: 0 },
  refunded: { status: "Delivered", code: 0 },
} as const;

function report([receipt]: readonly SaidReceipt[], at: Date, type: "recipient" | "batch") {
  const { id = "", reference = null, said = "delivered" } = receipt ?? {};
  const common = {
    batch_id: id,
    ...(reference === null ? {} : { client_reference: reference }),
  };
  return JSON.stringify(
    type === "recipient"
      ? {
          type: "recipient_delivery_report_sms",
          ...common,
          recipient: "6281234567890",
          ...reports[said],
          at: at.toISOString(),
        }
      : {
          type: "delivery_report_sms",
          ...common,
          total_message_count: 1,
          statuses: [{ ...reports[said], count: 1, recipients: ["6281234567890"] }],
        },
  );
}

const events = {
  delivered: { event: "VerificationResultEvent", status: "SUCCESSFUL" },
  read: { event: "VerificationResultEvent", status: "SUCCESSFUL" },
  accepted_by_carrier: { event: "VerificationRequestEvent", custom: "+622155500493817" },
  undelivered_for_good: {
    event: "VerificationResultEvent",
    status: "FAIL",
    reason: "Network error or number unreachable",
  },
  undelivered_with_unknown_code: {
    event: "VerificationResultEvent",
    status: "FAIL",
    reason: "Sunspots",
  },
  unknown_status: { event: "VerificationResultEvent", status: "toString" },
  refunded: { event: "VerificationResultEvent", status: "SUCCESSFUL" },
} as const;

function event([receipt]: readonly SaidReceipt[]): string {
  const { id = "", reference = null, said = "delivered" } = receipt ?? {};
  return JSON.stringify({
    id,
    ...(reference === null ? {} : { reference }),
    method: "flashcall",
    identity: { type: "number", endpoint: "+6281234567890" },
    ...events[said],
  });
}

const usual = {
  receiptsPerCallMax: 1,
  cannotSay: ["read", "refunded"],
  signsTime: true,
} as const satisfies Partial<CallbackCase>;

export const contractFixture: ContractFixture = {
  adapter: sinch,
  credentials: {
    servicePlanId: "a1b2c3d4e5f60718293a4b5c6d7e8f90",
    apiToken: "0f9e8d7c6b5a49382716051423324150",
    webhookSecret: "a-secret-that-support-has-set-up",
    applicationKey: "669e367e-6bba-48ab-af15-266871c28135",
    applicationSecret: "BeIukql3pTKJ8RGL5zo0DA==",
  },
  publicCredentials: ["servicePlanId", "applicationKey"],
  idOf: (n) => `01FC66621VHDBN119Z8PMV${String(n).padStart(4, "0")}`,
  sends: [sms, missedCall],
  callbacks: [
    {
      ...usual,
      name: "reports on a recipient",
      callback: (receipts, at, account) =>
        signedReport(report(receipts, at, "recipient"), at, account),
      proved: signedReport,
    },
    {
      ...usual,
      name: "reports on a batch",
      callback: (receipts, at, account) => signedReport(report(receipts, at, "batch"), at, account),
      proved: signedReport,
    },
    {
      ...usual,
      name: "events of flash calls",
      callback: (receipts, at, account) => signedEvent(event(receipts), at, account),
      proved: signedEvent,
      lossClass: "RECIPIENT_TEMPORARY",
    },
  ],
  accountWorks: { status: 200, body: JSON.stringify({ count: 0, page: 0, batches: [] }) },
};
