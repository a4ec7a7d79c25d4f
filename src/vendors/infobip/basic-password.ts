/** The password of an HTTP Basic header; "" where it holds none. */
export function basicPassword(header: string): string {
  const [, encoded = ""] = /^basic ([A-Za-z0-9+/]+={0,2})$/i.exec(header) ?? [];
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const at = text.indexOf(":");
  return at < 0 ? "" : text.slice(at + 1);
}
