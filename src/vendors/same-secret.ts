import { timingSafeEqual } from "node:crypto";

/**
 * Whether two texts or digests are the same, in a time that does not tell where they differ. False
 * whenever one of them is empty: an account without a secret accepts nothing.
 */
export function isSameSecret(given: string | Buffer, wanted: string | Buffer): boolean {
  const left = bytesOf(given);
  const right = bytesOf(wanted);
  return left.length > 0 && left.length === right.length && timingSafeEqual(left, right);
}

function bytesOf(value: string | Buffer): Buffer {
  return typeof value === "string" ? Buffer.from(value, "utf8") : value;
}
