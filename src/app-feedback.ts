/** Joins what tells vendors of conversions to adapters and accounts; a part of app.ts. */
import type { Vendors } from "./app-vendors.js";
import type { Channel } from "./core/otp/status.js";
import type { Walk } from "./flow/create-walk.js";
import type { Keyring } from "./flow/keyring.js";
import type { IndexedAccount } from "./flow/market.js";
import type { CodeTaker, VerifiedCode } from "./flow/verified-code.js";
import type { Ground } from "./ground.js";
import { startFeedback } from "./jobs/feedback.js";
import type { TellPorts } from "./manage/feedback/tell-vendors.js";
import { TypedCodes } from "./manage/feedback/typed-codes.js";
import { createFeedbackStore } from "./store/feedback-store.js";
import { vendorList } from "./vendors/vendor-list.js";

type Failed = (error: unknown, what?: string) => void;

/** Starts the job; it does nothing for accounts whose adapter takes no feedback. */
export function startVendorFeedback(
  { pools }: Ground,
  { opener, http }: Vendors,
  walk: Walk,
  failed: Failed,
): { stop(): Promise<void> } {
  const routes = vendorList.flatMap(({ name, feedback }) =>
    feedback === undefined || feedback.wantsCode === true
      ? []
      : feedback.channels.map((channel) => ({ adapter: name, channel })),
  );
  const ports: TellPorts = {
    store: createFeedbackStore(pools.owner),
    routes,
    stateOf: (row) => stateOf(walk, row),
    async tell(row) {
      const account = await accountOf(walk, row.accountId);
      const feedback = account && opener.adapter(account.vendor.adapter).feedback;
      return account === undefined || feedback === undefined
        ? "refused"
        : await feedback.tell({ ...row, code: null, from: null }, opener.open(account), http);
    },
    now: () => new Date(),
  };
  return startFeedback({ ...ports, failed });
}

/**
 * Makes what tells codes themselves to the vendors that ask for them.
 *
 * @param walkOf the walk, which hands the codes over
 */
export function openTypedCodes(
  keyring: Keyring,
  { opener, http }: Vendors,
  walkOf: () => Walk,
  failed: Failed,
): { readonly taker: CodeTaker; stop(): Promise<void> } {
  const feedbackOf = (account: IndexedAccount | undefined, channel: Channel) => {
    const feedback = account && opener.adapter(account.vendor.adapter).feedback;
    return feedback?.wantsCode === true && feedback.channels.includes(channel) ? feedback : null;
  };
  const codes = new TypedCodes({
    failed: (error) => failed(error, "telling vendors of codes"),
    stateOf: (code) => stateOf(walkOf(), code),
    async tell(code) {
      const account = await accountOf(walkOf(), code.accountId);
      const feedback = feedbackOf(account, code.channel);
      return account === undefined || feedback === null
        ? "refused"
        : await feedback.tell(opened(keyring, code), opener.open(account), http);
    },
  });
  return {
    taker: {
      wants: (accountId, channel) =>
        feedbackOf(walkOf().rules.knownMarket?.accounts.get(accountId), channel) !== null,
      take: (code) => codes.take(code),
    },
    stop: () => codes.stop(),
  };
}

function opened(keyring: Keyring, { sealed, tenantId, ...conversion }: VerifiedCode) {
  const code = keyring.open("code", tenantId, sealed).toString("utf8");
  return { ...conversion, code, isVerified: true };
}

async function accountOf(walk: Walk, accountId: string): Promise<IndexedAccount | undefined> {
  return (await walk.rules.market()).accounts.get(accountId);
}

async function stateOf(
  walk: Walk,
  row: { readonly accountId: string; readonly channel: Channel; readonly country: string | null },
): Promise<"open" | "paused" | "gone"> {
  const account = await accountOf(walk, row.accountId);
  if (account === undefined || account.disconnectedAt !== null) {
    return "gone";
  }
  const breaker = walk.rules.breakers.get(row.accountId, row.channel, row.country);
  return account.stoppedAt !== null || breaker.openedAt !== null ? "paused" : "open";
}
