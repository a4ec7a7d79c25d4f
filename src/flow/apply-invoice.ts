import { openWorks } from "./change-sends.js";
import type { Clock, HotStore, Key } from "./ports.js";
import { publishWorks } from "./publish-works.js";
import type { AttemptRow } from "./rows.js";
import { reserveBudget } from "./reserve-budget.js";
import type { RulesCache } from "./rules-cache.js";
import { saveWorks } from "./save-works.js";
import { settleCharge } from "./settle-charge.js";
import type { Bus } from "./tail.js";

/** What an invoice says of one attempt, which the key names. */
export interface InvoiceCorrection extends Key {
  readonly sendId: string;
  /** What it bills for the attempt in all, in the currency of its price; 0 = not billed. */
  readonly vendorMicros: bigint;
}

/** What correcting the books needs; no vendor is asked and no send moves on. */
export interface ApplyInvoicePorts {
  readonly store: Pick<HotStore, "transaction">;
  readonly rules: RulesCache;
  readonly clock: Clock;
  readonly bus: Bus;
}

/**
 * Lets the books of attempts follow an invoice, in one transaction with the steps' order of locks:
 * ledger rows of their own kind, attempts, sends, the budget periods of their holds, events. What
 * was applied before moves nothing, and what was never handed to its vendor costs nothing.
 *
 * @param corrections at most a few hundred, one per attempt
 * @param invoice when it was held against the books, and the end of what it covers
 * @returns how many attempts changed what they cost or where their money is
 */
export async function applyInvoice(
  ports: ApplyInvoicePorts,
  corrections: readonly InvoiceCorrection[],
  invoice: { readonly at: Date; readonly until: Date },
): Promise<number> {
  const now = ports.clock.now();
  const views = await ports.rules.current(corrections.map((one) => one.tenantId));
  const sends = new Map(
    corrections.map(({ tenantId, sendId }) => [sendId, { tenantId, id: sendId }]),
  );
  const byAttempt = new Map(corrections.map((one) => [one.id, one]));
  let changed = 0;
  const works = await ports.store.transaction(async (tx) => {
    changed = 0;
    const locked = await tx.lockSends([...sends.values()]);
    const opened = await openWorks(ports, tx, locked, { views });
    for (const work of opened) {
      for (const attempt of work.attempts) {
        const correction = byAttempt.get(attempt.id);
        if (correction?.tenantId !== attempt.tenantId || !wasHandedOver(attempt)) {
          continue;
        }
        const before = `${attempt.charge} ${attempt.vendorCostMicros}`;
        const { at, until } = invoice;
        const micros = correction.vendorMicros;
        const amount = { micros, atMs: at.getTime(), untilMs: until.getTime() };
        settleCharge(work, attempt, [{ kind: "invoiced", amount }], now);
        changed += before === `${attempt.charge} ${attempt.vendorCostMicros}` ? 0 : 1;
      }
    }
    const { limits } = await reserveBudget(tx, opened, [], new Map(), now);
    await saveWorks(tx, opened, limits, now);
    return opened;
  });
  publishWorks(ports.bus, works);
  return changed;
}

function wasHandedOver({ status, submittedAt }: AttemptRow): boolean {
  const isOnItsWay = status === "PLANNED" || status === "SUBMITTING";
  return !isOnItsWay && !(status === "CANCELED" && submittedAt === null);
}
