const nibbles = new Uint8Array(256).fill(255);
for (let value = 0; value < 16; value += 1) {
  const digit = value.toString(16);
  nibbles[digit.charCodeAt(0)] = value;
  nibbles[digit.toUpperCase().charCodeAt(0)] = value;
}
const uuidPlaces = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
/** A call into the engine's own encoder costs more than a loop over so few characters. */
const loopMax = 24;

/** Writes values one behind another, big-endian, into bytes that grow and are used again. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafeSlow(65_536);
  #end = 0;

  /** Begins anew; what was taken before stays as it is. */
  clear(): void {
    this.#end = 0;
  }

  /** A copy of what was written. */
  take(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#end));
  }

  byte(value: number): void {
    const at = this.#room(1);
    this.#bytes[at] = value;
  }

  int16(value: number): void {
    const at = this.#room(2);
    this.#bytes.writeInt16BE(value, at);
  }

  /** Throws on what is no whole number of 32 bits. */
  int32(value: number): void {
    const at = this.#room(4);
    if (!Number.isInteger(value)) {
      throw new RangeError(`${value} is not an integer`);
    }
    this.#bytes.writeInt32BE(value, at);
  }

  int64(value: bigint): void {
    const at = this.#room(8);
    this.#bytes.writeBigInt64BE(value, at);
  }

  /** A whole number of at most 53 bits, without a detour through bigint. */
  safeInt64(value: number): void {
    const at = this.#room(8);
    const high = Math.floor(value / 0x1_0000_0000);
    this.#bytes.writeInt32BE(high, at);
    this.#bytes.writeUInt32BE(value - high * 0x1_0000_0000, at + 4);
  }

  /** Throws on anything but 36 characters of the standard form. Source: RFC 9562. */
  uuid(text: string): void {
    const at = this.#room(16);
    let wrong = text.length === 36 ? 0 : 255;
    for (let index = 0; index < 16; index += 1) {
      const place = uuidPlaces[index] as number;
      const high = nibbles[text.charCodeAt(place)] ?? 255;
      const low = nibbles[text.charCodeAt(place + 1)] ?? 255;
      wrong |= high | low;
      this.#bytes[at + index] = (high << 4) | low;
    }
    if (wrong > 15) {
      throw new TypeError("not a uuid");
    }
  }

  /** UTF-8. */
  text(value: string): void {
    const at = this.#room(3 * value.length);
    if (value.length <= loopMax) {
      let index = 0;
      while (index < value.length) {
        const code = value.charCodeAt(index);
        if (code > 127) {
          break;
        }
        this.#bytes[at + index] = code;
        index += 1;
      }
      if (index === value.length) {
        this.#end = at + index;
        return;
      }
    }
    this.#end = at + this.#bytes.write(value, at);
  }

  bytes(value: Uint8Array): void {
    const at = this.#room(value.length);
    this.#bytes.set(value, at);
  }

  /** Leaves room for the length in bytes of the value that follows; `endSized` fills it in. */
  beginSized(): number {
    return this.#room(4);
  }

  /** @param start what `beginSized` returned */
  endSized(start: number): void {
    this.#bytes.writeInt32BE(this.#end - start - 4, start);
  }

  /** Asked for before `#bytes` is: these may be others afterwards. */
  #room(length: number): number {
    const at = this.#end;
    const end = at + length;
    if (end > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(end, 2 * this.#bytes.length));
      larger.set(this.#bytes.subarray(0, at));
      this.#bytes = larger;
    }
    this.#end = end;
    return at;
  }
}
