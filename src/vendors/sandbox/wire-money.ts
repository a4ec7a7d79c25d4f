import { parseMicros, type Money } from "../../core/money.js";

/**
 * An amount as the pretend vendors write it, `{"amount":"0.034","currency":"USD"}`; null for
 * anything else.
 */
export function readMoney(value: unknown): Money | null {
  if (typeof value !== "object" || value === null) {
    return null;
  }
  const { amount, currency } = value as { amount?: unknown; currency?: unknown };
  if (typeof amount !== "string" || typeof currency !== "string") {
    return null;
  }
  const micros = parseMicros(amount);
  return micros !== null && micros >= 0n && /^[A-Z]{3}$/.test(currency)
    ? { micros, currency }
    : null;
}
