/** Something that is to happen at a moment of virtual time. */
interface Entry {
  readonly atMs: number;
  /** Of two at the same moment the one that was entered first comes first. */
  readonly place: number;
  readonly run: () => void | Promise<void>;
}

/**
 * Virtual time: what is entered runs in the order of its moments, one after the other, and time
 * jumps from each to the next. O(log entries) per entry.
 */
export class Agenda {
  readonly #heap: Entry[] = [];
  #entered = 0;

  /** @param nowMs where time begins, ms since 1970; afterwards the moment of what runs. */
  constructor(public nowMs: number) {}

  /** Enters something; a moment that has passed counts as now. Time moves by whole milliseconds. */
  at(atMs: number, run: Entry["run"]): void {
    this.#entered += 1;
    this.#push({ atMs: Math.max(Math.round(atMs), this.nowMs), place: this.#entered, run });
  }

  /** Runs everything up to `endMs`, that moment included; what comes later never runs. */
  async run(endMs: number): Promise<void> {
    for (let next = this.#heap[0]; next !== undefined && next.atMs <= endMs; next = this.#heap[0]) {
      this.#pop();
      this.nowMs = next.atMs;
      await next.run();
    }
    this.nowMs = endMs;
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (isBefore(heap[parent], entry)) {
        break;
      }
      heap[index] = heap[parent] as Entry;
      index = parent;
    }
    heap[index] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) {
      return;
    }
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child] as Entry)) {
        child += 1;
      }
      if (child >= heap.length || isBefore(last, heap[child] as Entry)) {
        break;
      }
      heap[index] = heap[child] as Entry;
      index = child;
    }
    heap[index] = last;
  }
}

function isBefore(one: Entry | undefined, other: Entry): boolean {
  return (
    one !== undefined &&
    (one.atMs < other.atMs || (one.atMs === other.atMs && one.place < other.place))
  );
}
