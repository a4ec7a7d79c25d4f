import type { Money } from "../../core/money.js";
import type { HttpClient } from "../http-client.js";
import { readObject } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { wirePrice } from "../wire-price.js";
import { accountAuth, accountUrl } from "./send.js";

/**
 * What Twilio bills for a message, all of its segments: `GET …/Messages/{sid}.json`. Neither the
 * answer to a request nor a callback tells it; the message itself does, some time after it was
 * sent. Null = not known yet, or not to be read now. Costs nothing.
 */
export async function messagePrice(
  vendorMessageId: string,
  account: OpenAccount,
  http: HttpClient,
): Promise<Money | null> {
  const result = await http.request({
    method: "GET",
    url: `${accountUrl(account)}/Messages/${encodeURIComponent(vendorMessageId)}.json`,
    headers: { accept: "application/json", authorization: accountAuth(account) },
    body: null,
    timeoutMs: 5000,
  });
  const body = result.kind === "answered" && result.status === 200 ? readObject(result.body) : null;
  return wirePrice(body?.["price"], body?.["price_unit"]);
}
