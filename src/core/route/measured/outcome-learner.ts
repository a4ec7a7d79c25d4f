import { arrivalOf } from "./arrival.js";
import { blameOf, creditedAttempt } from "./attribution.js";
import type { BreakerBoard, BreakerChange } from "./breaker-board.js";
import { DueQueue } from "./due-queue.js";
import type { EstimateView } from "./estimate-view.js";
import { quantileAt } from "./latency-bins.js";
import { newOpenSend, type OpenAttempt, type OpenSend } from "./open-send.js";
import type { RouteParameters } from "./parameters.js";
import type { PeopleStatistics } from "./people-statistics.js";
import type { PrefixGuard } from "./prefix-guard.js";
import type { EventKey, RouteEvent } from "./route-event.js";
import type { RouteStatistics } from "./route-statistics.js";

/** What falls due of an attempt, then of a send. */
type Stage = "MEDIAN" | "LATE" | "FULL" | "SILENT" | "CODE_LATE" | "CODE_FULL";
type SendStage = "GUARD" | "ASKS" | "OVER";
type DueItem =
  | { readonly attempt: OpenAttempt; readonly stage: Stage }
  | { readonly send: OpenSend; readonly stage: SendStage };

/** A code that is not typed in this long after the receipt hardly ever is, seconds. */
const typedFullSec = 60;
/** Nobody waits longer for a silent message, seconds after the trial is full. */
const silentSec = 40;
/** Receipts come about this long after the message, seconds. */
const receiptDelaySec = 1;
/** When a send is forgotten that nobody closed, seconds. */
const overSec = 900;
/** A report "failed" within this time is early, seconds. */
const earlySec = 12;
/** Somebody who has not asked again by now will not, seconds. */
const asksBySec = 60;

/** Turns events into evidence: drips trials as time passes, credits codes, scores breakers. */
export class OutcomeLearner {
  readonly #sends = new Map<EventKey, OpenSend>();
  readonly #attempts = new Map<EventKey, OpenAttempt>();
  readonly #due = new DueQueue<DueItem>();
  #atSec = 0;

