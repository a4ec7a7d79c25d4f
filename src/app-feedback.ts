/** Joins the job that tells vendors of conversions to adapters and accounts; a part of app.ts. */
import type { Vendors } from "./app-vendors.js";
import type { Walk } from "./flow/create-walk.js";
import type { IndexedAccount } from "./flow/market.js";
import type { Ground } from "./ground.js";
import { startFeedback } from "./jobs/feedback.js";
import type { TellPorts } from "./manage/feedback/tell-vendors.js";
import { createFeedbackStore } from "./store/feedback-store.js";
import { vendorList } from "./vendors/vendor-list.js";

/** Starts the job; it does nothing for accounts whose adapter takes no feedback. */
export function startVendorFeedback(
  { pools }: Ground,
  { opener, http }: Vendors,
  walk: Walk,
  failed: (error: unknown, what?: string) => void,
): { stop(): Promise<void> } {
  const routes = vendorList.flatMap(({ name, feedback }) =>
    (feedback?.channels ?? []).map((channel) => ({ adapter: name, channel })),
  );
  const accountOf = async (accountId: string): Promise<IndexedAccount | undefined> =>
    (await walk.rules.market()).accounts.get(accountId);
  const ports: TellPorts = {
    store: createFeedbackStore(pools.owner),
    routes,
    async stateOf({ accountId, channel, country }) {
      const account = await accountOf(accountId);
      if (account === undefined || account.disconnectedAt !== null) {
        return "gone";
      }
      const breaker = walk.rules.breakers.get(accountId, channel, country);
      return account.stoppedAt !== null || breaker.openedAt !== null ? "paused" : "open";
    },
    async tell(row) {
      const account = await accountOf(row.accountId);
      const feedback = account && opener.adapter(account.vendor.adapter).feedback;
      return account === undefined || feedback === undefined
        ? "refused"
        : await feedback.tell(row, opener.open(account), http);
    },
    now: () => new Date(),
  };
  return startFeedback({ ...ports, failed });
}
