import { divideHalfEven } from "../money.js";

const pattern = /^([+-]?)(\d{1,12})(?:[.,](\d{0,18}))?$/;

/**
 * Reads an amount as invoices write it: a sign, 12 digits, and up to 18 after the mark; a finer one
 * than the micro-unit is rounded half-even. Null for anything else, such as 1.234,50.
 *
 * @param times whole number of parts that it is for, 1 or more
 * @param decimalComma true where a comma is the mark
 */
export function readInvoiceAmount(
  text: string,
  times: number,
  decimalComma: boolean,
): bigint | null {
  const match = pattern.exec(text.trim());
  if (match === null || text.includes(decimalComma ? "." : ",")) {
    return null;
  }
  const [, sign = "", units = "", fraction = ""] = match;
  const scale = 10n ** BigInt(Math.max(0, fraction.length - 6));
  const scaled = BigInt(units + fraction.padEnd(6, "0"));
  const micros = divideHalfEven(scaled * BigInt(times), scale);
  return sign === "-" ? -micros : micros;
}
