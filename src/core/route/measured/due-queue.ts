/** Something that falls due. */
export interface Due<T> {
  readonly atSec: number;
  readonly item: T;
}

/** A queue by time (binary heap, J. Williams, 1964). O(log n) per entry. */
export class DueQueue<T> {
  readonly #heap: Due<T>[] = [];

  get size(): number {
    return this.#heap.length;
  }

  /** All entries, in the order that the queue keeps them in. */
  entries(): readonly Due<T>[] {
    return this.#heap;
  }

  /** Takes the place of all entries by those of another queue. */
  restore(entries: readonly Due<T>[]): void {
    this.#heap.length = 0;
    for (const entry of entries) {
      this.#heap.push(entry);
    }
  }

  push(atSec: number, item: T): void {
    const heap = this.#heap;
    const entry = { atSec, item };
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent] as Due<T>;
      if (above.atSec <= atSec) {
        break;
      }
      heap[index] = above;
      index = parent;
    }
    heap[index] = entry;
  }

  /** Takes the earliest entry that is due by `atSec`; undefined when none is. */
  take(atSec: number): Due<T> | undefined {
    const heap = this.#heap;
    const first = heap[0];
    if (first === undefined || first.atSec > atSec) {
      return undefined;
    }
    const last = heap.pop() as Due<T>;
    if (heap.length > 0) {
      this.#sink(last);
    }
    return first;
  }

  #sink(entry: Due<T>): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const right = heap[child + 1];
      if (right !== undefined && right.atSec < (heap[child] as Due<T>).atSec) {
        child += 1;
      }
      const below = heap[child];
      if (below === undefined || entry.atSec <= below.atSec) {
        break;
      }
      heap[index] = below;
      index = child;
    }
    heap[index] = entry;
  }
}
