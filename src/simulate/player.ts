import type { AttemptCause, RouteEvent } from "../core/route/measured/route-event.js";
import { numberFacts } from "../market/attempt-fate.js";
import type { Market } from "../market/market.js";
import type { MarketRoute } from "../market/market-parts.js";
import { codeTypedAtSec, userBehaviour } from "../market/user-behaviour.js";
import { type LiveAttempt, type LiveSend, newSend } from "./live-send.js";
import { OutageWatch } from "./outage-watch.js";
import type { Choice, Offers, Policy } from "./policy/policy.js";
import { Purse } from "./purse.js";
import { type Request, requestStream } from "./request-stream.js";
import { RouteQueues } from "./route-queues.js";
import { Tally } from "./tally.js";
import { Timeline } from "./timeline.js";
import { VendorShares } from "./vendor-shares.js";

const kinds = {
  request: 0,
  answer: 1,
  receipt: 2,
  timer: 3,
  arrival: 4,
  typed: 5,
  resend: 6,
  expiry: 7,
  holdEnd: 8,
} as const;

/** Money for a delivery-billed message without a receipt is kept so long after the code expired. */
const holdAfterExpirySec = 900;

/** One policy's run through a market, in virtual time. */
export class Player {
  readonly tally = new Tally();
  readonly purse: Purse;
  readonly outages: OutageWatch;
  readonly vendorShares: VendorShares;

  readonly #timeline = new Timeline();
  readonly #requests: Iterator<Request>;
  #coming: Request | null = null;
  /** Sends under way by slot; slots are used again. */
  readonly #sends: (LiveSend | null)[] = [];
  readonly #freeSlots: number[] = [];
  readonly #queues: RouteQueues;
  readonly #offers: Offers;
  #sendNumber = 0;
  #attemptNumber = 0;

  constructor(
    readonly market: Market,
    readonly policy: Policy,
  ) {
    this.purse = new Purse(market.scenario.plan.budget);
    this.outages = new OutageWatch(market);
    this.vendorShares = new VendorShares(market);
    this.#requests = requestStream(market);
    this.#queues = new RouteQueues(market);
    this.#offers = {
      priceMicros: (route, send) => this.#priceMicros(route, send),
      budget: () => this.purse.facts(this.#timeline.nowSec),
    };
  }

  /** The moment in the market, seconds since the scenario's start. */
  get nowSec(): number {
    return this.#timeline.nowSec;
  }

  /** Plays everything that happens before `untilSec`; false once nothing is left. */
  playUntil(untilSec: number): boolean {
    if (this.#coming === null && this.#timeline.size === 0) {
      this.#nextRequest();
    }
    while (this.#timeline.nowSec < untilSec) {
      if (!this.#timeline.take()) {
        return false;
      }
      this.#handle();
    }
    return true;
  }

