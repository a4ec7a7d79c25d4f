import { randomBytes } from "node:crypto";

const randomLength = 8;
const poolSize = 8_192;

/**
 * Makes ids of a moment in the past: UUID version 7 (RFC 9562) of that millisecond, those of one
 * millisecond in the order in which they are made.
 */
export class VirtualIds {
  #lastMs = 0;
  #count = 0;
  #pool = randomBytes(poolSize);
  #used = 0;

  /** An id that nobody has, made at `at`. */
  next(at: Date): string {
    const ms = at.getTime();
    this.#count = ms === this.#lastMs ? (this.#count + 1) % 4_096 : 0;
    this.#lastMs = ms;
    const time = ms.toString(16).padStart(12, "0");
    const count = this.#count.toString(16).padStart(3, "0");
    const tail = this.#random();
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  }

  /** 16 hex digits whose first two bits are the variant's. */
  #random(): string {
    if (this.#used + randomLength > poolSize) {
      this.#pool = randomBytes(poolSize);
      this.#used = 0;
    }
    const bytes = this.#pool.subarray(this.#used, this.#used + randomLength);
    this.#used += randomLength;
    bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x80;
    return bytes.toString("hex");
  }
}
