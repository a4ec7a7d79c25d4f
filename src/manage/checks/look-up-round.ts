import { uuidv7 } from "uuidv7";
import type { NumberCheckFailure, NumberCheckResult } from "../../core/checks/number-facts.js";
import type { PhraseFact } from "../../core/messages/phrases.js";
import type { Phone } from "../../core/phone.js";
import type {
  LookUpRequest,
  LookUpSource,
  LookUpState,
  NumberFindings,
} from "./look-up-request.js";
import type { CheckPorts, LookUpWish, NumberCheckRow } from "./ports.js";

/** A number with its keyed hash. */
export type WantedPhone = Phone & { readonly index: Buffer };

type Wish = LookUpWish & WantedPhone;

interface Note {
  readonly state: LookUpState;
  readonly phrase: PhraseFact;
}

const atOnce = 5;
/** Money is held for so many questions at a time; what is held when a process dies may be lost. */
const heldAtOnce = 20;
/** What passes by itself, and is waited for, try by try. */
const passing = new Set(["THROTTLED", "VENDOR_DOWN"]);
const pausesMs = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000];
const pauseMsMax = 60_000;
/** How long a process that stops waits for answers that are under way. */
const lastWordsMs = 2_000;
/** After these the next question would be refused as well. */
const stopping = new Set(["ACCOUNT", "THROTTLED", "VENDOR_DOWN"]);

/** The check that the look-ups are for was stopped, or another run has taken it over. */
export class ListStopped extends Error {
  override readonly name = "ListStopped";
}

/**
 * Questions to one vendor, each held for in the budgets before it is asked and booked when it is
 * answered, within one limit; a few at a time.
 */
export class LookUpRound {
  asked = 0;
  /** In the request's currency. */
  spentMicros = 0n;
  readonly #answers = new Map<string, NumberCheckRow>();
  readonly #notes = new Map<string, Note>();
  #refusal: NumberCheckFailure | null = null;

  constructor(
    private readonly ports: Pick<CheckPorts, "lookUps" | "money" | "pause">,
    private readonly tenantId: string,
    private readonly source: LookUpSource,
    private readonly request: LookUpRequest,
    private readonly now: () => Date,
  ) {}

  /** Asks about each number at most once; what its list has asked about it does not ask again. */
  async run(phones: readonly WantedPhone[]): Promise<void> {
    const waiting = await this.#leaveOutAsked(phones);
    while (waiting.length > 0) {
      const wishes = waiting.splice(0, this.#roomFor(waiting.length));
      if (wishes.length === 0) {
        const why = this.#whyNot();
        waiting.splice(0).forEach(({ e164 }) => this.#notes.set(e164, why));
        return;
      }
      await this.#ask(wishes.map((phone) => ({ ...phone, id: uuidv7() })));
    }
  }

  /** True when the vendor will answer no other question at this account either. */
  get isOver(): boolean {
    return this.#refusal?.failureClass === "ACCOUNT";
  }

  /** What is known of a number now that the questions are over. */
  told(phone: string, kept: NumberFindings): NumberFindings {
    const answer = this.#answers.get(phone);
    const note = this.#notes.get(phone);
    const others = kept.dated.filter((one) => one.source !== answer?.source);
    return {
      dated: answer === undefined ? kept.dated : [answer, ...others],
      notes: note === undefined ? [] : [note.phrase],
      lookUp: note?.state ?? "ANSWERED",
    };
  }

  async #leaveOutAsked(phones: readonly WantedPhone[]): Promise<WantedPhone[]> {
    const { list } = this.request;
    if (list === null || phones.length === 0) {
      return [...phones];
    }
    const indexes = phones.map(({ index }) => index);
    const asked = await this.ports.money.askedOf(this.tenantId, list.id, indexes);
    const failures = new Map(asked.map((one) => [one.index.toString("hex"), one.failure]));
    return phones.filter(({ e164, index }) => {
      const failure = failures.get(index.toString("hex"));
      if (failure !== undefined) {
        this.#noteFailure(e164, failure);
      }
      return failure === undefined;
    });
  }

  #roomFor(waiting: number): number {
    if (this.#refusal !== null) {
      return 0;
    }
    const { eachMicros } = this.source;
    const left = this.request.maxCostMicros - this.spentMicros;
    const many = BigInt(heldAtOnce);
    const isRoomy = eachMicros * many <= left;
    return Math.min(waiting, isRoomy ? heldAtOnce : left < 0n ? 0 : Number(left / eachMicros));
  }

