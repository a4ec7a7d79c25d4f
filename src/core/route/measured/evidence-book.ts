import { lossShare, shareAfter } from "./after-loss.js";
import { deadOdds, truthOf } from "./arrival.js";
import { blameOf } from "./attribution.js";
import type { BreakerBoard, BreakerChange } from "./breaker-board.js";
import type { EstimateView } from "./estimate-view.js";
import { askedBy } from "./follow-up.js";
import { type OpenAttempt, type OpenSend, pastOf } from "./open-send.js";
import type { RouteParameters } from "./parameters.js";
import type { PeopleStatistics } from "./people-statistics.js";
import type { PrefixGuard } from "./prefix-guard.js";
import type { RouteStatistics } from "./route-statistics.js";
import { sendHistory } from "./send-history.js";

/** Receipts come about this long after the message, seconds. */
const receiptDelaySec = 1;

/** What is known by tenant; 0 = of all together. */
export interface TenantViews {
  viewOf(tenant: number): EstimateView;
  /** Their people, as of this moment. */
  peopleOf(tenant: number, atSec: number): PeopleStatistics;
  /** Who hears of their prefixes; what one tenant's guard hears, that of all hears, too. */
  guardOf(tenant: number, atSec: number): PrefixGuard;
}

/** Enters what is known of attempts into the statistics: each part of a trial once, weighted. */
export class EvidenceBook {
  #atSec = 0;

  constructor(
    readonly tenants: TenantViews,
    readonly routes: RouteStatistics,
    readonly people: PeopleStatistics,
    readonly guard: PrefixGuard,
    readonly breakers: BreakerBoard,
    readonly parameters: RouteParameters,
  ) {}

  /** The moment at which evidence is entered. */
  get atSec(): number {
    return this.#atSec;
  }

  /** Sets that moment. */
  setNow(atSec: number): void {
    this.#atSec = atSec;
    this.routes.advance(atSec);
    this.people.advance(atSec);
  }

  /** What is estimated for the send's person. */
  viewFor({ tenant }: OpenSend): EstimateView {
    return this.tenants.viewOf(tenant);
  }

