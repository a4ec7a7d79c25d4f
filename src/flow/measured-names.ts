import type { Channel } from "../core/otp/status.js";
import type { CellFacts } from "../core/route/measured/route-space.js";

/** What a route is called wherever it is stored: an account's channel. */
export function routeId(accountId: string, channel: Channel): string {
  return `${accountId} ${channel}`;
}

/** The account and channel of a `routeId`. */
export function routeParts(id: string): { readonly accountId: string; readonly channel: Channel } {
  const [accountId = "", channel = ""] = id.split(" ");
  return { accountId, channel: channel as Channel };
}

/**
 * What a recipient's network is called: "ID/51010", the country's "ID" where it is not known, "*"
 * for an e-mail address. With the country, because networks of one code reach across borders.
 */
export function cellFacts(country: string | null, network: string | null): CellFacts {
  if (country === null) {
    return { id: "*", country: "*" };
  }
  return { id: network === null ? country : `${country}/${network}`, country };
}

/** The facts of a cell by what it is called. */
export function cellOfId(id: string): CellFacts {
  const slash = id.indexOf("/");
  return { id, country: slash === -1 ? id : id.slice(0, slash) };
}
