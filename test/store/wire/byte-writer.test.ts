import { describe, expect, it } from "vitest";
import { ByteWriter } from "../../../src/store/wire/byte-writer.js";

const firstSize = 65_536;
const writes: Readonly<Record<string, (bytes: ByteWriter) => void>> = {
  byte: (bytes) => bytes.byte(7),
  int16: (bytes) => bytes.int16(-2),
  int32: (bytes) => bytes.int32(-3),
  int64: (bytes) => bytes.int64(-4n),
  safeInt64: (bytes) => bytes.safeInt64(-5_000_000_000),
  uuid: (bytes) => bytes.uuid("0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b"),
  "a short text": (bytes) => bytes.text("Jakarta"),
  "a text": (bytes) => bytes.text("Selamat datang, ini kode Anda: ✓"),
  bytes: (bytes) => bytes.bytes(Buffer.from("0123456789")),
  "a sized value": (bytes) => {
    const start = bytes.beginSized();
    bytes.byte(1);
    bytes.endSized(start);
  },
};

describe("bytes that grow", () => {
  it.each(Object.entries(writes))("take %s wherever their room ends", (_, write) => {
    const alone = new ByteWriter();
    write(alone);
    const expected = alone.take();
    for (let before = firstSize - 100; before <= firstSize; before += 1) {
      const bytes = new ByteWriter();
      bytes.bytes(Buffer.alloc(before, 9));
      write(bytes);
      const taken = bytes.take();

      expect(taken.subarray(before)).toEqual(expected);
      expect(taken[before - 1]).toBe(9);
    }
  });
});