  #handle(): void {
    const { kind, slot, detail } = this.#timeline;
    if (kind === kinds.request) {
      this.#request();
      return;
    }
    const send = this.#sends[slot];
    if (!send) {
      throw new Error("an event of a send that is over");
    }
    send.pending -= 1;
    const attempt = send.attempts[detail];
    if (kind === kinds.timer) {
      this.#timer(send, slot, detail);
    } else if (kind === kinds.resend) {
      this.#askAgain(send, slot, detail);
    } else if (kind === kinds.expiry) {
      this.#close(send);
    } else if (attempt !== undefined) {
      this.#attemptEvent(kind, send, slot, attempt);
    }
    if (send.pending === 0) {
      this.#sends[slot] = null;
      this.#freeSlots.push(slot);
    }
  }

  #attemptEvent(kind: number, send: LiveSend, slot: number, attempt: LiveAttempt): void {
    switch (kind) {
      case kinds.answer:
        return this.#answer(send, slot, attempt);
      case kinds.receipt:
        return this.#receipt(send, slot, attempt);
      case kinds.arrival:
        return this.#arrival(send, slot, attempt);
      case kinds.typed:
        return this.#typed(send, attempt);
      default:
        return this.#settle(send, attempt, false);
    }
  }

  #nextRequest(): void {
    const next = this.#requests.next();
    this.#coming = next.done === true ? null : next.value;
    if (this.#coming !== null) {
      this.#timeline.enter(this.#coming.atSec, kinds.request, 0, 0);
    }
  }

  #request(): void {
    const request = this.#coming;
    if (request === null) {
      throw new Error("a request that nobody makes");
    }
    const { key, cell, prefix, atSec } = request;
    this.#nextRequest();
    this.#sendNumber += 1;
    const person = userBehaviour(this.market, request.key, request.cell, request.isAttack);
    const send = newSend(request, this.#sendNumber, person);
    this.tally.request(send, !numberFacts(this.market, key, cell).isDead);
    const budget = this.purse.facts(atSec);
    if (budget !== null) {
      this.policy.pace?.(budget, atSec);
    }
    this.#hear({ kind: "requested", send: send.number, cell: cell.index, prefix });
    const choice = this.#choose(send, "FIRST");
    if (choice.route === null) {
      this.tally.refusal(send);
      this.#close(send);
      return;
    }
    const slot = this.#freeSlots.pop() ?? this.#sends.length;
    this.#sends[slot] = send;
    this.#enter(send, slot, atSec + this.market.scenario.plan.code_ttl_s, kinds.expiry, 0);
    this.#expectResend(send, slot);
    this.#carryOut(choice, send, slot, "FIRST");
  }

  #timer(send: LiveSend, slot: number, timer: number): void {
    if (timer === send.timer) {
      this.#ask(send, slot, "TIMER");
    }
  }

  #askAgain(send: LiveSend, slot: number, resend: number): void {
    const hasLeft = this.nowSec - send.requestedAtSec > this.#staysSec(send);
    if (send.isClosed || send.arrivedAtSec !== null || hasLeft || resend !== send.resends) {
      return;
    }
    send.resends += 1;
    send.roundAtSec = this.nowSec;
    this.#hear({ kind: "resend", send: send.number });
    this.#expectResend(send, slot);
    this.#ask(send, slot, "RESEND");
  }

  #answer(send: LiveSend, slot: number, attempt: LiveAttempt): void {
    if (attempt.fate.refusedBecause === null) {
      this.#hear({ kind: "accepted", attempt: attempt.key });
      if (attempt.route.bill === "accept") {
        this.#settle(send, attempt, true);
      }
      return;
    }
    attempt.outcome = "REJECTED";
    this.#settle(send, attempt, false);
    this.#hear({ kind: "rejected", attempt: attempt.key });
    this.#askIfLatest(send, slot, attempt, "REJECTED");
  }

  #receipt(send: LiveSend, slot: number, attempt: LiveAttempt): void {
    const isDelivered = attempt.fate.receipt?.isDelivered === true;
    attempt.outcome = isDelivered ? "DELIVERED" : "FAILED";
    if (attempt.route.bill === "delivery") {
      this.#settle(send, attempt, isDelivered);
    }
    this.#hear({ kind: "receipt", attempt: attempt.key, isDelivered });
    if (!isDelivered) {
      this.#askIfLatest(send, slot, attempt, "UNDELIVERED");
      return;
    }
    this.#setTimer(send, slot, attempt.confirmSec);
  }

  #arrival(send: LiveSend, slot: number, attempt: LiveAttempt): void {
    const isFirst = send.arrivedAtSec === null;
    this.tally.arrival(send, isFirst, this.nowSec);
    if (!isFirst) {
      return;
    }
    send.arrivedAtSec = this.nowSec;
    const typedSec = codeTypedAtSec(
      this.market,
      send.person,
      this.nowSec - send.requestedAtSec,
      attempt.route.channel,
      send.resends,
    );
    if (typedSec !== null) {
      const place = send.attempts.indexOf(attempt);
      this.#enter(send, slot, send.requestedAtSec + typedSec, kinds.typed, place);
    }
  }

  #typed(send: LiveSend, attempt: LiveAttempt): void {
    if (send.isClosed) {
      return;
    }
    send.isVerified = true;
    this.tally.verification(send);
    this.#hear({ kind: "verified", send: send.number, attempt: attempt.key });
    this.#close(send);
  }

  #close(send: LiveSend): void {
    if (!send.isClosed) {
      send.isClosed = true;
      this.#hear({ kind: "closed", send: send.number });
    }
  }

  #askIfLatest(send: LiveSend, slot: number, attempt: LiveAttempt, cause: AttemptCause): void {
    if (send.attempts.at(-1) === attempt) {
      this.#ask(send, slot, cause);
    }
  }

  #ask(send: LiveSend, slot: number, cause: AttemptCause): void {
    const isFull = send.attempts.length >= this.market.scenario.plan.max_attempts;
    if (!send.isClosed && !isFull) {
      this.#carryOut(this.#choose(send, cause), send, slot, cause);
    }
  }

  #choose(send: LiveSend, cause: AttemptCause): Choice {
    // The mean is of processor time, which nothing else on the machine can raise; that comes in
    // ticks, too coarse for a single decision.
    const before = process.threadCpuUsage();
    const startedAt = performance.now();
    const choice = this.policy.choose(send, cause, this.nowSec, this.#offers);
    this.tally.decisionMicros.add((performance.now() - startedAt) * 1000);
    const { user, system } = process.threadCpuUsage(before);
    this.tally.decisionCpuMicros += user + system;
    return choice;
  }

  #carryOut(choice: Choice, send: LiveSend, slot: number, cause: AttemptCause): void {
    if (choice.route !== null) {
      this.#submit(choice.route, choice, send, slot, cause);
    }
    this.#setTimer(send, slot, choice.waitSec);
  }

  #submit(
    route: MarketRoute,
    { confirmSec, isProbe }: Choice,
    send: LiveSend,
    slot: number,
    cause: AttemptCause,
  ): void {
    const priceMicros = this.#priceMicros(route, send);
    if (priceMicros === null) {
      throw new Error(`${route.id} is not to be had in ${send.cell.id}`);
    }
    const { nowSec } = this;
    const fate = this.#queues.hand(route, send, nowSec);
    if (send.attempts.length === 0 && !send.isAttack) {
      this.outages.firstAttempt(send, route, fate, nowSec);
      this.vendorShares.add(route, nowSec);
    }
    this.#attemptNumber += 1;
    const key = this.#attemptNumber;
    const period = this.purse.hold(priceMicros, nowSec);
    const told = { key, route, submittedAtSec: nowSec, priceMicros, period, confirmSec };
    const place = send.attempts.push({ ...told, fate, outcome: "SILENT", isHeld: true }) - 1;
    const route_ = route.index;
    this.#hear({
      kind: "submitted",
      send: send.number,
      attempt: key,
      route: route_,
      cause,
      isProbe,
    });
    this.#enter(send, slot, nowSec + fate.answeredAfterSec, kinds.answer, place);
    if (fate.refusedBecause !== null) {
      return;
    }
    if (fate.receipt !== null) {
      const afterSec = Math.max(fate.receipt.afterSec, fate.answeredAfterSec);
      this.#enter(send, slot, nowSec + afterSec, kinds.receipt, place);
    } else if (route.bill === "delivery") {
      const expiresAt = send.requestedAtSec + this.market.scenario.plan.code_ttl_s;
      this.#enter(send, slot, expiresAt + holdAfterExpirySec, kinds.holdEnd, place);
    }
    if (fate.arrivesAfterSec !== null) {
      this.#enter(send, slot, nowSec + fate.arrivesAfterSec, kinds.arrival, place);
    }
  }

  #settle(send: LiveSend, attempt: LiveAttempt, isBilled: boolean): void {
    if (!attempt.isHeld) {
      return;
    }
    attempt.isHeld = false;
    if (isBilled) {
      this.purse.charge(attempt.priceMicros, attempt.period);
      this.tally.charge(send, attempt);
    } else {
      this.purse.release(attempt.priceMicros, attempt.period);
    }
  }

  #priceMicros(route: MarketRoute, send: LiveSend): number | null {
    const price = this.market.at(route, send.cell, this.nowSec)?.price;
    const micros = price === undefined ? null : Math.round(price * 1e6);
    return micros !== null && this.purse.fits(micros, this.nowSec) ? micros : null;
  }

  #expectResend(send: LiveSend, slot: number): void {
    const gap = send.person.resendGapsSec[send.resends];
    if (gap !== undefined) {
      this.#enter(send, slot, this.nowSec + gap, kinds.resend, send.resends);
    }
  }

  /** Sets the one timer of a send, in place of the one before; null = none. */
  #setTimer(send: LiveSend, slot: number, waitSec: number | null): void {
    send.timer += 1;
    if (waitSec !== null && !send.isClosed) {
      this.#enter(send, slot, this.nowSec + waitSec, kinds.timer, send.timer);
    }
  }

  /** How long the person stays after the request, as often as they have asked again so far. */
  #staysSec(send: LiveSend): number {
    return send.person.patienceSec + send.resends * this.market.scenario.user.resend_bonus_s;
  }

  #enter(send: LiveSend, slot: number, atSec: number, kind: number, detail: number): void {
    send.pending += 1;
    this.#timeline.enter(atSec, kind, slot, detail);
  }

  #hear(event: UntimedEvent): void {
    this.policy.hear?.({ ...event, atSec: this.nowSec } as RouteEvent);
  }
}

type UntimedEvent = RouteEvent extends infer E
  ? E extends RouteEvent
    ? Omit<E, "atSec">
    : never
  : never;
