import { next } from "../../failover/engine.js";
import type { EngineSend, StepOption } from "../../failover/engine-state.js";
import { evenDraw } from "./even-draws.js";
import type { PersonDraws } from "./virtual-person.js";
import { rareDraw } from "./rare-draw.js";
import { arrivalBefore, messengers, receiptSec } from "./route-odds.js";
import type { Mutable, VirtualAttempt } from "./virtual-attempt.js";
import type { TakenRoute, VirtualChoice } from "./virtual-choice.js";
import type { VirtualCell, VirtualMarket } from "./virtual-market.js";

const kinds = { answer: 0, receipt: 1, arrival: 2, typed: 3, ask: 4, wake: 5 } as const;

interface VirtualEvent {
  readonly atSec: number;
  readonly kind: (typeof kinds)[keyof typeof kinds];
  readonly attempt: VirtualAttempt | null;
}

const answerSec = 0.3;
/** When early reports of failure come: a messenger knows at once that a number is not on it. */
const messengerFailure = { fromSec: 1, toSec: 5 };
const failure = { fromSec: 6, toSec: 12 };
const lateFailure = { fromSec: 12, toSec: 46 };
/** Shares of sends whose first message is drawn from what is rare: lost, slow. */
const rareLosses = 0.5;
const rareDelays = 0.3;
const drawsPerAttempt = 5;
const personDraws = 9;
/** More rounds of one engine call than any plan has attempts: beyond them something is wrong. */
const movesMax = 500;

/**
 * Plays one send of a plan against what is believed of routes and people, through the engine that
 * moves real sends.
 */
export class VirtualSend {
  readonly attempts: VirtualAttempt[] = [];
  /** How many sends it stands for, about 1 on average. */
  weight = 1;
  /** Seconds to the first arrival; null = none. */
  arrivedSec: number | null = null;
  arrivals = 0;
  /** P(the code is typed in | when and by what it first arrives), 0..1: steadier than one throw. */
  verified = 0;
  readonly #market: VirtualMarket;
  readonly #cell: VirtualCell;
  readonly #choice: VirtualChoice;
  readonly #person: PersonDraws;
  readonly #index: number;
  readonly #send: Mutable<EngineSend>;
  readonly #events: VirtualEvent[] = [];
  readonly #startMs: number;
  #nowSec = 0;
  #wake: VirtualEvent | null = null;
  #asked = 0;
  #moves = 0;

  constructor(
    market: VirtualMarket,
    cell: VirtualCell,
    choice: VirtualChoice,
    person: PersonDraws,
    index: number,
    now: Date,
  ) {
    this.#market = market;
    this.#cell = cell;
    this.#choice = choice;
    this.#person = person;
    this.#index = index;
    this.#startMs = now.getTime();
    const { spec } = market;
    this.#send = {
      spec,
      status: "SENT",
      verification: "PENDING",
      country: cell.country,
      hasPhone: true,
      hasEmail: true,
      expiresAt: new Date(this.#startMs + spec.code.ttlSec * 1000),
      round: 0,
      roundStartedAt: now,
      resendChannel: null,
      halted: null,
      attempts: this.attempts,
    };
  }

  /** Plays it to its end. */
  play(): void {
    this.#move();
    this.#expectAsk();
    for (let event = this.#take(); event !== null; event = this.#take()) {
      this.#nowSec = event.atSec;
      this.#handle(event);
    }
  }

