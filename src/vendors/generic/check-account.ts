import type { HttpClient } from "../http-client.js";
import type { OpenAccount } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { buildCheck } from "./build-request.js";
import type { Mapping } from "./mapping.js";
import { textAtPath } from "./path.js";
import { isAccepted, readBody } from "./read-answer.js";
import { mappingOf } from "./read-mapping.js";
import { accountVariables } from "./variables.js";

/**
 * Asks what the mapping's `check` says, with the authentication of its messages. A mapping without
 * one is told to be unchecked.
 */
export async function checkAccount(
  account: OpenAccount,
  http: HttpClient,
): Promise<{ ok: boolean; message: string }> {
  const mapping = mappingOf(account);
  if (mapping === null) {
    return { ok: false, message: "The account's mapping cannot be read." };
  }
  const { check } = mapping;
  if (check === undefined) {
    return { ok: true, message: "Nothing was asked: the mapping names no check." };
  }
  const result = await http.request(buildCheck(mapping, check, accountVariables(account), account));
  if (result.kind !== "answered") {
    return { ok: false, message: `The vendor could not be reached: ${result.reason}.` };
  }
  const { answer } = mapping;
  const body = readBody(answer.kind, result.body, answer.separator);
  if (isAccepted(result.status, body, check.accepted)) {
    return { ok: true, message: "The account works." };
  }
  const said = wordsIn(body, mapping, account);
  return { ok: false, message: `The vendor refuses (HTTP ${result.status})${said}.` };
}

function wordsIn(body: unknown, { answer }: Mapping, account: OpenAccount): string {
  const { mapping: _, ...secrets } = account.credentials;
  const text = vendorText(textAtPath(body, answer.textPath), Object.values(secrets));
  return text === null ? "" : `: ${text}`;
}
