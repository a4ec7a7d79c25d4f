import type { PhraseKey } from "../../core/messages/phrases.js";
import { type DomainError, domainError } from "../../core/errors.js";
import type { Channel } from "../../core/otp/status.js";
import { checkCountry } from "../check-channels.js";
import { checkLine } from "../check-text.js";
import type { SenderRow } from "./ports.js";

const sendersMax = 500;
const emailPattern =
  /^[^\s@<>"(),:;]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;
const numberPattern = /^\+?[1-9]\d{2,14}$/;
const senderIdPattern = /^(?=.*[A-Za-z])[A-Za-z0-9 ._&-]{3,11}$/;
// A vendor picks the number out of a pool: Twilio's messaging service, Plivo's Powerpack.
const senderPoolPattern = /^(MG[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const smsPatterns = [numberPattern, senderIdPattern, senderPoolPattern];

/** The account's senders: one per channel and country, each of the form that its channel takes. */
export function checkSenders(
  senders: readonly SenderRow[],
  channels: readonly Channel[],
): DomainError[] {
  if (senders.length > sendersMax) {
    return [domainError("TOO_MANY_ITEMS", ["senders"], { max: sendersMax })];
  }
  const places = senders.map((sender) => `${sender.channel} ${sender.country ?? "everywhere"}`);
  return senders.flatMap((sender, index) => {
    const field = ["senders", String(index)];
    const place = places[index] ?? "";
    return [
      ...checkCountry(sender.country, [...field, "country"]),
      ...checkLine(sender.value, [...field, "value"], 254),
      ...(places.indexOf(place) < index
        ? [domainError("DUPLICATE_ITEM", field, { item: place })]
        : []),
      ...checkForm(sender, channels, field),
    ];
  });
}

function checkForm(
  sender: SenderRow,
  channels: readonly Channel[],
  field: readonly string[],
): DomainError[] {
  const { channel, value } = sender;
  if (!channels.includes(channel)) {
    const reason = { phrase: "senderChannel" } as const;
    return [domainError("INVALID_SENDER", [...field, "channel"], { channel, reason })];
  }
  const phrase = formProblem(channel, value);
  return phrase === null
    ? []
    : [domainError("INVALID_SENDER", [...field, "value"], { channel, reason: { phrase } })];
}

function formProblem(channel: Channel, value: string): PhraseKey | null {
  switch (channel) {
    case "EMAIL":
      return emailPattern.test(value) ? null : "senderEmail";
    case "SMS":
      return smsPatterns.some((pattern) => pattern.test(value)) ? null : "senderName";
    case "VOICE":
    case "MISSED_CALL":
    case "WHATSAPP":
      return numberPattern.test(value) ? null : "senderNumber";
    case "TELEGRAM":
    case "VIBER":
    case "RCS":
      return null;
  }
}
