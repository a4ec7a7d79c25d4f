import { createHash, createHmac } from "node:crypto";
import { readObject } from "../read-object.js";
import { isSameSecret } from "../same-secret.js";
import { wireTime } from "../wire-time.js";

/**
 * The moment at which Vonage signed a webhook: its `Authorization` holds a JWT (HS256) under the
 * account's signature secret, whose payload_hash is the SHA-256 of the body. Null when any of that
 * does not hold. Source: https://developer.vonage.com/en/getting-started/concepts/webhooks
 */
export function signedAt(authorization: string, body: Buffer, secret: string): Date | null {
  const [, header = "", claims = "", signature = ""] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/i.exec(authorization) ?? [];
  if (secret === "" || readPart(header)?.["alg"] !== "HS256") {
    return null;
  }
  const wanted = createHmac("sha256", secret).update(`${header}.${claims}`).digest("base64url");
  if (!isSameSecret(signature, wanted)) {
    return null;
  }
  const { payload_hash: hash, iat } = readPart(claims) ?? {};
  const isBody =
    typeof hash === "string" &&
    isSameSecret(hash.toLowerCase(), createHash("sha256").update(body).digest("hex"));
  return isBody ? wireTime(iat) : null;
}

function readPart(part: string): ReturnType<typeof readObject> {
  return readObject(Buffer.from(part, "base64url").toString("utf8"));
}
