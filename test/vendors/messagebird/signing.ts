import { createHash, createHmac } from "node:crypto";

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** What a token says besides the hashes. */
export interface TokenClaims {
  readonly iss?: string;
  readonly jti?: string | undefined;
  readonly nbf?: number;
  readonly exp?: number;
}

/** A `MessageBird-Signature-JWT` for a call of this address with this body. */
export function signedToken(
  key: string,
  call: { readonly url: string; readonly body: string; readonly at: Date },
  changes: TokenClaims = {},
): string {
  const seconds = Math.floor(call.at.getTime() / 1000);
  const claims = {
    iss: "MessageBird",
    nbf: seconds - 300,
    exp: seconds + 300,
    jti: "59a244dc-e9ad-4e23-9778-371faa238f72",
    url_hash: sha256(call.url),
    ...(call.body === "" ? {} : { payload_hash: sha256(call.body) }),
    ...changes,
  };
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
}
