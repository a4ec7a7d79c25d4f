import { callbackAddress } from "../../../src/vendors/infobip/callback-proof.js";
import { requestCodes, statusOf } from "../../../src/vendors/infobip/codes.js";
import { infobip } from "../../../src/vendors/infobip/infobip.js";
import type { CallbackRequest, OpenAccount } from "../../../src/vendors/vendor.js";
import { basicAuth } from "../../../src/vendors/basic-auth.js";
import type { CallbackCase, ContractFixture, Refusal, SaidReceipt, SendCase } from "../fixture.js";
import type { StubAct } from "../stub-server.js";

function refusedRequest(errorCode: string, description = "no", property: string | null = null) {
  const violations = property === null ? [] : [{ property, violation: "is wrong" }];
  const body = { errorCode, description, action: "Check it.", violations, resources: [] };
  return { status: 400, body: JSON.stringify(body) };
}

function oldRefusal(messageId: string, text = "no", validationErrors: object | null = null) {
  const serviceException = { messageId, text, ...(validationErrors && { validationErrors }) };
  return { status: 400, body: JSON.stringify({ requestError: { serviceException } }) };
}

function answered(ids: readonly string[], status: object) {
  const messages = ids.map((messageId) => ({ messageId, status, destination: "6281234567890" }));
  return { status: 200, body: JSON.stringify({ bulkId: "b-1", messages }) };
}

const pending = {
  groupId: 1,
  groupName: "PENDING",
  id: 26,
  name: "PENDING_ACCEPTED",
  description: "Message sent to next instance",
};

const refusals: readonly Refusal<StubAct>[] = [
  ...[...requestCodes]
    .filter(([, failureClass]) => failureClass !== "OUTCOME_UNKNOWN")
    .map(([code, failureClass]) => ({
      act: code.startsWith("E") ? refusedRequest(code) : oldRefusal(code),
      failureClass,
    })),
  ...[...statusOf].flatMap(([id, { name, failureClass }]) =>
    failureClass === null || failureClass === "OUTCOME_UNKNOWN"
      ? []
      : [{ act: answered(["id-1"], { groupId: 5, id: Number(id), name }), failureClass }],
  ),
  {
    act: refusedRequest("E400", "no", "messages[0].destinations[0].to"),
    failureClass: "RECIPIENT_PERMANENT",
  },
  {
    act: oldRefusal("BAD_REQUEST", "no", { "messages[0].to": ["must not be empty"] }),
    failureClass: "RECIPIENT_PERMANENT",
  },
];

const sms: SendCase = {
  channel: "SMS",
  accepted: (ids) => answered(ids, pending),
  idsMax: 2,
  priced: null,
  refusals,
  throttled: (retryAfter) => ({
    ...refusedRequest("E429"),
    status: 429,
    headers: { "retry-after": retryAfter },
  }),
  refusalSaying: (text) => refusedRequest("E400", text),
  refusalWithUnknownCode: answered(["id-1"], { groupId: 5, id: 777, name: "REJECTED_SUNSPOTS" }),
};

const reports = {
  delivered: { status: { groupId: 3, id: 5, name: "DELIVERED_TO_HANDSET" } },
  read: { seenAt: "2026-01-02T03:04:05.000+0000" },
  accepted_by_carrier: { status: { groupId: 3, id: 2, name: "DELIVERED_TO_OPERATOR" } },
  undelivered_for_good: {
    status: { groupId: 2, id: 9, name: "UNDELIVERABLE_NOT_DELIVERED" },
    error: { groupId: 1, id: 1, name: "EC_UNKNOWN_SUBSCRIBER", permanent: true },
  },
  undelivered_with_unknown_code: {
    status: { groupId: 2, id: 9, name: "UNDELIVERABLE_NOT_DELIVERED" },
    error: { groupId: 1, id: 4999, name: "EC_SUNSPOTS", permanent: true },
  },
  unknown_status: { status: { groupId: 9, id: 777, name: "toString" } },
  refunded: { status: { groupId: 3, id: 5, name: "DELIVERED_TO_HANDSET" } },
} as const;

function reportOf({ id, reference, said, price }: SaidReceipt, at: Date): object {
  return {
    bulkId: "b-1",
    messageId: id,
    to: "6281234567890",
    sentAt: at.toISOString(),
    doneAt: at.toISOString(),
    smsCount: 2,
    mccMnc: "51010",
    ...(reference === null ? {} : { callbackData: reference }),
    ...(price === null
      ? {}
      : {
          price: {
            pricePerMessage: Number(price.micros) / 2_000_000,
            currency: price.currency,
          },
        }),
    ...reports[said],
  };
}

function called(body: string, at: Date, url: string, authorization?: string): CallbackRequest {
  return {
    method: "POST",
    url,
    headers: { "content-type": "application/json", ...(authorization && { authorization }) },
    body: Buffer.from(body),
    receivedAt: at,
  };
}

const byAddress = (body: string, at: Date, account: OpenAccount) =>
  called(body, at, callbackAddress(account).replace("https://sandi.example", ""));

const byPassword = (body: string, at: Date, account: OpenAccount) =>
  called(
    body,
    at,
    "/callbacks/account-1",
    basicAuth("infobip", account.credentials["callbackSecret"] ?? ""),
  );

/** Infobip signs nothing: a shared secret covers neither the body nor a time. */
const usual = {
  receiptsPerCallMax: 1000,
  cannotSay: ["refunded"],
  signsTime: false,
  isCovered: () => false,
} as const satisfies Partial<CallbackCase>;

const bodyOf = (receipts: readonly SaidReceipt[], at: Date) =>
  JSON.stringify({ results: receipts.map((one) => reportOf(one, at)) });

export const contractFixture: ContractFixture = {
  adapter: infobip,
  credentials: {
    apiKey: "003026bbc133714df1834b8638bb496e-8f4b3d9a-e931-478d-a994-28a725159ab9",
    callbackSecret: "chosen by the owner, 32 characters",
  },
  sends: [
    sms,
    {
      ...sms,
      channel: "WHATSAPP",
      message: { vendorTemplateName: "login_code", from: "+15550783881" },
      carries: ["to", "code", "template", "reference"],
      idsMax: 1,
    },
    { ...sms, channel: "VIBER", message: { from: "Sandi" }, idsMax: 1 },
    { ...sms, channel: "VOICE", idsMax: 1 },
  ],
  callbacks: [
    {
      ...usual,
      name: "reports to an address with a secret",
      callback: (receipts, at, account) => byAddress(bodyOf(receipts, at), at, account),
      withoutProof: (request) => ({ ...request, url: request.url.replace(/token=./, "token=") }),
      proved: byAddress,
    },
    {
      ...usual,
      name: "reports with a password",
      callback: (receipts, at, account) => byPassword(bodyOf(receipts, at), at, account),
      proved: byPassword,
    },
  ],
  accountWorks: { status: 200, body: JSON.stringify({ balance: 47.79134, currency: "EUR" }) },
};
