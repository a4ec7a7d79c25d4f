import { createHash, createHmac } from "node:crypto";
import { isStale } from "../callback-results.js";
import { isSameSecret } from "../same-secret.js";
import type { CallbackRequest, OpenAccount } from "../vendor.js";
import { wireTime } from "../wire-time.js";
import { has } from "./api.js";

/** What a signature of an application covers. */
interface SignedParts {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly timestamp: string;
  readonly body: string | Buffer;
}

/**
 * The headers of a request that the account's application signs. Source:
 * https://developers.sinch.com/docs/verification/api-reference/authentication/signed-request
 */
export function signedHeaders(
  account: OpenAccount,
  request: Pick<SignedParts, "method" | "path" | "body">,
  now: Date,
): Readonly<Record<string, string>> {
  const contentType = "application/json";
  const timestamp = now.toISOString();
  return {
    "content-type": contentType,
    "x-timestamp": timestamp,
    authorization: authorization(account, { ...request, contentType, timestamp }),
  };
}

/** Whether Sinch signed a callback of the account's application, and when it says that it did. */
export function checkSignature(
  request: CallbackRequest,
  account: OpenAccount,
): "genuine" | "bad_signature" | "stale" {
  const timestamp = request.headers["x-timestamp"] ?? "";
  const wanted = authorization(account, {
    method: request.method.toUpperCase(),
    // As Sinch called it, whatever a proxy made of it.
    path: URL.parse(account.callbackUrl)?.pathname ?? "",
    contentType: request.headers["content-type"] ?? "",
    timestamp,
    body: request.body,
  });
  const given = (request.headers["authorization"] ?? "").replace(/^application /i, "Application ");
  if (!has(account, "applicationSecret") || !isSameSecret(given, wanted)) {
    return "bad_signature";
  }
  return isStale(wireTime(timestamp), request.receivedAt) ? "stale" : "genuine";
}

function authorization(account: OpenAccount, parts: SignedParts): string {
  const { applicationKey = "", applicationSecret = "" } = account.credentials;
  const { method, path, contentType, timestamp, body } = parts;
  const digest = body.length === 0 ? "" : createHash("md5").update(body).digest("base64");
  const text = `${method}\n${digest}\n${contentType}\nx-timestamp:${timestamp}\n${path}`;
  const key = Buffer.from(applicationSecret, "base64");
  const signature = createHmac("sha256", key).update(text).digest("base64");
  return `Application ${applicationKey}:${signature}`;
}
