import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { isLoopback, isPublicAddress } from "../core/public-address.js";

/** An address that a name was resolved to. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** What decides where requests to addresses of tenants may go. */
export interface DestinationRules {
  /** True in tests alone: this machine itself, and http to it, are allowed too. */
  readonly allowsLoopback: boolean;
  /** Every address of a host name; left out = the system's resolver. */
  readonly resolve?: (host: string) => Promise<readonly ResolvedAddress[]>;
}

/**
 * Resolves the host of an address that a tenant gave, for one request: all that its name stands for
 * has to be public, and the request goes to what was checked, whatever the name stands for a moment
 * later. Null = not allowed, or it does not resolve.
 */
export async function publicDestination(
  origin: URL,
  rules: DestinationRules,
): Promise<readonly ResolvedAddress[] | null> {
  if (!isTenantUrl(origin, rules.allowsLoopback)) {
    return null;
  }
  const host = hostOf(origin);
  const family = isIP(host);
  const resolve = rules.resolve ?? ((name) => lookup(name, { all: true, verbatim: true }));
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  const isAllowed = ({ address }: ResolvedAddress) =>
    isPublicAddress(address) || (rules.allowsLoopback && isLoopback(address));
  return addresses.length > 0 && addresses.every(isAllowed) ? addresses : null;
}

/**
 * True for an address that may be tried at all: https, without name, password and fragment, to a
 * host that is public as far as its spelling tells. Under `allowsLoopback` also http to this
 * machine, by its IP address.
 */
export function isTenantUrl(url: URL, allowsLoopback: boolean): boolean {
  const host = hostOf(url);
  if (url.username !== "" || url.password !== "" || url.hash !== "") {
    return false;
  }
  if (allowsLoopback && isLoopback(host)) {
    return url.protocol === "https:" || url.protocol === "http:";
  }
  const isName = isIP(host) === 0;
  return url.protocol === "https:" && (isName ? isPublicName(host) : isPublicAddress(host));
}

const localNames = /(?:^|\.)(?:localhost|local|internal|intranet|home|lan|corp|home\.arpa)\.?$/;

function isPublicName(host: string): boolean {
  return host.includes(".") && !localNames.test(host);
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}
