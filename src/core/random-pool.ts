/**
 * Hands out random bytes of a block that was drawn at once: twelve cost as much to draw as
 * thousands. No byte is handed out twice.
 */
export class RandomPool {
  readonly #draw: (count: number) => Buffer;
  readonly #blockBytes: number;
  #left: Buffer = Buffer.alloc(0);

  /**
   * @param draw  a cryptographic source, such as `randomBytes` of node:crypto
   * @param blockBytes  how many bytes are drawn at once
   */
  constructor(draw: (count: number) => Buffer, blockBytes = 8_192) {
    this.#draw = draw;
    this.#blockBytes = blockBytes;
  }

  /** So many bytes; the caller's to keep and to change. */
  take(count: number): Buffer {
    if (this.#left.length < count) {
      this.#left = this.#draw(Math.max(count, this.#blockBytes));
    }
    const taken = this.#left.subarray(0, count);
    this.#left = this.#left.subarray(count);
    return taken;
  }
}
