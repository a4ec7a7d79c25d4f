/**
 * A moment as a vendor writes it: text that `Date` reads, with its zone, or seconds since 1970 as
 * number or text; null for anything else, and for years that a database or a client cannot read.
 */
export function wireTime(value: unknown): Date | null {
  const isSeconds =
    typeof value === "number" ||
    (typeof value === "string" && /^[0-9]{9,11}(\.[0-9]+)?$/.test(value));
  if (!isSeconds && typeof value !== "string") {
    return null;
  }
  const time = isSeconds ? new Date(Number(value) * 1000) : new Date(value as string);
  return Number.isNaN(time.getTime()) || time.getTime() < 0 || time.getUTCFullYear() > 9999
    ? null
    : time;
}
