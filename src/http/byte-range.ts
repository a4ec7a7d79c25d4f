/** What a Range header asks of `size` bytes: `end` is not included. */
export type ByteRange =
  | { readonly kind: "whole" }
  | { readonly kind: "part"; readonly start: number; readonly end: number }
  | { readonly kind: "unsatisfiable" };

const whole: ByteRange = { kind: "whole" };

/**
 * Reads a Range header of one stretch; several, another unit and what cannot be read are answered
 * with the whole, as RFC 9110 allows. Source: RFC 9110, section 14.
 */
export function readByteRange(header: string | undefined, size: number): ByteRange {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "");
  const [, first = "", last = ""] = match ?? [];
  if (match === null || (first === "" && last === "")) {
    return whole;
  }
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? { kind: "unsatisfiable" } : part(size - length, size);
  }
  const start = Number(first);
  const end = last === "" ? size : Math.min(Number(last) + 1, size);
  if (last !== "" && Number(last) < start) {
    return whole;
  }
  return start >= size ? { kind: "unsatisfiable" } : part(start, end);
}

function part(start: number, end: number): ByteRange {
  return { kind: "part", start, end };
}