  #handle({ kind, attempt }: VirtualEvent): void {
    if (kind === kinds.ask) {
      this.#askAgain();
    } else if (kind === kinds.wake) {
      this.#move();
    } else if (attempt !== null) {
      this.#news(kind, attempt);
    }
  }

  #news(kind: VirtualEvent["kind"], attempt: VirtualAttempt): void {
    if (kind === kinds.answer) {
      attempt.status = "REJECTED";
      this.#move();
    } else if (kind === kinds.receipt) {
      this.#receipt(attempt);
    } else if (kind === kinds.arrival) {
      this.#arrive(attempt);
    } else {
      this.#send.verification = "VERIFIED";
    }
  }

  #receipt(attempt: VirtualAttempt): void {
    const isGood = attempt.arrivesSec !== null || this.#draw(attempt, 4) < attempt.odds.lies;
    attempt.status = isGood ? "DELIVERED" : "UNDELIVERED";
    if (isGood) {
      attempt.reachedAt = this.#at(this.#nowSec);
      this.#doubt(attempt);
      attempt.isCharged ||= attempt.isBilledOnDelivery;
    }
    this.#move();
  }

  /** Where receipts lie, the code has to be typed in before an adaptive wait ends. */
  #doubt(attempt: VirtualAttempt): void {
    const { spec, parameters } = this.#market;
    const step = spec.steps[attempt.step - 1];
    if (attempt.odds.isDoubted && step?.waitSec === null && step.waitFor === "DELIVERED") {
      attempt.isDoubted = true;
      const until = this.#at(this.#nowSec + parameters.confirmSec);
      attempt.deadlineAt =
        attempt.deadlineAt !== null && attempt.deadlineAt > until ? attempt.deadlineAt : until;
    }
  }

  #arrive(attempt: VirtualAttempt): void {
    this.arrivals += 1;
    if (this.arrivedSec !== null) {
      return;
    }
    this.arrivedSec = this.#nowSec;
    const person = this.#person;
    const typedSec = this.#nowSec + person.typingSec;
    if (!this.#isThere() || typedSec >= this.#market.spec.code.ttlSec) {
      return;
    }
    this.verified = attempt.odds.typed;
    if (person.intent < attempt.odds.typed) {
      this.#enter(typedSec, kinds.typed, attempt);
    }
  }

  #askAgain(): void {
    if (this.arrivedSec !== null || !this.#isThere() || this.#send.verification !== "PENDING") {
      return;
    }
    this.#asked += 1;
    this.#send.round += 1;
    this.#send.roundStartedAt = this.#at(this.#nowSec);
    this.#send.halted = null;
    this.#expectAsk();
    this.#move();
  }

  /** Whether the person still waits for a code: longer, the oftener they have asked for one. */
  #isThere(): boolean {
    const { patience, asking } = this.#market;
    return this.#person.patience < patience.stays(this.#nowSec - this.#asked * asking.staysSec);
  }

  #expectAsk(): void {
    const { maxResends, cooldownSec } = this.#market.spec.resend;
    const gapSec = this.#person.asksAfterSec(this.#asked, this.#cell.asks);
    if (gapSec !== null && this.#asked < maxResends) {
      this.#enter(this.#nowSec + Math.max(gapSec, cooldownSec), kinds.ask, null);
    }
  }

  /** Lets the engine act until it waits or stops. */
  #move(): void {
    for (;;) {
      this.#moves += 1;
      if (this.#moves > movesMax) {
        throw new Error("a virtual send does not come to an end");
      }
      const move = next(this.#send, this.#at(this.#nowSec));
      for (const { number, to } of move.changes) {
        const attempt = this.attempts[number - 1];
        if (attempt !== undefined) {
          attempt.status = to;
        }
      }
      if (move.kind === "wait") {
        this.#wakeAt(move.until);
        return;
      }
      if (move.kind === "stop") {
        this.#wakeAt(null);
        return;
      }
      if (!this.#try(move.options)) {
        this.#wakeAt(null);
        return;
      }
    }
  }

  /** Makes the next attempt, or notes why there is none; false = it is put off until news come. */
  #try(options: readonly StepOption[]): boolean {
    const taken = this.#choice.take(this.#cell, this.attempts, options, {
      nowSec: this.#nowSec,
      roundSec: (this.#send.roundStartedAt.getTime() - this.#startMs) / 1000,
      round: this.#send.round,
      draw: this.#drawOf(this.attempts.length, 0),
    });
    const last = this.attempts.at(-1);
    if (taken === "NO_ROUTE") {
      this.#send.halted = "NO_ROUTE";
    } else if (taken !== "PUT_OFF") {
      this.#submit(taken);
    } else if (last !== undefined) {
      last.deadlineAt = this.#send.expiresAt;
    }
    return taken !== "PUT_OFF";
  }

  #submit({ step, vendorIndex, odds, candidate, waitSec }: TakenRoute): void {
    const place = this.attempts.length;
    const isAccepted = this.#drawOf(place, 1) < odds.accept;
    const isBilledOnDelivery = candidate.price?.billedOn === "DELIVERED";
    const reach = this.#person.isOn(odds.channel, odds.absent) ? odds.arrives : 0;
    const share = this.#choice.lossShare(this.attempts, odds);
    const arrives = isAccepted && this.#drawRare(place, 2, rareLosses) < reach * share;
    const latencySec = receiptSec(odds, this.#drawRare(place, 3, rareDelays));
    const attempt: VirtualAttempt = {
      number: place + 1,
      step,
      vendorIndex,
      round: this.#send.round,
      status: "SUBMITTED",
      failureClass: null,
      deadlineAt: this.#at(this.#nowSec + waitSec),
      reachedAt: null,
      odds,
      submittedSec: this.#nowSec,
      waitSec,
      priceMicros: Number(candidate.tenantPriceMicros ?? 0n),
      isBilledOnDelivery,
      isAccepted,
      arrivesSec: arrives ? this.#nowSec + arrivalBefore(latencySec) : null,
      isCharged: isAccepted && !isBilledOnDelivery,
    };
    this.attempts.push(attempt);
    this.#foresee(attempt, latencySec);
  }

  /** Enters what will be heard of an attempt. */
  #foresee(attempt: VirtualAttempt, latencySec: number): void {
    const { odds, arrivesSec, submittedSec } = attempt;
    const luck = this.#draw(attempt, 4);
    if (!attempt.isAccepted) {
      this.#enter(submittedSec + answerSec, kinds.answer, attempt);
    } else if (arrivesSec !== null) {
      this.#enter(arrivesSec, kinds.arrival, attempt);
      if (luck < odds.covered) {
        this.#enter(submittedSec + latencySec, kinds.receipt, attempt);
      }
    } else if (luck < odds.lies) {
      this.#enter(submittedSec + latencySec, kinds.receipt, attempt);
    } else {
      const reported = (luck - odds.lies) / (1 - odds.lies);
      const isAbsent = this.#person.isAbsent(odds.absent);
      const failsEarly = isAbsent ? odds.failsAbsent : odds.failsEarly;
      if (reported < failsEarly) {
        this.#reportFailure(attempt, messengers.has(odds.channel) ? messengerFailure : failure);
      } else if (reported < failsEarly + odds.failsLate) {
        this.#reportFailure(attempt, lateFailure);
      }
    }
  }

  #reportFailure(
    attempt: VirtualAttempt,
    { fromSec, toSec }: { readonly fromSec: number; readonly toSec: number },
  ): void {
    const afterSec = fromSec + (toSec - fromSec) * this.#draw(attempt, 3);
    this.#enter(attempt.submittedSec + afterSec, kinds.receipt, attempt);
  }

  #draw(attempt: VirtualAttempt, question: number): number {
    return this.#drawOf(attempt.number - 1, question);
  }

  #drawOf(place: number, question: number): number {
    return evenDraw(this.#index, personDraws + place * drawsPerAttempt + question);
  }

  /** Of a first attempt what is rare is drawn more often than it happens, and weighs less. */
  #drawRare(place: number, question: number, share: number): number {
    const draw = this.#drawOf(place, question);
    if (place > 0) {
      return draw;
    }
    const { value, weight } = rareDraw(draw, share);
    this.weight *= weight;
    return value;
  }

  #at(sec: number): Date {
    return new Date(this.#startMs + Math.round(sec * 1000));
  }

  #wakeAt(until: Date | null): void {
    if (this.#wake !== null) {
      this.#events.splice(this.#events.indexOf(this.#wake), 1);
      this.#wake = null;
    }
    if (until !== null) {
      this.#wake = this.#enter((until.getTime() - this.#startMs) / 1000, kinds.wake, null);
    }
  }

  #enter(atSec: number, kind: VirtualEvent["kind"], attempt: VirtualAttempt | null): VirtualEvent {
    const event = { atSec, kind, attempt };
    this.#events.push(event);
    return event;
  }

  /** The earliest event to come, taken out; null = none is left. */
  #take(): VirtualEvent | null {
    const events = this.#events;
    let best = 0;
    for (let index = 1; index < events.length; index += 1) {
      if ((events[index]?.atSec ?? 0) < (events[best]?.atSec ?? 0)) {
        best = index;
      }
    }
    const [taken = null] = events.splice(best, 1);
    if (taken === this.#wake) {
      this.#wake = null;
    }
    return taken;
  }
}