  /** What is known of people like the send's. */
  peopleFor({ tenant }: OpenSend): PeopleStatistics {
    return this.tenants.peopleOf(tenant, this.#atSec);
  }

  /** Who hears of the send's prefix. */
  guardFor({ tenant }: OpenSend): PrefixGuard {
    return this.tenants.guardOf(tenant, this.#atSec);
  }

  /** Counts a request. */
  countRequest(send: OpenSend): void {
    this.peopleFor(send).addSend();
  }

  /** Counts that a person asked again for whom nothing had arrived. */
  countAsked(send: OpenSend): void {
    this.peopleFor(send).addAsks(send.cell, true, this.weight(send));
  }

  /**
   * Counts that a person did not ask while nothing had arrived, up to this age of the request: as
   * far as those who ask would have asked by then.
   */
  countUnasked(send: OpenSend, ageSec: number): void {
    const people = this.peopleFor(send);
    const rate = people.asksAgain(send.cell);
    const by = askedBy(ageSec, this.parameters);
    const part = (by * (1 - rate)) / (1 - rate * by);
    people.addAsks(send.cell, false, this.weight(send) * part);
  }

  /**
   * Counts a trial of delivery up to this part. A message to a number that is probably dead is
   * only part of a trial, so that routes which are mostly tried last do not look worse than they
   * are; and what leans on other estimates counts less, so that their errors do not add up.
   */
  countTrial(attempt: OpenAttempt, upTo: number): void {
    const part = upTo - attempt.deliveryGiven;
    if (part > 0) {
      attempt.deliveryGiven = upTo;
      const { route, send, reach } = attempt;
      const trial = part * reach * Math.min(1, reach) ** 2 * this.deliveryWeight(send);
      this.routes.addDelivery(route, send.cell, this.#shareOf(attempt) * trial, 0);
    }
  }

  /** Counts a receipt "delivered", with its latency and what is to be expected of its code. */
  countDelivered(attempt: OpenAttempt): void {
    const { route, send, submittedAtSec } = attempt;
    const weight = this.#shareOf(attempt) * this.deliveryWeight(send);
    this.countTrial(attempt, 1);
    this.routes.addDelivery(route, send.cell, 0, weight * Math.min(1, attempt.reach) ** 2);
    this.routes.addLatency(route, send.cell, this.#atSec - submittedAtSec, weight);
    const age = this.#ageOfArrival(attempt);
    this.#weighOthers(attempt);
    const usual = this.peopleFor(send).base(send.cell) * this.viewFor(send).patience(age);
    attempt.expectedTyped = usual * attempt.truth;
    this.#scoreReceipt(attempt, true);
  }

  /** Counts a message that is lost as far as is known: reported failed, or silent for long. */
  countLoss(attempt: OpenAttempt, isEarly: boolean): void {
    if (!attempt.isLossCounted) {
      attempt.isLossCounted = true;
      const weight = this.#shareOf(attempt) * this.weight(attempt.send);
      this.routes.addLoss(attempt.route, attempt.send.cell, weight, isEarly);
    }
  }

  /** Counts that a lost message was reported failed, but not early. */
  countLateReport(attempt: OpenAttempt): void {
    const { route, send } = attempt;
    this.routes.addLateReport(route, send.cell, this.#shareOf(attempt) * this.weight(send));
  }

  /** Tells the breakers that no receipt "delivered" came in time, or that the vendor refused. */
  countMiss(attempt: OpenAttempt): void {
    this.#scoreReceipt(attempt, false);
  }

  /** Counts the vendor's answer. */
  countAnswer(attempt: OpenAttempt, isAccepted: boolean): void {
    const { route, send } = attempt;
    const weight = this.#shareOf(attempt) * this.deliveryWeight(send);
    this.routes.addAnswer(route, send.cell, weight, isAccepted);
  }

  /** Counts a code that was not typed in after a receipt "delivered", up to this part. */
  countUntyped(attempt: OpenAttempt, upTo: number): void {
    const part = upTo - attempt.typedGiven;
    if (part > 0) {
      attempt.typedGiven = upTo;
      this.#addTyped(attempt, part, 0);
    }
    if (upTo > 0.8) {
      this.#scoreCode(attempt, false);
    }
  }

  /**
   * Counts what a typed code says about an attempt with a receipt "delivered": its own code, or
   * another one's, for which it is to blame as far as it should have been first. Settles the trial.
   */
  countVerified(attempt: OpenAttempt): void {
    const { send, typedAtSec, receiptAtSec } = attempt;
    if (!Number.isNaN(typedAtSec)) {
      const part = 1 - attempt.typedGiven;
      attempt.typedGiven = 1;
      this.#addTyped(attempt, part, 1);
      this.#scoreCode(attempt, true);
      const sec = Math.max(0.5, typedAtSec - receiptAtSec);
      this.peopleFor(send).addTyping(sec, this.weight(send));
      return;
    }
    const otherAtSec = creditedArrival(send);
    // Behind another message nobody expects it to be typed: `firstToArrive` has that.
    this.countUntyped(attempt, otherAtSec < receiptAtSec ? 1 : blameOf(receiptAtSec, otherAtSec));
    attempt.isCodeScored = true;
    attempt.typedGiven = 1;
  }

  /** Counts whether the code of a message without receipt was typed; settles that trial. */
  countSilence(attempt: OpenAttempt): void {
    if (attempt.isSilenceCounted || attempt.isDelivered) {
      return;
    }
    attempt.isSilenceCounted = true;
    const { route, send, submittedAtSec, medianSec, typedAtSec, reach, arrivalReach } = attempt;
    const isTyped = !Number.isNaN(typedAtSec);
    const isReported = !Number.isNaN(attempt.receiptAtSec);
    const isOtherTyped = !isTyped && !isReported && !Number.isNaN(send.verifiedAtSec);
    const blame = isOtherTyped ? blameOf(submittedAtSec + medianSec, creditedArrival(send)) : 1;
    // Of what stayed silent after a loss, more is dead than of what stayed silent at first.
    const usual = Math.min(0.98, reach > 0 ? attempt.expectedReceipt / reach : 0);
    const untold = (1 - Math.min(0.98, reach * usual)) / (1 - usual);
    const share = Math.min(1, arrivalReach / untold);
    // As with receipts: what leans on other estimates counts less, hits and trials alike.
    const { voice } = this.peopleFor(send);
    const weight = voice * this.#shareOf(attempt) * this.weight(send) * share;
    // Behind other messages the person may have left before it came.
    const ageSec = submittedAtSec + medianSec - send.requestedAtSec;
    const stays = attempt === send.attempts[0] ? 1 : this.viewFor(send).patience(ageSec);
    const trial = weight * share * stays * blame;
    this.routes.addSilent(route, send.cell, trial, isTyped ? weight : 0);
  }

  /** Counts how probable it is, after all attempts, that the number is dead. */
  countDead(send: OpenSend): void {
    const tried = send.attempts.filter(({ isRejected }) => !isRejected);
    if (tried.length === 0) {
      return;
    }
    const { space } = this.routes;
    const people = this.peopleFor(send);
    const dead = people.dead(send.cell);
    let odds = Number.isNaN(send.verifiedAtSec) ? dead / (1 - dead) : 0;
    tried.forEach(({ route, isDelivered }, place) => {
      const earlier = tried.slice(0, place).map(pastOf);
      const repeated = lossShare(space, earlier, route, this.parameters);
      const seen = this.viewFor(send).route(route, send.cell, this.#atSec);
      odds *= deadOdds(seen, isDelivered, dead, repeated);
    });
    people.addDead(send.cell, odds / (1 + odds), this.weight(send));
  }

  /** How much a send says, 0..1: what is probably pumped says little. */
  weight({ cell, prefix }: OpenSend): number {
    const { guard } = this;
    const genuine = guard.genuine(cell, prefix, this.#atSec);
    return genuine * guard.volumeWeight(cell, prefix, this.#atSec);
  }

  /** The same for delivery, which a pumped number shows nearly as well as any. */
  deliveryWeight({ cell, prefix }: OpenSend): number {
    const { guard } = this;
    const genuine = guard.genuine(cell, prefix, this.#atSec);
    return (0.3 + 0.7 * genuine) * guard.volumeWeight(cell, prefix, this.#atSec);
  }

  /** What the send's other messages say of this receipt: is it true, and was it the first? */
  #weighOthers(attempt: OpenAttempt): void {
    const { send, route } = attempt;
    const { cell, requestedAtSec, resends } = send;
    const others = send.attempts.filter((other) => other !== attempt);
    if (others.length === 0) {
      return;
    }
    const view = this.viewFor(send);
    const attempts = others.map(pastOf);
    const past = { cell, requestedAtSec, attempts, asksAgain: resends > 0 };
    const { dead, lost, pending, losses } = sendHistory(view, past, this.#atSec, this.parameters);
    const alive = Math.max(1e-6, 1 - dead);
    const isOtherTyped = !Number.isNaN(send.verifiedAtSec) && Number.isNaN(attempt.typedAtSec);
    attempt.firstToArrive = isOtherTyped ? 0 : Math.min(1, (lost + pending) / alive);
    const reach = shareAfter(view.space, losses, route, this.parameters);
    const usuallyDead = view.cell(cell, this.#atSec).dead;
    attempt.truth = truthOf(view.route(route, cell, this.#atSec), usuallyDead, dead, reach);
  }

  /**
   * How far an attempt says what its route does when it works, 0..1. What was under way when a
   * breaker opened is of the outage; what goes through an open one tells whether that lasts. Lies
   * are no outage: they are the route's own.
   */
  #shareOf({ route, send, isProbe }: OpenAttempt): number {
    const isOut = this.breakers.isOut(route, send.cell);
    return isOut ? (isProbe ? this.parameters.breaker.probeWeight : 0) : 1;
  }

  #addTyped(attempt: OpenAttempt, part: number, hit: number): void {
    const { route, send, expectedTyped, firstToArrive, truth } = attempt;
    // What came behind another message says next to nothing, and errors of trust would add up.
    if (firstToArrive < 0.5) {
      return;
    }
    const weight = this.weight(send) * firstToArrive;
    const { trust } = this.viewFor(send).route(route, send.cell, this.#atSec);
    const full = this.weight(send) * hit;
    const people = this.peopleFor(send);
    const share = this.#shareOf(attempt) * people.voice;
    this.routes.addTyped(route, send.cell, share * full, share * weight * part * expectedTyped);
    people.addTold(full, weight * part);
    // What people do is learned from receipts that are to be believed.
    const belief = Math.min(1, trust) ** 2;
    const age = this.#ageOfArrival(attempt);
    const trial = belief * weight * part * truth;
    // A route that converts less is no sign that people do: both are estimated together.
    const believed = trial * Math.min(1, trust);
    people.addBase(send.cell, belief * full, believed * people.patienceCurve.at(age));
    people.addPatience(age, belief * full, believed * people.base(send.cell));
  }

  #scoreReceipt(attempt: OpenAttempt, isHit: boolean): void {
    if (!attempt.isReceiptScored) {
      attempt.isReceiptScored = true;
      const weight = this.deliveryWeight(attempt.send);
      this.#score(attempt, "RECEIPT", isHit, attempt.expectedReceipt, weight);
    }
  }

  #scoreCode(attempt: OpenAttempt, isHit: boolean): void {
    if (!attempt.isCodeScored && attempt.firstToArrive >= 0.5) {
      attempt.isCodeScored = true;
      const view = this.viewFor(attempt.send);
      const { trust } = view.route(attempt.route, attempt.send.cell, this.#atSec);
      const expected = attempt.expectedTyped * Math.min(1.05, trust);
      const genuine = this.weight(attempt.send) * attempt.firstToArrive;
      const weight = genuine * this.peopleFor(attempt.send).voice;
      this.#score(attempt, "CODE", isHit, expected, weight);
    }
  }

  #score(
    { route, send, isProbe }: OpenAttempt,
    signal: "RECEIPT" | "CODE",
    isHit: boolean,
    expected: number,
    weight: number,
  ): void {
    const outcome = { route, cell: send.cell, signal, isHit, expected, weight, isProbe };
    for (const change of this.breakers.score(outcome, this.#atSec)) {
      this.#cut(change);
    }
  }

  /**
   * Old evidence is worth little when a breaker that has just closed opens again: the route works,
   * but not as it did. A first opening is an outage, which ends, or chance.
   */
  #cut({ scope, route, cell, isFlap }: BreakerChange): void {
    if (!isFlap) {
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
}

/** When the message arrived whose code was typed, as far as is known. */
function creditedArrival(send: OpenSend): number {
  const credited = send.attempts.find(({ typedAtSec }) => !Number.isNaN(typedAtSec));
  if (credited === undefined) {
    return Number.NEGATIVE_INFINITY;
  }
  const { isDelivered, receiptAtSec, submittedAtSec, medianSec } = credited;
  return isDelivered ? receiptAtSec : submittedAtSec + medianSec;
}
