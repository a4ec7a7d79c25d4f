import { refusedCallback, verifiedCallback } from "../callback-results.js";
import { receiptFacts } from "../receipt-facts.js";
import type { CallbackRequest, CallbackResult, OpenAccount, VendorReceipt } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { wireCode } from "../wire-code.js";
import { wireText } from "../wire-text.js";
import { wireTime } from "../wire-time.js";
import type { ReceiptMapping } from "./mapping.js";
import { textAtPath, valuesAt } from "./path.js";
import { checkProof, queryOf } from "./proof.js";
import { priceIn, readBody } from "./read-answer.js";
import { mappingOf } from "./read-mapping.js";

const receiptsMax = 1000;

/** Verifies and reads one call as the account's mapping says. */
export function readCallback(request: CallbackRequest, account: OpenAccount): CallbackResult {
  const rules = mappingOf(account)?.receipt;
  if (rules === undefined) {
    return refusedCallback("bad_signature");
  }
  const proof = checkProof(request, rules.proof, account.credentials["callbackSecret"] ?? "");
  if (proof !== "proved") {
    return refusedCallback(proof);
  }
  const items = itemsOf(bodyOf(request, rules), rules);
  if (items === null || items.length > receiptsMax) {
    return refusedCallback("malformed");
  }
  const receipts = items.map((item) => readReceipt(item, rules, request.receivedAt));
  return receipts.every((receipt) => receipt !== null)
    ? verifiedCallback(receipts, rules.answer)
    : refusedCallback("malformed");
}

function bodyOf(request: CallbackRequest, rules: ReceiptMapping): unknown {
  return rules.kind === "query"
    ? Object.fromEntries(queryOf(request))
    : readBody(rules.kind, request.body.toString("utf8"));
}

function itemsOf(body: unknown, { itemsPath }: ReceiptMapping): readonly unknown[] | null {
  if (itemsPath === undefined) {
    return [body];
  }
  const found = valuesAt(body, itemsPath);
  return found.length > 0 ? found.flat() : null;
}

function readReceipt(item: unknown, rules: ReceiptMapping, receivedAt: Date): VendorReceipt | null {
  const vendorMessageId = wireText(textAtPath(item, rules.idPath));
  const reference = wireText(textAtPath(item, rules.referencePath));
  const said = wireText(textAtPath(item, rules.statusPath));
  if ((vendorMessageId === null && reference === null) || said === null) {
    return null;
  }
  const code = wireText(textAtPath(item, rules.codePath));
  const status = Object.hasOwn(rules.statuses, said) ? rules.statuses[said] : undefined;
  const failureClass =
    code !== null && Object.hasOwn(rules.codes, code) ? rules.codes[code] : undefined;
  const part = Number(textAtPath(item, rules.partPath) ?? Number.NaN);
  return {
    reference,
    vendorMessageId,
    part: Number.isInteger(part) && part >= 1 && part <= 255 ? part : null,
    ...receiptFacts(status, code, failureClass),
    vendorCode: wireCode(code) ?? vendorText(code),
    vendorStatus: vendorText(said) ?? "",
    at: timeOf(item, rules) ?? receivedAt,
    price: priceIn(item, rules.price),
    isRefund: false,
  };
}

/** Without a zone of its own, a time is taken in the mapping's, else in UTC. */
function timeOf(item: unknown, { at }: ReceiptMapping): Date | null {
  const text = textAtPath(item, at?.path);
  const isLocal = text !== null && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text);
  return wireTime(isLocal ? `${text.replace(" ", "T")}${at?.offset ?? "Z"}` : text);
}
