const retryAfterSecMax = 3600;

/**
 * How long a `Retry-After` header asks us to wait, at most an hour; null when it says nothing that
 * can be read.
 *
 * @param date the answer's own `Date`, which a date in `header` is taken against
 */
export function retryAfterMs(header: string | undefined, date?: string): number | null {
  if (header === undefined) {
    return null;
  }
  const waitSec = /^[0-9]{1,9}$/.test(header)
    ? Number(header)
    : (Date.parse(header) - Date.parse(date ?? "")) / 1000;
  return Number.isNaN(waitSec) ? null : Math.min(Math.max(waitSec, 0), retryAfterSecMax) * 1000;
}
