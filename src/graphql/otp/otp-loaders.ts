import type { Page } from "../../flow/reads.js";
import type { DecidedAttempt, EventRow, ReceiptRow, SendRow } from "../../flow/rows.js";
import { requireTenant } from "../auth.js";
import { type GraphqlContext, type LoaderKind, loaderByText } from "../context.js";

export const sendById = loaderByText<SendRow | null>((context, ids) =>
  context.ports.reads.sendsById(tenantOf(context), ids),
);

export const attemptById = loaderByText<DecidedAttempt | null>((context, ids) =>
  context.ports.reads.attemptsById(tenantOf(context), ids),
);

export const attemptsOfSend = loaderByText<readonly DecidedAttempt[]>((context, sendIds) =>
  context.ports.reads.attemptsOfSends(tenantOf(context), sendIds),
);

export const receiptsOfAttempt = loaderByText<readonly ReceiptRow[]>((context, attemptIds) =>
  context.ports.reads.receiptsOfAttempts(tenantOf(context), attemptIds),
);

export interface EventPageKey {
  readonly sendId: string;
  readonly after: bigint;
  readonly limit: number;
}

/** Pages of sends' events; pages of one size are one statement. */
export const eventsOfSend: LoaderKind<EventPageKey, Page<EventRow>> = {
  keyText: (key) => `${key.sendId} ${key.after} ${key.limit}`,
  async batch(context, keys) {
    const { reads } = context.ports;
    const pages = new Map<EventPageKey, Page<EventRow>>();
    for (const [limit, group] of Map.groupBy(keys, (key) => key.limit)) {
      const read = await reads.eventsOfSends(tenantOf(context), group, limit);
      group.forEach((key, index) => pages.set(key, read[index] as Page<EventRow>));
    }
    return keys.map((key) => pages.get(key) as Page<EventRow>);
  },
};

function tenantOf(context: GraphqlContext): string {
  return requireTenant(context).tenantId;
}
