import { describe, expect, it } from "vitest";
import { evenDraw } from "../../../../src/core/plan/estimate/even-draws.js";

const evenDimensions = Array.from({ length: 25 }, (_, dimension) => dimension);

describe("draws of virtual sends", () => {
  it("fill every dimension evenly in each block of 2ᵏ sends, wherever the block begins", () => {
    for (const dimension of evenDimensions) {
      for (const from of [0, 64, 4096 - 64]) {
        const filled = new Set<number>();
        for (let index = from; index < from + 64; index += 1) {
          filled.add(Math.floor(64 * evenDraw(index, dimension)));
        }
        expect(filled.size).toBe(64);
      }
    }
  });

  it("fill pairs of dimensions far more evenly than chance", () => {
    const count = 4096;
    const expected = count / 64;
    for (const dimension of evenDimensions.slice(1)) {
      const cells = new Float64Array(64);
      for (let index = 0; index < count; index += 1) {
        const row = Math.floor(8 * evenDraw(index, dimension - 1));
        const place = 8 * row + Math.floor(8 * evenDraw(index, dimension));
        cells[place] = (cells[place] ?? 0) + 1;
      }
      const squares = cells.reduce((sum, one) => sum + (one - expected) ** 2 / expected, 0);

      // Chance alone comes to 63.
      expect(squares).toBeLessThan(10);
    }
  });

  it("are the same for the same send, and differ behind the even dimensions, too", () => {
    expect(evenDraw(7, 3)).toBe(evenDraw(7, 3));
    const behind = Array.from({ length: 100 }, (_, index) => evenDraw(index, 40));
    expect(new Set(behind).size).toBe(100);
    expect(behind.every((draw) => draw >= 0 && draw < 1)).toBe(true);
  });
});
