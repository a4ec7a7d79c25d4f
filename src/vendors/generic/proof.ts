import { createHmac } from "node:crypto";
import { isStale } from "../callback-results.js";
import { isSameSecret } from "../same-secret.js";
import type { CallbackRequest } from "../vendor.js";
import { wireTime } from "../wire-time.js";
import type { Proof } from "./mapping.js";

/** Whether a callback carries the proof that the mapping asks for, and a fresh one. */
export function checkProof(
  request: CallbackRequest,
  proof: Proof,
  secret: string,
): "proved" | "bad_signature" | "stale" {
  if (secret === "" || !isProved(request, proof, secret)) {
    return "bad_signature";
  }
  if (proof.kind !== "hmac" || proof.timestampHeader === undefined) {
    return "proved";
  }
  const stamp = headerOf(request, proof.timestampHeader);
  const signedAt = /^[0-9]{13}$/.test(stamp) ? new Date(Number(stamp)) : wireTime(stamp);
  return isStale(signedAt, request.receivedAt) ? "stale" : "proved";
}

function isProved(request: CallbackRequest, proof: Proof, secret: string): boolean {
  switch (proof.kind) {
    case "header":
      return isSameSecret(headerOf(request, proof.name), secret);
    case "query":
      return isSameSecret(queryOf(request).get(proof.name) ?? "", secret);
    case "basic": {
      const wanted = `Basic ${Buffer.from(secret, "utf8").toString("base64")}`;
      return isSameSecret(headerOf(request, "authorization"), wanted);
    }
    case "hmac": {
      const given = headerOf(request, proof.header);
      const wanted = proof.prefix + digestOf(request, proof, secret);
      return isSameSecret(proof.encoding === "hex" ? given.toLowerCase() : given, wanted);
    }
  }
}

function digestOf(
  request: CallbackRequest,
  proof: Extract<Proof, { kind: "hmac" }>,
  secret: string,
): string {
  const hmac = createHmac(proof.algorithm, secret);
  for (const piece of proof.signed.split(/(\{body\}|\{url\}|\{timestamp\})/)) {
    hmac.update(signedPiece(piece, request, proof.timestampHeader));
  }
  return hmac.digest(proof.encoding);
}

function signedPiece(
  piece: string,
  request: CallbackRequest,
  timestampHeader: string | undefined,
): string | Buffer {
  switch (piece) {
    case "{body}":
      return request.body;
    case "{url}":
      return request.url;
    case "{timestamp}":
      return headerOf(request, timestampHeader ?? "");
    default:
      return piece;
  }
}

function headerOf(request: CallbackRequest, name: string): string {
  return request.headers[name.toLowerCase()] ?? "";
}

/** The query of a callback's address. */
export function queryOf({ url }: CallbackRequest): URLSearchParams {
  const at = url.indexOf("?");
  return new URLSearchParams(at < 0 ? "" : url.slice(at + 1));
}
