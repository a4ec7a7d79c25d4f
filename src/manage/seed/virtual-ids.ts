import { randomBytes } from "node:crypto";
import { RandomPool } from "../../core/random-pool.js";

const randomLength = 8;

/**
 * Makes ids of a moment in the past: UUID version 7 (RFC 9562) of that millisecond, those of one
 * millisecond in the order in which they are made.
 */
export class VirtualIds {
  #lastMs = 0;
  #count = 0;
  readonly #random = new RandomPool(randomBytes);

  /** An id that nobody has, made at `at`. */
  next(at: Date): string {
    const ms = at.getTime();
    this.#count = ms === this.#lastMs ? (this.#count + 1) % 4_096 : 0;
    this.#lastMs = ms;
    const time = ms.toString(16).padStart(12, "0");
    const count = this.#count.toString(16).padStart(3, "0");
    const tail = this.#tail();
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  }

  /** 16 hex digits whose first two bits are the variant's. */
  #tail(): string {
    const bytes = this.#random.take(randomLength);
    bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x80;
    return bytes.toString("hex");
  }
}
