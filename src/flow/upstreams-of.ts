import type { MarketRows } from "./market.js";
import { routeId } from "./measured-names.js";

/**
 * The upstream of every account's channel whose offers name one, by `routeId`: an account's own
 * offers go before the vendor's list. O(accounts × channels).
 */
export function upstreamsOf({
  accounts,
  upstreams,
}: Pick<MarketRows, "accounts" | "upstreams">): ReadonlyMap<string, string> {
  const byOwner = new Map(
    upstreams.map(({ vendorId, accountId, channel, upstream }) => [
      routeId(accountId ?? vendorId, channel),
      upstream,
    ]),
  );
  const found = new Map<string, string>();
  for (const { id, vendorId, channels } of accounts) {
    for (const channel of channels) {
      const upstream = byOwner.get(routeId(id, channel)) ?? byOwner.get(routeId(vendorId, channel));
      if (upstream !== undefined) {
        found.set(routeId(id, channel), upstream);
      }
    }
  }
  return found;
}
