import { marketplaceTenantId, vendorAccountCausePrefix } from "../core/alert.js";
import type { IndexedAccount } from "./market.js";
import type { Clock, HealthStore, VendorGateway } from "./ports.js";
import type { RulesCache } from "./rules-cache.js";

/** What looking at stopped accounts needs. */
export interface RecheckPorts {
  readonly rules: RulesCache;
  readonly gateway: VendorGateway;
  readonly health: HealthStore;
  readonly clock: Clock;
  /** Told of accounts that came back, after the commit. */
  changed(accountIds: readonly string[], alertTenants: readonly string[]): void;
  failed(error: unknown, what: string): void;
}

/**
 * Asks the vendors of stopped accounts whether they work again; one whose check passes is used from
 * the next batch on, by every process, and the alert of its refusal is resolved. One that was not
 * mended is stopped again by its next refusal. Run it every minute. Returns how many came back.
 * Nothing is sent or billed; no transaction is open while a vendor is asked.
 */
export async function recheckAccounts(ports: RecheckPorts): Promise<number> {
  await ports.rules.current([]);
  const { accounts } = await ports.rules.market();
  const stopped = [...accounts.values()].filter(
    (account) => account.stoppedAt !== null && account.disconnectedAt === null,
  );
  const back = await Promise.all(stopped.map((account) => recheck(ports, account)));
  return back.filter(Boolean).length;
}

async function recheck(ports: RecheckPorts, account: IndexedAccount): Promise<boolean> {
  try {
    const { ok, message } = await ports.gateway.checkAccount(account);
    const tenantId = account.tenantId ?? marketplaceTenantId;
    const resolved = { tenantId, cause: vendorAccountCausePrefix(account.id, "REFUSED") };
    const isBack =
      ok && (await ports.health.restartAccount(account.id, resolved, message, ports.clock.now()));
    if (isBack) {
      ports.changed([account.id], [tenantId]);
    }
    return isBack;
  } catch (error) {
    ports.failed(error, `checking account ${account.id}`);
    return false;
  }
}
