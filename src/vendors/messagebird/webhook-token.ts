import { createHash, createHmac } from "node:crypto";
import { readObject, textAt, type WireObject } from "../read-object.js";
import { isSameSecret } from "../same-secret.js";
import { wireTime } from "../wire-time.js";

/** What a token proves of the call that carries it. */
export type TokenVerdict = "genuine" | "bad_signature" | "stale";

const algorithms: ReadonlyMap<string, string> = new Map([
  ["HS256", "sha256"],
  ["HS384", "sha384"],
  ["HS512", "sha512"],
]);
const toleranceMs = 5000;

/**
 * Checks a `MessageBird-Signature-JWT`: signed with the account's key, by MessageBird, of this
 * address and this body, and of its time. The rules, the 5 s of tolerance among them, are those of
 * lib/webhook-signature-jwt.js of npm `messagebird` 4.0.1.
 *
 * @param url as the vendor called it
 */
export function checkToken(
  token: string,
  key: string,
  call: { readonly url: string; readonly body: Buffer; readonly receivedAt: Date },
): TokenVerdict {
  const [head = "", claimsPart = "", signature = "", ...more] = token.split(".");
  const hash = algorithms.get(textAt(readPart(head), "alg") ?? "");
  if (key === "" || hash === undefined || more.length > 0) {
    return "bad_signature";
  }
  const wanted = createHmac(hash, key).update(`${head}.${claimsPart}`).digest("base64url");
  const claims = readPart(claimsPart);
  if (!isSameSecret(signature, wanted) || claims === null || !isOf(claims, call)) {
    return "bad_signature";
  }
  const now = call.receivedAt.getTime();
  const [from, until] = [wireTime(claims["nbf"]), wireTime(claims["exp"])];
  const isTooEarly = from !== null && now < from.getTime() - toleranceMs;
  return until === null || isTooEarly || now >= until.getTime() + toleranceMs ? "stale" : "genuine";
}

function isOf(claims: WireObject, call: { readonly url: string; readonly body: Buffer }): boolean {
  const bodyHash = textAt(claims, "payload_hash");
  const isBody = bodyHash === null ? call.body.length === 0 : isHashOf(bodyHash, call.body);
  const isUrl = isHashOf(textAt(claims, "url_hash") ?? "", call.url);
  return isBody && isUrl && claims["iss"] === "MessageBird" && textAt(claims, "jti") !== null;
}

function isHashOf(hash: string, text: string | Buffer): boolean {
  return isSameSecret(hash.toLowerCase(), createHash("sha256").update(text).digest("hex"));
}

function readPart(part: string): WireObject | null {
  return readObject(Buffer.from(part, "base64url").toString("utf8"));
}
