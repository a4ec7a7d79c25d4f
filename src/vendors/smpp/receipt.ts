import { mapErrors } from "../map-errors.js";
import { receiptFacts } from "../receipt-facts.js";
import type { VendorReceipt } from "../vendor.js";
import { wireText } from "../wire-text.js";
import { messageStates, type StateMeaning } from "./codes.js";
import { idOfReceipt } from "./message-id.js";
import { bytesOf, type WirePdu } from "./pdu.js";
import type { SmscAddress } from "./smsc-address.js";

const messageType = 0x3c;
const receiptTypes = [0x04, 0x20];
const gsmNetwork = 3;
const stateByName: ReadonlyMap<string, StateMeaning> = new Map(
  [...messageStates.values()].map((state) => [state.name, state]),
);

/** What a `deliver_sm` or `data_sm` turned out to be. */
export type Delivery =
  | { readonly kind: "receipt"; readonly receipt: VendorReceipt }
  /** Somebody's message to us. */
  | { readonly kind: "message" }
  | { readonly kind: "malformed" };

/**
 * Reads what an SMSC delivers. Only `esm_class` or the TLV of a receipt makes it one: anybody can
 * write a text that looks like one. TLVs go before the text, whose form is the custom of appendix B
 * of SMPP 3.4. `done date` is left alone, because nobody says in which zone it is.
 *
 * @param at when it came
 */
export function readDelivery(pdu: WirePdu, address: SmscAddress, at: Date): Delivery {
  const tlvId = printable(bytesOf(pdu, "receipted_message_id"));
  const type = Number(pdu["esm_class"] ?? 0) & messageType;
  if (tlvId === "" && !receiptTypes.includes(type)) {
    return { kind: "message" };
  }
  const body = bytesOf(pdu, "short_message");
  const text = (body.length > 0 ? body : bytesOf(pdu, "message_payload")).toString("latin1");
  const id = wireText(tlvId || valueIn(text, "id"));
  const name = valueIn(text, "stat").toUpperCase();
  const number = pdu["message_state"];
  const state = typeof number === "number" ? messageStates.get(number) : stateByName.get(name);
  if (id === null || (state === undefined && name === "" && number === undefined)) {
    return { kind: "malformed" };
  }
  const vendorStatus = state?.name ?? (/^\w{1,32}$/.test(name) ? name : String(number));
  const receipt: VendorReceipt = {
    ...factsOf(state, networkError(pdu), valueIn(text, "err"), address),
    reference: null,
    vendorMessageId: idOfReceipt(id, address.receiptIds),
    part: null,
    vendorStatus,
    at,
    price: null,
    isRefund: false,
  };
  return { kind: "receipt", receipt };
}

type Facts = ReturnType<typeof receiptFacts>;

/**
 * A code is only looked up where its meaning is agreed: MAP's in the TLV, and in the text where the
 * address says so. Elsewhere `err:` is kept, and the state says what it meant.
 */
function factsOf(
  state: StateMeaning | undefined,
  mapError: number | null,
  err: string,
  address: SmscAddress,
): Facts {
  const isCode = /^[0-9a-z]{1,8}$/i.test(err) && !/^0+$/.test(err);
  const agreed = mapError ?? (address.isMapErrors && /^[0-9]{1,3}$/.test(err) ? Number(err) : null);
  if (agreed !== null && agreed !== 0 && state?.failureClass !== undefined) {
    return receiptFacts(state.status, `MAP ${agreed}`, mapErrors.get(String(agreed)));
  }
  const facts = receiptFacts(state?.status, null, state?.failureClass);
  return { ...facts, vendorCode: isCode ? `err ${err}` : null };
}

function networkError(pdu: WirePdu): number | null {
  const bytes = pdu["network_error_code"];
  return Buffer.isBuffer(bytes) && bytes.length === 3 && bytes[0] === gsmNetwork
    ? bytes.readUInt16BE(1)
    : null;
}

function valueIn(text: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}:([^\\s]+)`, "i").exec(text)?.[1] ?? "";
}

// The package reads this TLV up to the next zero, which is not always there.
function printable(bytes: Buffer): string {
  return /^[\x21-\x7e]*/.exec(bytes.toString("latin1"))?.[0] ?? "";
}
