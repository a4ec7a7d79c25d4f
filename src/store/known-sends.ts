import type { Key, LockedSend } from "../flow/ports.js";
import type { AttemptRow, DecidedAttempt, SendRow } from "../flow/rows.js";
import { Recent } from "./recent.js";

/** A send with its attempts as this process saw or left it. */
export interface KnownSend extends LockedSend {
  /** xmin of the send's row: the transaction that wrote it. */
  readonly version: string;
}

/** That an attempt went to SUBMITTING, and its send, where it was QUEUED, to SENDING. */
export interface MarkedAttempt {
  readonly tenantId: string;
  readonly id: string;
  readonly sendId: string;
  /** Of the send's row before. */
  readonly sendVersion: string;
  /** Of all that was written. */
  readonly version: string;
}

interface SendOf {
  readonly tenantId: string;
  readonly sendId: string;
}

const knownLeast = 2_000;
const attemptsLeast = 10_000;

/**
 * The sends under way that this process changed last, so that the next step of a walk need not
 * read again what the step before wrote. Nothing is believed: whoever locks a send compares
 * versions, and reads what is not the same. It suffices to compare the send's row, because every
 * change of an attempt writes it as well. About 3 KB each, 4,000 at most; and which send an attempt
 * belongs to, 0.2 KB each, 20,000 at most.
 */
export class KnownSends {
  readonly #known = new Recent<string, KnownSend>(knownLeast);
  readonly #sendOfAttempt = new Recent<string, SendOf>(attemptsLeast);

  /** What is known, which is then nobody else's to change; undefined = nothing. */
  take(tenantId: string, id: string): KnownSend | undefined {
    const known = this.#known.get(id);
    if (known?.send.tenantId !== tenantId) {
      return undefined;
    }
    this.#known.delete(id);
    return known;
  }

  /**
   * Keeps copies: the rows go on being read by those who hold them. A send whose code has arrived,
   * or that is closed, is not kept: what comes next of it comes from a person, seconds later, and
   * by then it would only have made the memory's old part larger.
   */
  put({ send, attempts, version }: KnownSend): void {
    for (const { tenantId, id } of attempts) {
      this.#sendOfAttempt.set(id, { tenantId, sendId: send.id });
    }
    if (send.deliveredAt !== null || send.verification !== "PENDING") {
      return;
    }
    const copy = { send: { ...send }, attempts: attempts.map((one) => ({ ...one })), version };
    this.#known.set(send.id, copy);
  }

  /** Send ids by attempt id, of the attempts that are known; both are for good once committed. */
  sendsOf(attempts: readonly Key[]): ReadonlyMap<string, string> {
    return new Map(
      attempts.flatMap(({ tenantId, id }): [string, string][] => {
        const found = this.#sendOfAttempt.get(id);
        return found?.tenantId === tenantId ? [[id, found.sendId]] : [];
      }),
    );
  }

  /** Follows what mark-submitting wrote; a send that was not as it is known here is forgotten. */
  markSubmitting(marked: MarkedAttempt, leaseUntil: Date): void {
    const known = this.take(marked.tenantId, marked.sendId);
    const attempt = known?.attempts.find((one) => one.id === marked.id);
    if (known === undefined || attempt === undefined || known.version !== marked.sendVersion) {
      return;
    }
    attempt.status = "SUBMITTING";
    attempt.leaseUntil = leaseUntil;
    if (known.send.status === "QUEUED") {
      known.send.status = "SENDING";
    }
    this.#known.set(marked.sendId, { ...known, version: marked.version });
  }
}

/** What one transaction locks and writes, to be known once it is committed. */
export class SendsOfTransaction {
  readonly #sends = new Map<string, { send: SendRow; attempts: AttemptRow[] }>();
  readonly #written = new Set<string>();

  opened({ send, attempts }: LockedSend): void {
    this.#sends.set(send.id, { send, attempts: [...attempts] });
  }

  inserted(sends: readonly SendRow[]): void {
    for (const send of sends) {
      this.#sends.set(send.id, { send, attempts: [] });
      this.#written.add(send.id);
    }
  }

  planned(attempts: readonly DecidedAttempt[]): void {
    for (const { decision: _notRead, ...attempt } of attempts) {
      this.#sends.get(attempt.sendId)?.attempts.push(attempt);
    }
  }

  updated(sends: readonly SendRow[]): void {
    for (const send of sends) {
      this.#written.add(send.id);
    }
  }

  /**
   * Makes known what was written, after the commit. What was only looked at is forgotten: a step
   * may have changed it in memory, and left it at that.
   *
   * @param version of all that the transaction wrote; null = it was not told
   */
  settle(known: KnownSends, version: string | null): void {
    if (version === null) {
      return;
    }
    for (const id of this.#written) {
      const one = this.#sends.get(id);
      if (one !== undefined) {
        known.put({ ...one, version });
      }
    }
  }
}
