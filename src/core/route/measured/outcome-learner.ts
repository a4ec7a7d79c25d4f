import { shareAfter } from "./after-loss.js";
import { receiptReach } from "./arrival.js";
import { creditedAttempt } from "./attribution.js";
import { type Due, DueQueue } from "./due-queue.js";
import type { EvidenceBook } from "./evidence-book.js";
import { quantileAt } from "./latency-bins.js";
import {
  newOpenAttempt,
  newOpenSend,
  type OpenAttempt,
  type OpenSend,
  pastOf,
} from "./open-send.js";
import type { EventKey, RouteEvent } from "./route-event.js";
import { sendHistory } from "./send-history.js";

/** What falls due of an attempt, then of a send. */
type Stage = "MEDIAN" | "LATE" | "FULL" | "SILENT" | "CODE_LATE" | "CODE_FULL";
type SendStage = "GUARD" | "ASKS" | "OVER";
/** An entry of the queue. */
export type DueItem =
  | { readonly attempt: OpenAttempt; readonly stage: Stage }
  | { readonly send: OpenSend; readonly stage: SendStage };

/** Sends that are not over, and what falls due of them: plain data, with references inside. */
export interface LearnerState {
  readonly atSec: number;
  readonly sends: readonly OpenSend[];
  readonly due: readonly Due<DueItem>[];
}

/** A code that is not typed in this long after the receipt hardly ever is, seconds. */
const typedFullSec = 60;
const typedLateSecMax = 45;
/** Nobody waits longer for a silent message, seconds after the trial is full. */
const silentSec = 40;
/** When a send is forgotten: later receipts and codes teach nothing any more, seconds. */
const overSec = 900;
/** A report "failed" within this time is early, seconds. */
const earlySec = 12;
/** Somebody who has not asked again by now will not, seconds. */
const asksBySec = 60;

/** Turns events into evidence as time passes: drips trials, credits codes, forgets what is over. */
export class OutcomeLearner {
  readonly #sends = new Map<EventKey, OpenSend>();
  readonly #attempts = new Map<EventKey, OpenAttempt>();
  readonly #due = new DueQueue<DueItem>();
  #atSec = 0;

  constructor(readonly book: EvidenceBook) {}

  /** A send that is not over. */
  openSend(key: EventKey): OpenSend | undefined {
    return this.#sends.get(key);
  }

  /** Everything that is open, as it is kept while nobody learns; not a copy. */
  get state(): LearnerState {
    return { atSec: this.#atSec, sends: [...this.#sends.values()], due: this.#due.entries() };
  }

  /** Goes on where another learner stood. `state` is used up. */
  restore({ atSec, sends, due }: LearnerState): void {
    for (const send of sends) {
      this.#sends.set(send.key, send);
      for (const attempt of send.attempts) {
        this.#attempts.set(attempt.key, attempt);
      }
    }
    this.#due.restore(due);
    this.#setNow(atSec);
  }

  /** Sends that are not over. */
  get openSends(): number {
    return this.#sends.size;
  }

  /** Counts everything that fell due by `atSec`, each at its own moment. */
  advance(atSec: number): void {
    for (let due = this.#due.take(atSec); due !== undefined; due = this.#due.take(atSec)) {
      this.#setNow(Math.max(due.atSec, this.#atSec));
      if ("attempt" in due.item) {
        this.#mature(due.item.attempt, due.item.stage);
      } else {
        this.#matureSend(due.item.send, due.item.stage);
      }
    }
    this.#setNow(Math.max(atSec, this.#atSec));
  }

  /** Takes in one event; events of unknown sends and attempts are passed over. */
  learn(event: RouteEvent): void {
    this.advance(event.atSec);
    switch (event.kind) {
      case "requested":
        return this.#requested(event.send, event.cell, event.prefix, event.tenant ?? 0);
      case "submitted": {
        const send = this.#sends.get(event.send);
        return send && this.#submitted(send, event.attempt, event.route, event.isProbe);
      }
      case "accepted":
      case "rejected": {
        const attempt = this.#attempts.get(event.attempt);
        return attempt && this.#answered(attempt, event.kind === "accepted");
      }
      case "receipt": {
        const attempt = this.#attempts.get(event.attempt);
        return attempt && this.#received(attempt, event.isDelivered);
      }
      case "resend": {
        const send = this.#sends.get(event.send);
        return send && this.#asked(send);
      }
      case "verified": {
        const send = this.#sends.get(event.send);
        return send && this.#verified(send, event.attempt);
      }
      case "closed":
        // Receipts of a send that is over still tell of routes; it is forgotten in its time.
        return undefined;
    }
  }

  #setNow(atSec: number): void {
    this.#atSec = atSec;
    this.book.setNow(atSec);
  }