  #whyNot(): Note {
    const vendor = this.source.account.vendorSlug;
    return this.#refusal === null
      ? { state: "MAX_COST", phrase: { phrase: "checkLookUpCost" } }
      : {
          state: "STOPPED",
          phrase: {
            phrase: "checkLookUpStopped",
            params: { vendor, words: wordsOf(this.#refusal) },
          },
        };
  }

  async #ask(wishes: readonly Wish[]): Promise<void> {
    const { account, vendorId, eachMicros } = this.source;
    const { currency, list } = this.request;
    const { accountId } = account;
    const held = await this.ports.money.hold(
      {
        tenantId: this.tenantId,
        vendorId,
        accountId,
        priceMicros: eachMicros,
        currency,
        list,
        wishes,
      },
      this.now(),
    );
    if (held.kind === "stopped") {
      throw new ListStopped("the check of a list was stopped");
    }
    if (held.kind === "no_rate") {
      throw new Error("an exchange rate is gone");
    }
    const waiting = wishes.filter(({ id, e164 }) => {
      const budget = held.refusals.get(id);
      if (budget !== undefined) {
        const phrase = { phrase: "checkLookUpBudget", params: { budget } } as const;
        this.#notes.set(e164, { state: "BUDGET_EXHAUSTED", phrase });
      }
      return budget === undefined;
    });
    const worker = async () => {
      for (let wish = waiting.shift(); wish !== undefined; wish = waiting.shift()) {
        await this.#askOne(wish);
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: atOnce }, worker));
    for (const wish of waiting.splice(0)) {
      await this.#settle(wish, "unasked");
    }
    const broken = ends.find((end) => end.status === "rejected");
    if (broken !== undefined) {
      throw broken.reason;
    }
    list?.signal?.throwIfAborted();
  }

  /** What is not heard of in time keeps its hold, and is settled when that is over. */
  async #orStopped<T>(asking: Promise<T>): Promise<T> {
    const stopping = this.request.list?.stopping;
    if (stopping === undefined) {
      return asking;
    }
    const over = Promise.withResolvers<never>();
    const give = (): void =>
      void this.ports
        .pause(lastWordsMs)
        .then(() => over.reject(new ListStopped("the process stops, and a vendor is silent")));
    stopping.addEventListener("abort", give, { once: true });
    if (stopping.aborted) {
      give();
    }
    try {
      return await Promise.race([asking, over.promise]);
    } finally {
      stopping.removeEventListener("abort", give);
    }
  }

  async #askOne(wish: Wish): Promise<void> {
    // Refused while it waited: the hold is given back unasked.
    const isAsked = this.#refusal === null && this.request.list?.signal?.aborted !== true;
    const asking = isAsked ? this.#orStopped(this.#askVendor(wish.e164)) : null;
    await this.#settle(wish, asking === null ? "unasked" : await asking);
  }

  async #settle({ id, index, e164 }: Wish, result: NumberCheckResult | "unasked"): Promise<void> {
    const { account, vendorId, reaches } = this.source;
    const checkedAt = this.now();
    const answer: NumberCheckRow | null =
      result === "unasked" || result.kind === "failed"
        ? null
        : { index, vendorId, source: account.vendorSlug, checkedAt, reaches, facts: result };
    const look = { tenantId: this.tenantId, id };
    const cost = await this.ports.money.settle(look, { end: result, answer }, checkedAt);
    this.spentMicros += cost;
    if (result === "unasked") {
      this.#notes.set(e164, this.#whyNot());
    } else if (result.kind === "failed") {
      this.#refusal = stopping.has(result.failureClass) ? result : this.#refusal;
      this.#noteFailure(e164, wordsOf(result));
    }
    if (answer !== null) {
      this.#answers.set(e164, answer);
    }
  }

  /** A vendor that wants a list to go slower, or is down, is waited for. */
  async #askVendor(phone: string): Promise<NumberCheckResult> {
    this.asked += 1;
    for (let tries = 0; ; tries += 1) {
      const result = await this.ports.lookUps.ask(phone, this.source.account);
      const isLater =
        result.kind === "failed" && passing.has(result.failureClass) && result.charged === "no";
      const pauseMs = pausesMs[tries];
      if (!isLater || pauseMs === undefined || this.request.list === null) {
        return result;
      }
      if (this.request.list.signal?.aborted === true) {
        return result;
      }
      await this.ports.pause(Math.min(result.retryAfterMs ?? pauseMs, pauseMsMax));
    }
  }

  #noteFailure(phone: string, failure: string | null): void {
    const vendor = this.source.account.vendorSlug;
    const phrase: PhraseFact =
      failure === null
        ? { phrase: "checkLookUpLost", params: { vendor } }
        : { phrase: "checkLookUpFailed", params: { vendor, words: failure } };
    this.#notes.set(phone, { state: "FAILED", phrase });
  }
}

function wordsOf({ failureClass, vendorText, vendorCode }: NumberCheckFailure): string {
  return vendorText ?? vendorCode ?? failureClass;
}
