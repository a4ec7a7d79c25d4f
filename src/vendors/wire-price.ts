import { type Money, parseMicros } from "../core/money.js";

/**
 * A price as a vendor writes it: a decimal as text or number, and a currency code in either case.
 * A minus sign is dropped (a debit is what it bills); more than 6 decimals are rounded half up.
 * Null for anything else.
 */
export function wirePrice(amount: unknown, currency: unknown): Money | null {
  const text = typeof amount === "number" ? plainText(amount) : amount;
  if (typeof text !== "string" || typeof currency !== "string") {
    return null;
  }
  const [, whole, fraction = ""] = /^[-+]?0*([0-9]{1,12})(?:\.([0-9]{0,18}))?$/.exec(text) ?? [];
  const code = currency.toUpperCase();
  if (whole === undefined || !/^[A-Z]{3}$/.test(code)) {
    return null;
  }
  const exact = parseMicros(`${whole}.${fraction.slice(0, 6).padEnd(6, "0")}`);
  return exact === null
    ? null
    : { micros: exact + ((fraction[6] ?? "0") >= "5" ? 1n : 0n), currency: code };
}

// A number as small as 0.0000001 would be written with an exponent.
function plainText(amount: number): string | null {
  return Number.isFinite(amount) ? amount.toFixed(9) : null;
}
