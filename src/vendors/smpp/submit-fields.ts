import type { SendRequest } from "../vendor.js";
import type { SmscAddress } from "./smsc-address.js";
import type { WireText } from "./wire-texts.js";

const ton = { unknown: 0, international: 1, networkSpecific: 3, alphanumeric: 5 } as const;
const npi = { unknown: 0, isdn: 1 } as const;
const shortCodeDigitsMax = 8;
const udhIndicator = 0x40;
const receiptAsked = 0x01;

/** The parameters of the `submit_sm` that carries one SM. Source: SMPP 3.4, 4.4.1. */
export function submitFields(
  request: SendRequest,
  text: WireText,
  address: SmscAddress,
): Readonly<Record<string, unknown>> {
  return {
    ...source(request.from, address),
    dest_addr_ton: ton.international,
    dest_addr_npi: npi.isdn,
    destination_addr: request.to.replace(/^\+/, ""),
    esm_class: text.hasHeader ? udhIndicator : 0,
    registered_delivery: receiptAsked,
    validity_period: relativeTime(request.validitySec),
    data_coding: text.dataCoding,
    short_message: text.isPayload ? Buffer.alloc(0) : text.bytes,
    ...(text.isPayload ? { message_payload: text.bytes } : {}),
  };
}

function source(from: string | null, address: SmscAddress): object {
  if (from === null) {
    return { source_addr_ton: ton.unknown, source_addr_npi: npi.unknown, source_addr: "" };
  }
  const [, digits] = /^\+?([0-9]+)$/.exec(from) ?? [];
  if (digits === undefined) {
    return { source_addr_ton: ton.alphanumeric, source_addr_npi: npi.unknown, source_addr: from };
  }
  const isShort = digits.length <= shortCodeDigitsMax && !from.startsWith("+");
  return {
    source_addr_ton: address.sourceTon ?? (isShort ? ton.networkSpecific : ton.international),
    source_addr_npi: address.sourceNpi ?? (isShort ? npi.unknown : npi.isdn),
    source_addr: digits,
  };
}

/** YYMMDDhhmmss000R from now on; 99 days at most. Source: SMPP 3.4, 7.1.1.2. */
export function relativeTime(seconds: number): string {
  const whole = Math.min(Math.max(Math.round(seconds), 1), 99 * 86_400);
  const parts = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  return `0000${parts.map((part) => String(part).padStart(2, "0")).join("")}000R`;
}