  #requested(key: EventKey, cell: number, prefix: string | null, tenant: number): void {
    const send = newOpenSend(key, cell, prefix, tenant, this.#atSec);
    this.#sends.set(key, send);
    this.book.countRequest(send);
    if (prefix !== null) {
      this.book.guardFor(send).requested(cell, prefix, this.#atSec);
    }
    const { matureSec } = this.book.parameters.guard;
    this.#due.push(this.#atSec + matureSec, { send, stage: "GUARD" });
    this.#due.push(this.#atSec + asksBySec, { send, stage: "ASKS" });
    this.#due.push(this.#atSec + overSec, { send, stage: "OVER" });
  }

  #submitted(send: OpenSend, key: EventKey, route: number, isProbe: boolean): void {
    const seen = this.book.viewFor(send).route(route, send.cell, this.#atSec);
    const { latencySec } = seen;
    const arrivalReach = this.#reachOf(send, route);
    const reach = receiptReach(seen, arrivalReach);
    const attempt = newOpenAttempt({
      key,
      send,
      route,
      submittedAtSec: this.#atSec,
      isProbe,
      reach,
      expectedReceipt: seen.accept * Math.min(0.98, seen.delivered * reach),
      arrivalReach,
      medianSec: quantileAt(latencySec, 0.5) + 1,
      lateSec: quantileAt(latencySec, 0.85) + 1,
      fullSec: Math.max(quantileAt(latencySec, 0.97) + 5, 20),
    });
    send.attempts.push(attempt);
    this.#attempts.set(key, attempt);
    if (isProbe) {
      this.book.breakers.startProbe(route, send.cell, this.#atSec);
    }
    this.#due.push(this.#atSec + attempt.medianSec, { attempt, stage: "MEDIAN" });
  }

  #reachOf(send: OpenSend, route: number): number {
    if (send.attempts.length === 0) {
      return 1;
    }
    const { cell, requestedAtSec } = send;
    const attempts = send.attempts.map(pastOf);
    const past = { cell, requestedAtSec, attempts, asksAgain: send.resends > 0 };
    const view = this.book.viewFor(send);
    const { parameters } = this.book;
    const { dead, losses } = sendHistory(view, past, this.#atSec, parameters);
    const usual = 1 - view.cell(cell, this.#atSec).dead;
    return ((1 - dead) * shareAfter(view.space, losses, route, parameters)) / usual;
  }

  #answered(attempt: OpenAttempt, isAccepted: boolean): void {
    if (attempt.isAnswered) {
      return;
    }
    attempt.isAnswered = true;
    this.book.countAnswer(attempt, isAccepted);
    if (!isAccepted) {
      attempt.isRejected = true;
      this.book.countMiss(attempt);
    }
  }

  #received(attempt: OpenAttempt, isDelivered: boolean): void {
    const isNews = Number.isNaN(attempt.receiptAtSec) || (isDelivered && !attempt.isDelivered);
    if (!isNews || attempt.isRejected) {
      return;
    }
    this.#answered(attempt, true);
    attempt.receiptAtSec = this.#atSec;
    attempt.isDelivered = isDelivered;
    if (!isDelivered) {
      this.book.countTrial(attempt, 1);
      const isEarly = this.#atSec - attempt.submittedAtSec <= earlySec;
      this.book.countLoss(attempt, isEarly);
      if (!isEarly) {
        this.book.countLateReport(attempt);
      }
      this.book.countMiss(attempt);
      return;
    }
    this.book.countDelivered(attempt);
    if (!Number.isNaN(attempt.send.verifiedAtSec)) {
      this.book.countVerified(attempt);
      return;
    }
    const lateSec = quantileAt(this.book.peopleFor(attempt.send).typingSec, 0.9) + 2;
    const codeLateSec = Math.min(lateSec, typedLateSecMax);
    this.#due.push(this.#atSec + codeLateSec, { attempt, stage: "CODE_LATE" });
    this.#due.push(this.#atSec + typedFullSec, { attempt, stage: "CODE_FULL" });
  }

  #asked(send: OpenSend): void {
    send.resends += 1;
    if (!send.isAskCounted) {
      send.isAskCounted = true;
      if (send.attempts.every(({ isDelivered }) => !isDelivered)) {
        this.book.countAsked(send);
      }
    }
    // Who asks again has not got what is said to be delivered.
    for (const attempt of send.attempts) {
      if (attempt.isDelivered) {
        this.book.countUntyped(attempt, this.book.parameters.dripAtLate);
      }
    }
  }

