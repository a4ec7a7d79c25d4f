const slotsAtFirst = 4_096;

/**
 * A set of phone numbers that takes 16 to 32 bytes each: an E.164 number has at most 15 digits,
 * which a double holds exactly. Open addressing; half of the slots are free.
 */
export class DistinctNumbers {
  #slots = new Float64Array(slotsAtFirst);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** True when the number was not there yet. `e164` with its plus. */
  add(e164: string): boolean {
    const isNew = this.#put(this.#slots, Number(e164.slice(1)));
    if (isNew) {
      this.#size += 1;
      if (this.#size * 2 > this.#slots.length) {
        this.#grow();
      }
    }
    return isNew;
  }

  #put(slots: Float64Array, number: number): boolean {
    const mask = slots.length - 1;
    let at = scattered(number) & mask;
    for (let held = slots[at]; held !== 0; held = slots[at]) {
      if (held === number) {
        return false;
      }
      at = (at + 1) & mask;
    }
    slots[at] = number;
    return true;
  }

  #grow(): void {
    const slots = new Float64Array(this.#slots.length * 2);
    for (const number of this.#slots) {
      if (number !== 0) {
        this.#put(slots, number);
      }
    }
    this.#slots = slots;
  }
}

/** 32 bits that differ in half of their places for numbers that follow each other (MurmurHash3). */
function scattered(number: number): number {
  const high = Math.floor(number / 2 ** 32);
  let hash = (number | 0) ^ Math.imul(high, 0x9e37_79b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return hash ^ (hash >>> 16);
}
