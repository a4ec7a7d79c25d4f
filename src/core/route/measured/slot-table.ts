/**
 * Numbers the pairs (row, column) that are used, so that what is kept of them lies in flat arrays
 * without holes. 4 bytes per column of every used row, and 8 per pair.
 */
export class SlotTable {
  readonly #slotsByRow: Int32Array[] = [];
  #rows = new Int32Array(64);
  #columns = new Int32Array(64);
  #count = 0;

  /** Pairs that have a slot. */
  get count(): number {
    return this.#count;
  }

  /** The pair's slot, or -1. O(1). */
  find(row: number, column: number): number {
    const slots = this.#slotsByRow[row];
    return slots === undefined ? -1 : (slots[column] ?? 0) - 1;
  }

  /** The pair's slot; a new pair gets the next one. O(1), amortised. */
  of(row: number, column: number): number {
    const found = this.find(row, column);
    return found === -1 ? this.#open(row, column) : found;
  }

  rowOf(slot: number): number {
    return this.#rows[slot] ?? 0;
  }

  columnOf(slot: number): number {
    return this.#columns[slot] ?? 0;
  }

  #open(row: number, column: number): number {
    while (this.#slotsByRow.length <= row) {
      this.#slotsByRow.push(new Int32Array(0));
    }
    let slots = this.#slotsByRow[row] ?? new Int32Array(0);
    if (column >= slots.length) {
      slots = grown(slots, column + 1);
      this.#slotsByRow[row] = slots;
    }
    const slot = this.#count;
    this.#count += 1;
    if (slot >= this.#rows.length) {
      this.#rows = grown(this.#rows, slot + 1);
      this.#columns = grown(this.#columns, slot + 1);
    }
    slots[column] = slot + 1;
    this.#rows[slot] = row;
    this.#columns[slot] = column;
    return slot;
  }
}

/** A copy with room for `length` at least, growing by half. */
function grown(from: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(Math.max(length, Math.ceil(from.length * 1.5), 8));
  to.set(from);
  return to;
}
