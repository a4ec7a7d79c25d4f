import type { Money } from "../../core/money.js";
import { isObject, type WireObject } from "../read-object.js";
import { wirePrice } from "../wire-price.js";

/**
 * What Telegram took for a request, in USD, the currency of its price list; null when it does not
 * say. Source: https://core.telegram.org/gateway/api#requeststatus (its currency: unconfirmed)
 */
export function requestCost(status: WireObject): Money | null {
  return wirePrice(status["request_cost"], "USD");
}

/**
 * Whether Telegram gave the fee back. It does so by itself when a message expires before it is
 * delivered; where it says, that counts.
 */
export function isRefunded(status: WireObject): boolean {
  const said = status["is_refunded"];
  const delivery = status["delivery_status"];
  return typeof said === "boolean" ? said : isObject(delivery) && delivery["status"] === "expired";
}