  constructor(
    readonly view: EstimateView,
    readonly routes: RouteStatistics,
    readonly people: PeopleStatistics,
    readonly guard: PrefixGuard,
    readonly breakers: BreakerBoard,
    readonly parameters: RouteParameters,
  ) {}

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
        return this.#requested(event.send, event.cell, event.prefix);
      case "submitted": {
        const send = this.#sends.get(event.send);
        return send === undefined
          ? undefined
          : this.#submitted(send, event.attempt, event.route, event.isProbe);
      }
      case "accepted":
      case "rejected":
        return this.#ifOpen(event.attempt, (attempt) => {
          this.#answered(attempt, event.kind === "accepted");
        });
      case "receipt":
        return this.#ifOpen(event.attempt, (attempt) => {
          this.#received(attempt, event.isDelivered);
        });
      case "resend":
        return this.#asked(this.#sends.get(event.send));
      case "verified":
        return this.#verified(this.#sends.get(event.send), event.attempt);
      case "closed":
        return this.#close(this.#sends.get(event.send));
    }
  }

  #setNow(atSec: number): void {
    this.#atSec = atSec;
    this.routes.advance(atSec);
    this.people.advance(atSec);
  }

  #ifOpen(key: EventKey, act: (attempt: OpenAttempt) => void): void {
    const attempt = this.#attempts.get(key);
    if (attempt !== undefined) {
      act(attempt);
    }
  }

  #requested(key: EventKey, cell: number, prefix: string | null): void {
    const send = newOpenSend(key, cell, prefix, this.#atSec);
    this.#sends.set(key, send);
    if (prefix !== null) {
      this.guard.requested(cell, prefix, this.#atSec);
    }
    this.#due.push(this.#atSec + this.parameters.guard.matureSec, { send, stage: "GUARD" });
    this.#due.push(this.#atSec + asksBySec, { send, stage: "ASKS" });
    this.#due.push(this.#atSec + overSec, { send, stage: "OVER" });
  }

  #submitted(send: OpenSend, key: EventKey, route: number, isProbe: boolean): void {
    const seen = this.view.route(route, send.cell, this.#atSec);
    const { latencySec } = seen;
    const attempt: OpenAttempt = {
      key,
      send,
      route,
      submittedAtSec: this.#atSec,
      isProbe,
      expectedReceipt: seen.accept * seen.delivered,
      expectedArrival: seen.accept * arrivalOf(seen),
      medianSec: quantileAt(latencySec, 0.5) + 1,
      lateSec: quantileAt(latencySec, 0.85) + 1,
      fullSec: Math.max(quantileAt(latencySec, 0.97) + 5, 20),
      isAnswered: false,
      isRejected: false,
      receiptAtSec: Number.NaN,
      isDelivered: false,
      typedAtSec: Number.NaN,
      deliveryGiven: 0,
      typedGiven: 0,
      expectedTyped: 0,
      isLossCounted: false,
      isSilenceCounted: false,
      isReceiptScored: false,
      isCodeScored: false,
    };
    send.attempts.push(attempt);
    this.#attempts.set(key, attempt);
    if (isProbe) {
      this.breakers.startProbe(route, send.cell, this.#atSec);
    }
    this.#due.push(this.#atSec + attempt.medianSec, { attempt, stage: "MEDIAN" });
  }

  #answered(attempt: OpenAttempt, isAccepted: boolean): void {
    if (attempt.isAnswered) {
      return;
    }
    attempt.isAnswered = true;
    this.routes.addAnswer(attempt.route, attempt.send.cell, 1, isAccepted);
    if (!isAccepted) {
      attempt.isRejected = true;
      this.#scoreReceipt(attempt, false);
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
    const { route, send, submittedAtSec } = attempt;
    this.#giveDelivery(attempt, 1);
    this.#scoreReceipt(attempt, isDelivered);
    if (!isDelivered) {
      this.#countLoss(attempt, this.#atSec - submittedAtSec <= earlySec);
      return;
    }
    const weight = this.#deliveryWeight(send);
    this.routes.addDelivery(route, send.cell, 0, weight);
    this.routes.addLatency(route, send.cell, this.#atSec - submittedAtSec, weight);
    const age = this.#ageOfArrival(attempt);
    attempt.expectedTyped = this.people.base(send.cell) * this.view.patience(age);
    if (!Number.isNaN(send.verifiedAtSec)) {
      this.#settleCode(attempt, send.verifiedAtSec);
      return;
    }
    const lateSec = quantileAt(this.people.typingSec, 0.9) + 2;
    this.#due.push(this.#atSec + Math.min(lateSec, 45), { attempt, stage: "CODE_LATE" });
    this.#due.push(this.#atSec + typedFullSec, { attempt, stage: "CODE_FULL" });
  }

  #asked(send: OpenSend | undefined): void {
    if (send === undefined) {
      return;
    }
    send.resends += 1;
    if (!send.isAskCounted) {
      send.isAskCounted = true;
      this.people.addAsks(send.cell, true, this.#weight(send));
    }
    // Who asks again has not got what is said to be delivered.
    for (const attempt of send.attempts) {
      if (attempt.isDelivered && Number.isNaN(attempt.typedAtSec)) {
        this.#scoreCode(attempt, false);
      }
    }
  }

  #verified(send: OpenSend | undefined, key: EventKey | null): void {
    if (send === undefined || !Number.isNaN(send.verifiedAtSec)) {
      return;
    }
    send.verifiedAtSec = this.#atSec;
    if (send.prefix !== null) {
      if (send.isGuardCounted) {
        this.guard.verifiedLate(send.cell, send.prefix, this.#atSec);
      } else {
        send.isGuardCounted = true;
        this.guard.sent(send.cell, send.prefix, true, this.#atSec);
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
        this.#settleCode(attempt, this.#atSec);
      }
    }
  }

  /** Counts what a code that was typed says about an attempt with a receipt "delivered". */
  #settleCode(attempt: OpenAttempt, verifiedAtSec: number): void {
    if (!Number.isNaN(attempt.typedAtSec)) {
      this.#countTyped(attempt);
      this.#scoreCode(attempt, true);
      this.people.addTyping(
        Math.max(0.5, verifiedAtSec - attempt.receiptAtSec),
        this.#weight(attempt.send),
      );
      return;
    }
    const blame = blameOf(attempt.receiptAtSec, this.#creditedArrival(attempt.send));
    this.#giveTyped(attempt, blame);
    if (blame > 0.9) {
      this.#scoreCode(attempt, false);
    }
    attempt.isCodeScored = true;
    attempt.typedGiven = 1;
  }

  #creditedArrival(send: OpenSend): number {
    const credited = send.attempts.find(({ typedAtSec }) => !Number.isNaN(typedAtSec));
    if (credited === undefined) {
      return Number.NEGATIVE_INFINITY;
    }
    return credited.isDelivered
      ? credited.receiptAtSec
      : credited.submittedAtSec + credited.medianSec;
  }

  #mature(attempt: OpenAttempt, stage: Stage): void {
    const { submittedAtSec, lateSec, fullSec, isRejected, isDelivered } = attempt;
    if (isRejected) {
      return;
    }
    switch (stage) {
      case "MEDIAN":
        this.#giveDelivery(attempt, this.parameters.dripAtMedian);
        this.#due.push(submittedAtSec + lateSec, { attempt, stage: "LATE" });
        return;
      case "LATE":
        this.#giveDelivery(attempt, this.parameters.dripAtLate);
        if (!isDelivered) {
          this.#scoreReceipt(attempt, false);
        }
        this.#due.push(submittedAtSec + fullSec, { attempt, stage: "FULL" });
        return;
      case "FULL":
        this.#giveDelivery(attempt, 1);
        if (!isDelivered) {
          this.#countLoss(attempt, false);
        }
        this.#due.push(this.#atSec + silentSec, { attempt, stage: "SILENT" });
        return;
      case "SILENT":
        this.#countSilence(attempt);
        return;
      case "CODE_LATE":
      case "CODE_FULL":
        this.#codeMatures(attempt, stage);
    }
  }

  #codeMatures(attempt: OpenAttempt, stage: "CODE_LATE" | "CODE_FULL"): void {
    if (!Number.isNaN(attempt.send.verifiedAtSec)) {
      return;
    }
    this.#giveTyped(attempt, stage === "CODE_LATE" ? this.parameters.dripAtLate : 1);
    this.#scoreCode(attempt, false);
  }

  #matureSend(send: OpenSend, stage: SendStage): void {
    switch (stage) {
      case "GUARD":
        if (!send.isGuardCounted && send.prefix !== null && send.attempts.length > 0) {
          send.isGuardCounted = true;
          this.guard.sent(send.cell, send.prefix, false, this.#atSec);
        }
        return;
      case "ASKS": {
        const isSilent = send.attempts.every(({ isDelivered }) => !isDelivered);
        if (!send.isAskCounted && isSilent && send.attempts.length > 0) {
          send.isAskCounted = true;
          if (Number.isNaN(send.verifiedAtSec)) {
            this.people.addAsks(send.cell, false, this.#weight(send));
          }
        }
        return;
      }
      case "OVER":
        this.#close(send);
    }
  }

  #close(send: OpenSend | undefined): void {
    if (send === undefined || send.isClosed) {
      return;
    }
    send.isClosed = true;
    for (const attempt of send.attempts) {
      if (!attempt.isRejected) {
        this.#giveDelivery(attempt, 1);
        this.#countSilence(attempt);
        if (attempt.isDelivered && Number.isNaN(send.verifiedAtSec)) {
          this.#giveTyped(attempt, 1);
        }
      }
      this.#attempts.delete(attempt.key);
    }
    this.#countDead(send);
    this.#sends.delete(send.key);
  }

  #giveDelivery(attempt: OpenAttempt, upTo: number): void {
    const part = upTo - attempt.deliveryGiven;
    if (part > 0) {
      attempt.deliveryGiven = upTo;
      const { route, send } = attempt;
      this.routes.addDelivery(route, send.cell, part * this.#deliveryWeight(send), 0);
    }
  }

  /** Counts a conversion that did not come, up to this part. */
  #giveTyped(attempt: OpenAttempt, upTo: number): void {
    const part = upTo - attempt.typedGiven;
    if (part <= 0) {
      return;
    }
    attempt.typedGiven = upTo;
    this.#addTyped(attempt, part, 0);
  }

  #countTyped(attempt: OpenAttempt): void {
    const part = 1 - attempt.typedGiven;
    attempt.typedGiven = 1;
    this.#addTyped(attempt, part, 1);
  }

  #addTyped(attempt: OpenAttempt, part: number, hit: number): void {
    const { route, send, expectedTyped } = attempt;
    const weight = this.#weight(send);
    const { trust } = this.view.route(route, send.cell, this.#atSec);
    this.routes.addTyped(route, send.cell, weight * hit, weight * part * expectedTyped);
    // What people do is learned from receipts that are to be believed.
    const belief = weight * Math.min(1, trust) ** 2;
    const age = this.#ageOfArrival(attempt);
    this.people.addBase(send.cell, belief * hit, belief * part * this.view.patience(age));
    const expected = this.people.base(send.cell) * Math.min(1, trust);
    this.people.patience.add(age, belief * hit, belief * part * expected);
  }

  #countLoss(attempt: OpenAttempt, isEarly: boolean): void {
    if (!attempt.isLossCounted) {
      attempt.isLossCounted = true;
      this.routes.addLoss(attempt.route, attempt.send.cell, this.#weight(attempt.send), isEarly);
    }
  }

  #countSilence(attempt: OpenAttempt): void {
    if (attempt.isSilenceCounted || attempt.isDelivered) {
      return;
    }
    attempt.isSilenceCounted = true;
    const { route, send, submittedAtSec, medianSec, typedAtSec } = attempt;
    const isTyped = !Number.isNaN(typedAtSec);
    const isOtherTyped = !isTyped && !Number.isNaN(send.verifiedAtSec);
    const part = isOtherTyped
      ? blameOf(submittedAtSec + medianSec, this.#creditedArrival(send))
      : 1;
    const weight = part * this.#weight(send);
    this.routes.addSilent(route, send.cell, weight, isTyped ? weight : 0);
  }

  #countDead(send: OpenSend): void {
    const tried = send.attempts.filter(({ isRejected }) => !isRejected);
    if (tried.length === 0) {
      return;
    }
    const dead = this.people.dead(send.cell);
    let odds = Number.isNaN(send.verifiedAtSec) ? dead / (1 - dead) : 0;
    for (const { route, isDelivered, expectedArrival } of tried) {
      const alive = Math.min(0.98, expectedArrival / (1 - dead));
      const { trust } = this.view.route(route, send.cell, this.#atSec);
      // A receipt "delivered" of a dead number is a lie.
      odds *= isDelivered ? Math.max(0, 1 - trust) : 1 / (1 - alive);
    }
    this.people.addDead(send.cell, odds / (1 + odds), this.#weight(send));
  }

  #scoreReceipt(attempt: OpenAttempt, isHit: boolean): void {
    if (!attempt.isReceiptScored) {
      attempt.isReceiptScored = true;
      const weight = this.#deliveryWeight(attempt.send);
      this.#score(attempt, "RECEIPT", isHit, attempt.expectedReceipt, weight);
    }
  }

  #scoreCode(attempt: OpenAttempt, isHit: boolean): void {
    if (!attempt.isCodeScored) {
      attempt.isCodeScored = true;
      const { trust } = this.view.route(attempt.route, attempt.send.cell, this.#atSec);
      const expected = attempt.expectedTyped * Math.min(1.05, trust);
      this.#score(attempt, "CODE", isHit, expected, this.#weight(attempt.send));
    }
  }

  #score(
    { route, send, isProbe }: OpenAttempt,
    signal: "RECEIPT" | "CODE",
    isHit: boolean,
    expected: number,
    weight: number,
  ): void {
    const changes = this.breakers.score(
      route,
      send.cell,
      signal,
      isHit,
      expected,
      weight,
      isProbe,
      this.#atSec,
    );
    for (const change of changes) {
      this.#cut(change);
    }
  }

  /** Old evidence is worth little when a breaker opens. */
  #cut({ scope, route, cell, isOpen }: BreakerChange): void {
    if (!isOpen) {
      return;
    }
    const { keptDelivery, keptTyped } = this.parameters.breaker;
    const { space } = this.routes;
    if (scope === "CELL") {
      this.routes.cutCell(route, cell, keptDelivery, keptTyped);
    } else if (scope === "COUNTRY") {
      this.routes.cutCountry(route, space.countryOf(cell), keptDelivery, keptTyped);
    } else {
      for (let other = 0; other < space.routes.length; other += 1) {
        if (space.upstreamOf(other) === space.upstreamOf(route)) {
          this.routes.cutCountry(other, null, keptDelivery, keptTyped);
        }
      }
    }
  }

  /** How old the request was when the message arrived, seconds. */
  #ageOfArrival({ send, receiptAtSec }: OpenAttempt): number {
    return receiptAtSec - receiptDelaySec - send.requestedAtSec;
  }

  #weight({ cell, prefix }: OpenSend): number {
    return this.guard.evidenceWeight(cell, prefix, this.#atSec);
  }

  #deliveryWeight(send: OpenSend): number {
    return 0.3 + 0.7 * this.#weight(send);
  }
}
