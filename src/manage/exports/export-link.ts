import { timingSafeEqual } from "node:crypto";
import { decodeId, encodeId } from "../../core/ids.js";
import { shortHmac } from "../../core/otp/short-hmac.js";
import type { Keyring } from "../../flow/keyring.js";
import type { ExportRef } from "./ports.js";

/** How long a link is good. */
export const linkMs = 60 * 60_000;

/** What reading a link gives. */
export type ExportLink =
  | { readonly kind: "good"; readonly ref: ExportRef }
  | { readonly kind: "expired" }
  | { readonly kind: "altered" };

/** What a link can lead to. */
export type LinkedKind = "export" | "listCheck";

const purpose = Buffer.from("export-link\0");
const signatureBytes = 24;

/**
 * A way to the bytes of an export, or of a list check's result, that needs no key: path and query
 * under 192 bits of HMAC-SHA-256, good for an hour, but not for longer than the bytes.
 */
export function exportLink(
  keyring: Pick<Keyring, "tokenKey">,
  { tenantId, id }: ExportRef,
  exportExpiresAt: Date,
  now: Date,
  kind: LinkedKind = "export",
): string {
  const expires = String(Math.min(exportExpiresAt.getTime(), now.getTime() + linkMs));
  const tenant = encodeId("tenant", tenantId);
  const signed = `${encodeId(kind, id)}?tenant=${tenant}&expires=${expires}`;
  return `/exports/${signed}&signature=${signatureOf(keyring, signed)}`;
}

/** Whose bytes a link leads to. `query` as it came, each value once. */
export function readExportLink(
  keyring: Pick<Keyring, "tokenKey">,
  id: string,
  query: Readonly<Record<string, unknown>>,
  now: Date,
  kind: LinkedKind = "export",
): ExportLink {
  const { tenant, expires, signature } = query;
  if (typeof tenant !== "string" || typeof expires !== "string" || typeof signature !== "string") {
    return { kind: "altered" };
  }
  const expected = signatureOf(keyring, `${id}?tenant=${tenant}&expires=${expires}`);
  const [tenantId, exportId] = [decodeId("tenant", tenant), decodeId(kind, id)];
  if (!isEqual(signature, expected) || tenantId === null || exportId === null) {
    return { kind: "altered" };
  }
  return Number(expires) <= now.getTime()
    ? { kind: "expired" }
    : { kind: "good", ref: { tenantId, id: exportId } };
}

function signatureOf({ tokenKey }: Pick<Keyring, "tokenKey">, signed: string): string {
  const message = Buffer.concat([purpose, Buffer.from(signed, "utf8")]);
  return shortHmac(tokenKey, message).subarray(0, signatureBytes).toString("base64url");
}

function isEqual(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given, "utf8"), Buffer.from(expected, "utf8")];
  return left.length === right.length && timingSafeEqual(left, right);
}
