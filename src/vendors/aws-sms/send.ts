import { formatMicros, type Money } from "../../core/money.js";
import { awsRefusal } from "../aws-refusal.js";
import { type AwsCall, awsCall } from "../aws-request.js";
import type { HttpClient } from "../http-client.js";
import { outcomeOf, unreadableOutcome } from "../outcomes.js";
import { readObject } from "../read-object.js";
import type { OpenAccount, SendOutcome, SendRequest } from "../vendor.js";
import { wireIds } from "../wire-text.js";
import { tables } from "./codes.js";

/** Gives up on an answer after this long. */
export const timeoutMs = 8000;

/** The context's key of our reference, which events bring back. */
export const referenceKey = "reference";

const ttlSecMin = 5;
const ttlSecMax = 259_200;

/** Hands one message over by SendTextMessage, or a call by SendVoiceMessage. */
export async function send(
  request: SendRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<SendOutcome> {
  const isCall = request.channel === "VOICE";
  const call = isCall ? sendVoiceMessage : sendTextMessage;
  const input = isCall ? voiceMessage(request, account) : textMessage(request, account);
  const result = await call(JSON.stringify(input), account, http);
  return outcomeOf(result, (answer) => {
    if (answer.status !== 200) {
      return awsRefusal(answer, tables, request, account);
    }
    const ids = wireIds([readObject(answer.body)?.["MessageId"]]);
    return ids === null
      ? unreadableOutcome(answer)
      : { kind: "accepted", vendorMessageIds: ids, charged: "maybe", price: null };
  });
}

/** An operation of PinpointSMSVoiceV2, in the protocol awsJson1_0. */
export function smsVoiceCall(operation: string, waitMs: number): AwsCall {
  return awsCall({
    method: "POST",
    host: "sms-voice",
    service: "sms-voice",
    path: "/",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `PinpointSMSVoiceV2.${operation}`,
    },
    timeoutMs: waitMs,
  });
}

const sendTextMessage = smsVoiceCall("SendTextMessage", timeoutMs);
const sendVoiceMessage = smsVoiceCall("SendVoiceMessage", timeoutMs);

function textMessage(request: SendRequest, account: OpenAccount): object {
  const maxPrice = dollarsOf(request.priceMax);
  return {
    ...message(request, account),
    MessageType: "TRANSACTIONAL",
    ...(maxPrice === null ? {} : { MaxPrice: maxPrice }),
  };
}

// A call that reads a code out takes less than the minute that is billed.
function voiceMessage(request: SendRequest, account: OpenAccount): object {
  const maxPrice = dollarsOf(request.priceMax);
  return {
    ...message(request, account),
    MessageBodyTextType: "TEXT",
    ...(maxPrice === null ? {} : { MaxPricePerMinute: maxPrice }),
  };
}

function message(request: SendRequest, account: OpenAccount): object {
  return {
    DestinationPhoneNumber: request.to,
    ...(request.from === null ? {} : { OriginationIdentity: request.from }),
    MessageBody: request.text,
    ConfigurationSetName: account.credentials["configurationSet"] ?? "",
    TimeToLive: Math.min(Math.max(request.validitySec, ttlSecMin), ttlSecMax),
    Context: { [referenceKey]: request.reference },
    MessageFeedbackEnabled: true,
  };
}

// At most two digits before and five after the point; rounded down, because it is a limit.
function dollarsOf(price: Money | undefined): string | null {
  return price === undefined || price.currency !== "USD" || price.micros >= 100_000_000n
    ? null
    : formatMicros(price.micros).slice(0, -1);
}
