import { disposableEmailBlocklistSet } from "disposable-email-domains-js";

const listed = disposableEmailBlocklistSet();

/**
 * True for a domain that gives out addresses that are thrown away, and for names under one. Source:
 * the public-domain list of github.com/disposable-email-domains, as packed in
 * disposable-email-domains-js.
 *
 * @param domain in small letters and ASCII
 */
export function isDisposableDomain(domain: string): boolean {
  for (let name = domain; name.includes("."); name = name.slice(name.indexOf(".") + 1)) {
    if (listed.has(name)) {
      return true;
    }
  }
  return false;
}
