import type { Money } from "../../core/money.js";
import { objectAt, textAt, type WireObject } from "../read-object.js";
import { wirePrice } from "../wire-price.js";

/**
 * What a report says that its message costs as a whole: the price of a message times its parts, or
 * that of a second times the seconds charged; null when one of the two is not told.
 */
export function reportedPrice(report: WireObject): Money | null {
  const price = objectAt(report, "price");
  const currency = price?.["currency"];
  const perMessage = wirePrice(price?.["pricePerMessage"], currency);
  if (perMessage !== null) {
    return times(perMessage, textAt(report, "smsCount") ?? textAt(report, "messageCount") ?? "1");
  }
  const call = objectAt(report, "voiceCall");
  const perSecond = wirePrice(price?.["pricePerSecond"], currency);
  return perSecond === null ? null : times(perSecond, textAt(call, "chargedDuration") ?? "");
}

function times({ micros, currency }: Money, count: string): Money | null {
  return /^[0-9]{1,5}$/.test(count) ? { micros: micros * BigInt(count), currency } : null;
}
