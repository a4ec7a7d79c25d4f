import type { ExportPiece } from "./ports.js";

/** Bytes of one piece; few enough to hold, enough to compress well. */
export const pieceBytes = 1024 * 1024;
const underWayMax = 2;

/**
 * Cuts a stream of bytes into pieces of 1 MiB. At most two are being stored while the next one
 * fills, in buffers that are used again and again: memory stays flat.
 */
export class PieceWriter {
  readonly #store: (piece: ExportPiece) => Promise<void>;
  readonly #free: Buffer[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #buffer: Buffer = Buffer.allocUnsafeSlow(pieceBytes);
  #filled = 0;
  #number = 0;
  #start = 0;
  #failure: { readonly error: unknown } | null = null;

  constructor(store: (piece: ExportPiece) => Promise<void>) {
    this.#store = store;
  }

  /** Throws what storing an earlier piece threw. */
  async write(chunk: Uint8Array): Promise<void> {
    for (let from = 0; from < chunk.length; ) {
      const taken = Math.min(chunk.length - from, pieceBytes - this.#filled);
      this.#buffer.set(chunk.subarray(from, from + taken), this.#filled);
      this.#filled += taken;
      from += taken;
      if (this.#filled === pieceBytes) {
        await this.#flush();
      }
    }
  }

  /** Stores what is left and waits for all. */
  async end(): Promise<void> {
    if (this.#filled > 0) {
      await this.#flush();
    }
    await this.settled();
    this.#check();
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #flush(): Promise<void> {
    const buffer = this.#buffer;
    const bytes = buffer.subarray(0, this.#filled);
    const storing = this.#store({ number: this.#number, start: this.#start, bytes })
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        this.#underWay.delete(storing);
        this.#free.push(buffer);
      });
    this.#underWay.add(storing);
    this.#number += 1;
    this.#start += this.#filled;
    this.#filled = 0;
    while (this.#underWay.size > underWayMax) {
      await Promise.race(this.#underWay);
    }
    this.#buffer = this.#free.pop() ?? Buffer.allocUnsafeSlow(pieceBytes);
    this.#check();
  }

  #check(): void {
    if (this.#failure !== null) {
      throw this.#failure.error;
    }
  }
}
