import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pieceBytes, PieceWriter } from "../../../src/manage/exports/piece-writer.js";
import { deferred } from "../../support/deferred.js";

describe("a piece writer", () => {
  it("stores all bytes, in pieces of one length but for the last, in order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 900_000 }), { maxLength: 6 }),
        async (lengths) => {
          const stored: { number: number; start: number; bytes: Buffer }[] = [];
          const writer = new PieceWriter(async ({ number, start, bytes }) => {
            await Promise.resolve();
            stored.push({ number, start, bytes: Buffer.from(bytes) });
          });
          const chunks = lengths.map((length, index) => Buffer.alloc(length, index + 1));
          for (const chunk of chunks) {
            await writer.write(chunk);
          }
          await writer.end();

          stored.sort((left, right) => left.number - right.number);
          const all = Buffer.concat(chunks);
          expect(Buffer.concat(stored.map(({ bytes }) => bytes)).equals(all)).toBe(true);
          expect(stored.map(({ start }) => start)).toEqual(stored.map((_, at) => at * pieceBytes));
          expect(stored.slice(0, -1).every(({ bytes }) => bytes.length === pieceBytes)).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("waits while two pieces are being stored and a third one is full", async () => {
    const gates = [deferred(), deferred(), deferred()];
    let begun = 0;
    const writer = new PieceWriter(() => {
      begun += 1;
      return gates[begun - 1]?.promise ?? Promise.resolve();
    });
    const piece = Buffer.alloc(pieceBytes);
    await writer.write(piece);
    await writer.write(piece);
    let isWritten = false;
    const third = writer.write(piece).then(() => {
      isWritten = true;
    });
    await Promise.resolve();

    expect([begun, isWritten]).toEqual([3, false]);
    gates.forEach((gate) => gate.resolve());
    await third;
    await writer.end();
    expect(begun).toBe(3);
  });

  it("throws what storing a piece threw", async () => {
    const writer = new PieceWriter(() => Promise.reject(new Error("full")));
    await writer.write(Buffer.alloc(10));

    await expect(writer.end()).rejects.toThrow("full");
  });
});
