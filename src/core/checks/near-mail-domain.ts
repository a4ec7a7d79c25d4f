/** Domains that many people have their mail at, and whose names are often mistyped. */
const mailDomains = [
  "gmail.com",
  "googlemail.com",
  "yahoo.com",
  "yahoo.co.id",
  "yahoo.co.in",
  "ymail.com",
  "rocketmail.com",
  "hotmail.com",
  "outlook.com",
  "live.com",
  "icloud.com",
  "proton.me",
  "protonmail.com",
  "aol.com",
  "gmx.de",
  "web.de",
  "mail.ru",
  "yandex.ru",
] as const;

/**
 * The well-known mail domain that differs from this one by one letter added, missing, wrong or
 * swapped with its neighbour; null where none does, or it is one itself. Pure, a few µs.
 */
export function nearMailDomain(domain: string): string | null {
  return mailDomains.some((known) => known === domain)
    ? null
    : (mailDomains.find((known) => isOneSlipApart(known, domain)) ?? null);
}

function isOneSlipApart(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) {
    return false;
  }
  let at = 0;
  while (at < left.length && left[at] === right[at]) {
    at += 1;
  }
  const isSwap = left[at] === right[at + 1] && left[at + 1] === right[at];
  return (
    left.slice(at + 1) === right.slice(at + 1) ||
    left.slice(at) === right.slice(at + 1) ||
    left.slice(at + 1) === right.slice(at) ||
    (isSwap && left.slice(at + 2) === right.slice(at + 2))
  );
}
