/**
 * Virtual time for millions of small events: a binary heap in flat arrays, without a closure or an
 * object per event. Of two events at the same moment the one that was entered first comes first.
 */
export class Timeline {
  /** The moment of the event that was taken last, seconds; never goes back. */
  nowSec = 0;
  /** What was taken last: the three numbers that it was entered with. */
  kind = 0;
  slot = 0;
  detail = 0;

  #size = 0;
  #entered = 0;
  #at = new Float64Array(1024);
  #place = new Float64Array(1024);
  #kind = new Uint8Array(1024);
  #slot = new Int32Array(1024);
  #detail = new Int32Array(1024);

  /** How many events are to come. */
  get size(): number {
    return this.#size;
  }

  /** Enters an event; a moment that has passed counts as now. O(log size). */
  enter(atSec: number, kind: number, slot: number, detail: number): void {
    if (this.#size === this.#at.length) {
      this.#grow();
    }
    const at = Math.max(atSec, this.nowSec);
    let index = this.#size;
    this.#size += 1;
    this.#entered += 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      // The new one has the last place, so that an equal moment leaves it below.
      if ((this.#at[parent] as number) <= at) {
        break;
      }
      this.#copy(parent, index);
      index = parent;
    }
    this.#at[index] = at;
    this.#place[index] = this.#entered;
    this.#kind[index] = kind;
    this.#slot[index] = slot;
    this.#detail[index] = detail;
  }

  /** Takes the next event and moves time to it; false when none is left. O(log size). */
  take(): boolean {
    if (this.#size === 0) {
      return false;
    }
    this.nowSec = this.#at[0] as number;
    this.kind = this.#kind[0] as number;
    this.slot = this.#slot[0] as number;
    this.detail = this.#detail[0] as number;
    this.#size -= 1;
    if (this.#size > 0) {
      this.#sink(this.#size);
    }
    return true;
  }

  /** Puts the entry at `last`, which is behind the end by now, where it belongs below the top. */
  #sink(last: number): void {
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child + 1 < this.#size && this.#isBefore(child + 1, child)) {
        child += 1;
      }
      if (child >= this.#size || this.#isBefore(last, child)) {
        break;
      }
      this.#copy(child, index);
      index = child;
    }
    this.#copy(last, index);
  }

  #isBefore(one: number, other: number): boolean {
    const first = this.#at[one] as number;
    const second = this.#at[other] as number;
    return (
      first < second ||
      (first === second && (this.#place[one] as number) < (this.#place[other] as number))
    );
  }

  #copy(from: number, to: number): void {
    this.#at[to] = this.#at[from] as number;
    this.#place[to] = this.#place[from] as number;
    this.#kind[to] = this.#kind[from] as number;
    this.#slot[to] = this.#slot[from] as number;
    this.#detail[to] = this.#detail[from] as number;
  }

  #grow(): void {
    const length = 2 * this.#at.length;
    const wider = <T extends { set(from: T): void }>(array: T, empty: T): T => {
      empty.set(array);
      return empty;
    };
    this.#at = wider(this.#at, new Float64Array(length));
    this.#place = wider(this.#place, new Float64Array(length));
    this.#kind = wider(this.#kind, new Uint8Array(length));
    this.#slot = wider(this.#slot, new Int32Array(length));
    this.#detail = wider(this.#detail, new Int32Array(length));
  }
}
