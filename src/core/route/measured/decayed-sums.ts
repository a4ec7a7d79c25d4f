/**
 * Sums that lose half their weight every half-life, kept in forward-decay form (G. Cormode et al.,
 * 2009): an amount that comes at t is added as amount × 2^((t − ref) / half-life), so that nothing
 * is
 * touched while time passes, and sums of several processes merge by plain addition.
 */

/** What was added to some slots: numbers, in forward-decay form relative to `refSec`. */
export interface SumsDelta {
  readonly refSec: number;
  /** By slot; `width` numbers each. */
  readonly amounts: ReadonlyMap<number, Float64Array>;
}

/** Beyond this many half-lives the reference moves, so that no weight overflows. */
const halfLivesMax = 64;

/** Rows of `width` decayed sums. 8 bytes per sum. */
export class DecayedSums {
  #values = new Float64Array(0);
  #refSec = 0;
  #atSec = Number.NaN;
  /** 2^((at − ref) / half-life) and its inverse; worked out when first needed at a moment. */
  #scale = 1;
  #inverse = 1;
  #isScaled = false;
  #pending: Map<number, Float64Array> | null;

  /** @param tracks true = what is added is kept for `takeDelta`, too */
  constructor(
    readonly width: number,
    readonly halfLifeSec: number,
    tracks = false,
  ) {
    this.#pending = tracks ? new Map() : null;
  }

  /** Slots that have room. */
  get slots(): number {
    return this.#values.length / this.width;
  }

  /** Sets the moment that amounts are added and read at. */
  advance(atSec: number): void {
    if (atSec === this.#atSec) {
      return;
    }
    if (Number.isNaN(this.#atSec)) {
      this.#refSec = atSec;
    }
    this.#atSec = atSec;
    if (Math.abs(atSec - this.#refSec) > halfLivesMax * this.halfLifeSec) {
      this.#rebase(atSec);
    }
    this.#isScaled = false;
  }

  /** Adds an amount that is worth `amount` now. */
  add(slot: number, column: number, amount: number): void {
    if (!this.#isScaled) {
      this.#rescale();
    }
    this.#addForward(slot, column, amount * this.#scale);
  }

  /** The sum as of now; 0 for a slot that nothing was added to. */
  at(slot: number, column: number): number {
    if (!this.#isScaled) {
      this.#rescale();
    }
    const place = slot * this.width + column;
    return place >= 0 && place < this.#values.length ? this.#values[place]! * this.#inverse : 0;
  }

  /** Multiplies a sum; in a delta this is an addition like any other. */
  multiply(slot: number, column: number, factor: number): void {
    const value = this.#values[slot * this.width + column] ?? 0;
    this.#addForward(slot, column, value * (factor - 1));
  }

  /** What was added since the last call. O(slots that changed). */
  takeDelta(): SumsDelta {
    const amounts = this.#pending ?? new Map<number, Float64Array>();
    this.#pending = new Map();
    return { refSec: this.#refSec, amounts };
  }

  /** Everything that is held, as one delta. O(slots). */
  dump(): SumsDelta {
    const amounts = new Map<number, Float64Array>();
    for (let slot = 0; slot < this.slots; slot += 1) {
      const row = this.#values.slice(slot * this.width, (slot + 1) * this.width);
      if (row.some((value) => value !== 0)) {
        amounts.set(slot, row);
      }
    }
    return { refSec: this.#refSec, amounts };
  }

  /** Puts these rows in the place of what their slots hold; not told on by `takeDelta`. */
  replace(rows: SumsDelta): void {
    for (const slot of rows.amounts.keys()) {
      this.#reserve(slot);
      this.#values.fill(0, slot * this.width, (slot + 1) * this.width);
    }
    this.merge(rows);
  }

  /** Adds what another process added; it is not told on by `takeDelta`. */
  merge({ refSec, amounts }: SumsDelta): void {
    if (Number.isNaN(this.#atSec)) {
      this.advance(refSec);
    }
    const factor = 2 ** ((refSec - this.#refSec) / this.halfLifeSec);
    for (const [slot, row] of amounts) {
      this.#reserve(slot);
      for (let column = 0; column < this.width; column += 1) {
        this.#values[slot * this.width + column]! += (row[column] ?? 0) * factor;
      }
    }
  }

  #addForward(slot: number, column: number, amount: number): void {
    this.#reserve(slot);
    this.#values[slot * this.width + column]! += amount;
    if (this.#pending !== null) {
      let row = this.#pending.get(slot);
      if (row === undefined) {
        row = new Float64Array(this.width);
        this.#pending.set(slot, row);
      }
      row[column]! += amount;
    }
  }

  #reserve(slot: number): void {
    if ((slot + 1) * this.width <= this.#values.length) {
      return;
    }
    const slots = Math.max(slot + 1, Math.ceil(this.slots * 1.5), 8);
    const values = new Float64Array(slots * this.width);
    values.set(this.#values);
    this.#values = values;
  }

  #rescale(): void {
    this.#scale = Number.isNaN(this.#atSec)
      ? 1
      : 2 ** ((this.#atSec - this.#refSec) / this.halfLifeSec);
    this.#inverse = 1 / this.#scale;
    this.#isScaled = true;
  }

  #rebase(refSec: number): void {
    const factor = 2 ** ((this.#refSec - refSec) / this.halfLifeSec);
    for (let index = 0; index < this.#values.length; index += 1) {
      this.#values[index]! *= factor;
    }
    for (const row of this.#pending?.values() ?? []) {
      row.forEach((value, column) => {
        row[column] = value * factor;
      });
    }
    this.#refSec = refSec;
  }
}
