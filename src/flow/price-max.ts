import { type Money, parseRate } from "../core/money.js";
import type { AttemptRow } from "./rows.js";
import { capLeftOf, type SendWork } from "./send-work.js";

const rateUnit = 10n ** 12n;

/**
 * The most that an attempt may cost: what is left of the send's caps beside everything else, at the
 * rate of its hold, rounded down; null = the send has no cap.
 */
export function priceMaxOf(work: SendWork, attempt: AttemptRow): Money | null {
  const left = capLeftOf(work);
  const rate = parseRate(attempt.exchangeRate);
  return left === null || rate === null
    ? null
    : {
        micros: ((left + attempt.holdMicros) * rateUnit) / rate,
        currency: attempt.priceCurrency,
      };
}
