import type { PacingParameters } from "./parameters.js";

/** What pacing needs to know of a budget period at a moment. */
export interface PacingFacts {
  /** Tenant's currency; spent and held together. */
  readonly usedUp: number;
  readonly limit: number;
  readonly periodEndSec: number;
}

const hourSec = 3600;
const dayHours = 24;
/** Hours of ordinary traffic that the mean weighs against one hour's own count. */
const profileWeight = 0.5;

/**
 * The shadow price μ of a binding budget: prices count (1 + μ) times, so that every send gives up
 * what buys least. It is steered so that spending per send meets what is left per forecast send (a
 * dual ascent on the budget's constraint, as in online ad pacing). The forecast is yesterday's
 * request rate of the same hour, or the mean while there is none.
 */
export class BudgetPacing {
  #shadowPrice = 0;
  #requests = 0;
  #requestsSince = 0;
  #usedUpAtStep = 0;
  #steppedAtSec = Number.NaN;
  #startedAtSec = Number.NaN;
  #spendPerSend: number | null = null;
  readonly #byHour = new Float64Array(dayHours);
  readonly #secondsByHour = new Float64Array(dayHours);
  #seenAtSec = 0;

  constructor(readonly parameters: PacingParameters) {}

  /** μ ≥ 0; 0 while the budget does not bind. */
  get shadowPrice(): number {
    return this.#shadowPrice;
  }

  /** One genuine send was asked for. O(1). */
  requested(atSec: number): void {
    this.#watch(atSec);
    this.#requests += 1;
    this.#requestsSince += 1;
    this.#byHour[hourOf(atSec)]! += 1;
  }

  /** Lets time pass; every two minutes the shadow price moves. O(hours left) when it moves. */
  advance(facts: PacingFacts, atSec: number): void {
    this.#watch(atSec);
    if (Number.isNaN(this.#steppedAtSec)) {
      this.#steppedAtSec = atSec;
      this.#usedUpAtStep = facts.usedUp;
    }
    if (atSec - this.#steppedAtSec < this.parameters.everySec || this.#requestsSince === 0) {
      return;
    }
    const perSend = Math.max(0, facts.usedUp - this.#usedUpAtStep) / this.#requestsSince;
    // About 300 sends of memory: enough to smooth single dear sends.
    const share = Math.min(1, this.#requestsSince / 300);
    this.#spendPerSend =
      this.#spendPerSend === null
        ? perSend
        : this.#spendPerSend + share * (perSend - this.#spendPerSend);
    const remaining = Math.max(1, this.forecast(atSec, facts.periodEndSec));
    const target = Math.max(1e-9, (facts.limit - facts.usedUp) / remaining);
    const error = Math.max(-1, Math.min(1, (this.#spendPerSend - target) / target));
    const { gain, offset, shadowPriceMax } = this.parameters;
    const moved = (this.#shadowPrice + offset) * Math.exp(gain * error) - offset;
    this.#shadowPrice = Math.max(0, Math.min(shadowPriceMax, moved));
    this.#steppedAtSec = atSec;
    this.#usedUpAtStep = facts.usedUp;
    this.#requestsSince = 0;
  }

  /** Sends to be expected from now until `endSec`. O(hours between). */
  forecast(atSec: number, endSec: number): number {
    const seen = Math.max(1, atSec - this.#startedAtSec);
    const mean = this.#requests / seen;
    let sends = 0;
    for (let from = atSec; from < endSec; ) {
      const to = Math.min(endSec, (Math.floor(from / hourSec) + 1) * hourSec);
      sends += this.#rateOfHour(hourOf(from), mean) * (to - from);
      from = to;
    }
    return sends;
  }

  #rateOfHour(hour: number, mean: number): number {
    const seconds = this.#secondsByHour[hour] ?? 0;
    const leaning = profileWeight * hourSec;
    return ((this.#byHour[hour] ?? 0) + mean * leaning) / (seconds + leaning);
  }

  #watch(atSec: number): void {
    if (Number.isNaN(this.#startedAtSec)) {
      this.#startedAtSec = atSec;
      this.#seenAtSec = atSec;
    }
    for (let from = this.#seenAtSec; from < atSec; ) {
      const to = Math.min(atSec, (Math.floor(from / hourSec) + 1) * hourSec);
      this.#secondsByHour[hourOf(from)]! += to - from;
      from = to;
    }
    this.#seenAtSec = Math.max(this.#seenAtSec, atSec);
  }
}

function hourOf(atSec: number): number {
  return Math.floor(atSec / hourSec) % dayHours;
}