  #verified(send: OpenSend, key: EventKey | null): void {
    if (!Number.isNaN(send.verifiedAtSec)) {
      return;
    }
    send.verifiedAtSec = this.#atSec;
    if (send.prefix !== null) {
      const guard = this.book.guardFor(send);
      const { voice } = this.book.peopleFor(send);
      if (send.isGuardCounted) {
        guard.verifiedLate(send.cell, send.prefix, this.#atSec, voice);
      } else {
        send.isGuardCounted = true;
        guard.sent(send.cell, send.prefix, true, this.#atSec, voice);
      }
    }
    const credited =
      key === null
        ? creditedAttempt(send, this.#atSec)
        : (send.attempts.find((attempt) => attempt.key === key) ?? null);
    if (credited !== null) {
      credited.typedAtSec = this.#atSec;
    }
    for (const attempt of send.attempts) {
      if (attempt.isDelivered) {
        this.book.countVerified(attempt);
      }
    }
  }

  #mature(attempt: OpenAttempt, stage: Stage): void {
    const { submittedAtSec, lateSec, fullSec, isRejected, isDelivered } = attempt;
    const { dripAtMedian, dripAtLate } = this.book.parameters;
    if (isRejected) {
      return;
    }
    switch (stage) {
      case "MEDIAN":
        this.book.countTrial(attempt, dripAtMedian);
        this.#due.push(submittedAtSec + lateSec, { attempt, stage: "LATE" });
        return;
      case "LATE":
        this.book.countTrial(attempt, dripAtLate);
        if (!isDelivered) {
          this.book.countMiss(attempt);
        }
        this.#due.push(submittedAtSec + fullSec, { attempt, stage: "FULL" });
        return;
      case "FULL":
        this.book.countTrial(attempt, 1);
        if (!isDelivered) {
          this.book.countLoss(attempt, false);
        }
        this.#due.push(this.#atSec + silentSec, { attempt, stage: "SILENT" });
        return;
      case "SILENT":
        this.book.countSilence(attempt);
        return;
      case "CODE_LATE":
      case "CODE_FULL":
        if (Number.isNaN(attempt.send.verifiedAtSec)) {
          this.book.countUntyped(attempt, stage === "CODE_LATE" ? dripAtLate : 1);
        }
    }
  }

  #matureSend(send: OpenSend, stage: SendStage): void {
    switch (stage) {
      case "GUARD":
        if (!send.isGuardCounted && send.prefix !== null && send.attempts.length > 0) {
          send.isGuardCounted = true;
          const { voice } = this.book.peopleFor(send);
          this.book.guardFor(send).sent(send.cell, send.prefix, false, this.#atSec, voice);
        }
        return;
      case "ASKS": {
        if (!send.isAskCounted && send.attempts.length > 0) {
          send.isAskCounted = true;
          this.book.countUnasked(send, silentUntil(send) - send.requestedAtSec);
        }
        return;
      }
      case "OVER":
        this.#forget(send);
    }
  }

  #forget(send: OpenSend): void {
    for (const attempt of send.attempts) {
      if (!attempt.isRejected) {
        this.book.countSilence(attempt);
      }
      this.#attempts.delete(attempt.key);
    }
    this.book.countDead(send);
    this.#sends.delete(send.key);
  }
}

/** Until when nothing of a send had arrived, as far as is known a minute after the request. */
function silentUntil({ requestedAtSec, verifiedAtSec, attempts }: OpenSend): number {
  const untilSec = Number.isNaN(verifiedAtSec) ? requestedAtSec + asksBySec : verifiedAtSec - 9;
  return attempts.reduce(
    (least, { isDelivered, receiptAtSec }) =>
      isDelivered ? Math.min(least, receiptAtSec - 1) : least,
    untilSec,
  );
}
