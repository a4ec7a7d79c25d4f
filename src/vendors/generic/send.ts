import type { HttpClient } from "../http-client.js";
import {
  type Answered,
  outcomeOf,
  rejectedOutcome,
  secretsOf,
  unreadableOutcome,
} from "../outcomes.js";
import { refusalOutcome } from "../refusal-outcome.js";
import type { OpenAccount, SendOutcome, SendRequest } from "../vendor.js";
import { wireIds } from "../wire-text.js";
import { buildRequest } from "./build-request.js";
import type { Mapping } from "./mapping.js";
import { textAtPath } from "./path.js";
import { idsIn, isAccepted, priceIn, readBody } from "./read-answer.js";
import { mappingOf } from "./read-mapping.js";
import { sendVariables } from "./variables.js";

/** Gives up on an answer after this long at most; a mapping may ask for less. */
export const timeoutMs = 30_000;

/** Hands one message over as the account's mapping says. */
export async function send(
  request: SendRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<SendOutcome> {
  const mapping = mappingOf(account);
  if (mapping === null) {
    const text = "the account's mapping cannot be read";
    return rejectedOutcome({ failureClass: "ACCOUNT", code: "NO_MAPPING", text, secrets: [] });
  }
  const result = await http.request(
    buildRequest(mapping, sendVariables(request, account), account),
  );
  return outcomeOf(result, (answer) => read(answer, mapping, request, account));
}

function read(
  answer: Answered,
  mapping: Mapping,
  request: SendRequest,
  account: OpenAccount,
): SendOutcome {
  const rules = mapping.answer;
  const body = readBody(rules.kind, answer.body, rules.separator);
  if (!isAccepted(answer.status, body, rules.accepted)) {
    return refusal(answer, body, mapping, secretsIn(request, account));
  }
  const isNamed = rules.idPath !== undefined || rules.idHeader !== undefined;
  // A vendor without ids of its own tells of the message by our reference, if at all.
  const ids = isNamed ? wireIds(idsIn(answer, body, rules)) : [request.reference];
  return ids === null || body === undefined
    ? unreadableOutcome(answer)
    : {
        kind: "accepted",
        vendorMessageIds: ids,
        charged: "maybe",
        price: priceIn(body, rules.price),
      };
}

function refusal(
  answer: Answered,
  body: unknown,
  { answer: rules, codes }: Mapping,
  secrets: readonly string[],
): SendOutcome {
  const code = textAtPath(body, rules.codePath);
  const ofStatus = classAt(codes, `http_${answer.status}`);
  const failureClass = code === null ? ofStatus : (classAt(codes, code) ?? ofStatus);
  const text = textAtPath(body, rules.textPath);
  return refusalOutcome(answer, { code, failureClass, text, secrets });
}

/** What the table says of a code; a vendor's code may be "constructor". */
function classAt(codes: Mapping["codes"], code: string) {
  return Object.hasOwn(codes, code) ? codes[code] : undefined;
}

/** The mapping is none: it would only blank the words that it names. */
function secretsIn(request: SendRequest, account: OpenAccount): readonly string[] {
  const { mapping: _, ...credentials } = account.credentials;
  return secretsOf(request, { ...account, credentials });
}
