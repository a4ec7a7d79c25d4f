import type { Alert } from "../../core/alert.js";
import type { MessageRoute } from "../../flow/ports.js";
import type {
  DecidedAttempt,
  BudgetPeriodRow,
  LedgerEntry,
  NewEvent,
  ReceiptRow,
  SendRow,
} from "../../flow/rows.js";
import { VirtualIds } from "./virtual-ids.js";

/** What was played and is to be stored. */
export interface HistoryRows {
  readonly sends: SendRow[];
  readonly attempts: DecidedAttempt[];
  readonly receipts: ReceiptRow[];
  readonly routes: MessageRoute[];
  readonly entries: LedgerEntry[];
}

/** What is only known at the end. */
export interface HistoryEnd {
  /** In the order of the log: how many there are decides where they begin. */
  readonly events: readonly NewEvent[];
  readonly periods: readonly BudgetPeriodRow[];
  readonly alerts: readonly Alert[];
  readonly resolved: readonly ResolvedAlert[];
}

/** An alert whose cause went away. */
export interface ResolvedAlert {
  readonly tenantId: string;
  readonly cause: string;
  readonly at: Date;
}

/**
 * Collects rows for storage. The steps name what they make by ids of today; stored are ids of the
 * virtual moment at which it was made, since lists, retention and roll-ups read the time from ids.
 */
export class RowCollector {
  #rows = noRows();
  readonly #events: NewEvent[] = [];
  readonly #ids = new Map<string, string>();
  readonly #virtualIds = new VirtualIds();
  #finished = 0;

  /** How many sends wait to be taken. */
  get sendCount(): number {
    return this.#rows.sends.length;
  }

  /** All events so far, in the order of the log. */
  get events(): readonly NewEvent[] {
    return this.#events;
  }

  /** How many sends were finished. */
  get finished(): number {
    return this.#finished;
  }

  /** Gives a send or an attempt the id under which it is stored. */
  name(id: string, madeAt: Date): void {
    this.#ids.set(id, this.#virtualIds.next(madeAt));
  }

  /** Takes a send that is over, with its attempts; one with a code is a bug. */
  finish(send: SendRow, attempts: readonly DecidedAttempt[]): void {
    if (send.codeCipher !== null || attempts.some(({ codeCipher }) => codeCipher !== null)) {
      throw new Error("a send of the history still has a code");
    }
    const id = this.#idOf(send.id);
    this.#finished += 1;
    this.#rows.sends.push({ ...send, id });
    for (const attempt of attempts) {
      this.#rows.attempts.push({ ...attempt, id: this.#idOf(attempt.id), sendId: id });
      this.#ids.delete(attempt.id);
    }
    this.#ids.delete(send.id);
  }

  addReceipts(receipts: readonly ReceiptRow[]): void {
    for (const row of receipts) {
      const id = this.#virtualIds.next(row.receivedAt);
      this.#rows.receipts.push({ ...row, id, attemptId: this.#idOf(row.attemptId) });
    }
  }

  addRoutes(routes: readonly MessageRoute[]): void {
    for (const row of routes) {
      this.#rows.routes.push({ ...row, attemptId: this.#idOf(row.attemptId) });
    }
  }

  addEntries(entries: readonly LedgerEntry[]): void {
    for (const row of entries) {
      const id = this.#virtualIds.next(row.at);
      this.#rows.entries.push({ ...row, id, attemptId: this.#idOf(row.attemptId) });
    }
  }

  addEvents(events: readonly NewEvent[]): void {
    for (const event of events) {
      const { sendId, attemptId } = event;
      this.#events.push({
        ...event,
        sendId: this.#idOf(sendId),
        attemptId: attemptId === null ? null : this.#idOf(attemptId),
      });
    }
  }

  /** Hands over everything but events that was collected since the last call. */
  take(): HistoryRows {
    const rows = this.#rows;
    this.#rows = noRows();
    return rows;
  }

  #idOf(id: string): string {
    const known = this.#ids.get(id);
    if (known === undefined) {
      throw new Error(`nobody has named ${id}`);
    }
    return known;
  }
}

function noRows(): HistoryRows {
  return { sends: [], attempts: [], receipts: [], routes: [], entries: [] };
}
