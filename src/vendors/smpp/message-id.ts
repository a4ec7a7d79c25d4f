import type { SmscAddress } from "./smsc-address.js";

/** An id as an answer wrote it, in the form under which receipts are looked up. */
export function idOfAnswer(id: string, receipts: SmscAddress["receiptIds"]): string {
  return receipts === "decimal" ? fromHex(id, 16) : receipts === "hex" ? fromDecimal(id, 10) : id;
}

/**
 * An id as a receipt wrote it, in the same form: some SMSCs answer in hex and write receipts in
 * decimal, or the other way round.
 */
export function idOfReceipt(id: string, receipts: SmscAddress["receiptIds"]): string {
  return receipts === "decimal" ? fromDecimal(id, 16) : receipts === "hex" ? fromHex(id, 10) : id;
}

function fromHex(id: string, base: 10 | 16): string {
  return /^[0-9a-f]{1,16}$/i.test(id) ? BigInt(`0x${id}`).toString(base) : id;
}

function fromDecimal(id: string, base: 10 | 16): string {
  return /^[0-9]{1,20}$/.test(id) ? BigInt(id).toString(base) : id;
}
