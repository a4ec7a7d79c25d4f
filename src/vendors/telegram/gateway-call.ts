import type { HttpClient, HttpResult } from "../http-client.js";
import { objectAt, readObject, textAt, type WireObject } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { vendorAddress } from "../vendor-address.js";

/** Calls a method of the Gateway. Source: https://core.telegram.org/gateway/api */
export function callGateway(
  method: string,
  parameters: object,
  account: OpenAccount,
  http: HttpClient,
  timeoutMs: number,
): Promise<HttpResult> {
  return http.request({
    method: "POST",
    url: `${vendorAddress(account, "https://gatewayapi.telegram.org")}/${method}`,
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${account.credentials["apiToken"] ?? ""}`,
    },
    body: JSON.stringify(parameters),
    timeoutMs,
  });
}

/** What a method answered: its result, or the name of its error and the seconds to wait. */
export interface GatewayAnswer {
  readonly result: WireObject | null;
  readonly error: string | null;
  readonly waitSec: number | null;
}

const waitSecMax = 3600;

/** Reads `{"ok":true,"result":{…}}` and `{"ok":false,"error":"FLOOD_WAIT_17"}`. */
export function readAnswer(text: string): GatewayAnswer {
  const body = readObject(text);
  const isOk = body?.["ok"] === true;
  const name = body?.["ok"] === false ? textAt(body, "error") : null;
  const [, flood, seconds] = /^(FLOOD_WAIT)_([0-9]{1,6})$/.exec(name ?? "") ?? [];
  return {
    result: isOk ? objectAt(body, "result") : null,
    error: flood ?? (name !== null && /^[A-Z][A-Z0-9_]{0,63}$/.test(name) ? name : null),
    waitSec: seconds === undefined ? null : Math.min(Number(seconds), waitSecMax),
  };
}
