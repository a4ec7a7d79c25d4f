import { setTimeout as pause } from "node:timers/promises";
import type { Config } from "./config.js";
import type { Walk } from "./flow/create-walk.js";
import type { VendorGateway } from "./flow/ports.js";
import type { Ground } from "./ground.js";
import type { CheckPorts } from "./manage/checks/ports.js";
import { createLookUpMoneyStore } from "./store/look-ups/look-up-money-store.js";
import { createNumberCheckStore } from "./store/number-check-store.js";
import { VendorConnections } from "./vendors/connections.js";
import { AccountOpener, createGateway } from "./vendors/gateway.js";
import { createMailDomains } from "./vendors/mail-domains.js";
import { numberLookUps } from "./vendors/number-look-ups.js";
import { type ClosableHttpClient, undiciHttpClient } from "./vendors/undici-http-client.js";
import { vendorList } from "./vendors/vendor-list.js";

/** The way to the vendors. */
export interface Vendors {
  readonly opener: AccountOpener;
  readonly http: ClosableHttpClient;
  readonly gateway: VendorGateway;
  readonly connections: VendorConnections;
}

/**
 * Joins the adapters to the network and to the walk.
 *
 * @param walkOf the walk, which receipts that come over a connection go to; asked when one comes
 */
export function openVendors({ keyring }: Ground, config: Config, walkOf: () => Walk): Vendors {
  const { publicUrl, vendorUrls, allowsLoopback } = config;
  const http = undiciHttpClient({ destinations: { allowsLoopback } });
  const opener = new AccountOpener({ adapters: vendorList, keyring, publicUrl, vendorUrls });
  const connections = new VendorConnections(opener, (accountId, receipts, body) =>
    walkOf().takePushed(accountId, { receipts, body, receivedAt: new Date() }),
  );
  return { opener, http, connections, gateway: createGateway(opener, http, connections) };
}

/** Opens and closes connections as the accounts are now. */
export async function tendConnections(walk: Walk, { connections }: Vendors): Promise<void> {
  await walk.rules.current([]);
  connections.tend((await walk.rules.market()).accounts.values());
}

const mailTimeoutMs = 3_000;

/** What checking numbers asks, for the server and for the command. */
export function checkPorts(
  { slow, keyring, pools, bus }: Ground,
  { opener, http }: Pick<Vendors, "opener" | "http">,
  publicUrl: string,
): CheckPorts {
  return {
    checks: createNumberCheckStore(slow.dataSource),
    money: createLookUpMoneyStore(pools.engine, (tenant) => bus.publish("alerts", [tenant])),
    pause,
    lookUps: numberLookUps(opener, http, publicUrl),
    mail: createMailDomains({ timeoutMs: mailTimeoutMs, now: () => new Date() }),
    accounts: slow.stores.accounts,
    vendors: slow.stores.vendors,
    tenants: slow.stores.tenants,
    keyring,
  };
}
