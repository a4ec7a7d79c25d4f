import { describe, expect, it } from "vitest";
import { RandomPool } from "../../src/core/random-pool.js";

/** Counts up, so that every byte of the first 256 is another one. */
function counting() {
  const draws: number[] = [];
  let next = 0;
  const draw = (count: number): Buffer => {
    draws.push(count);
    return Buffer.from(Array.from({ length: count }, () => next++));
  };
  return { draws, draw };
}

describe("a pool of random bytes", () => {
  it("draws many at once and hands none out twice", () => {
    const { draws, draw } = counting();
    const pool = new RandomPool(draw, 8);

    const taken = [pool.take(3), pool.take(3), pool.take(3), pool.take(5)];

    expect(taken.map((bytes) => [...bytes])).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [8, 9, 10],
      [11, 12, 13, 14, 15],
    ]);
    expect(draws).toEqual([8, 8]);
  });

  it("draws what is asked for where that is more than a block", () => {
    const { draws, draw } = counting();

    expect(new RandomPool(draw, 4).take(9)).toHaveLength(9);
    expect(draws).toEqual([9]);
  });

  it("hands out bytes that their owner may change", () => {
    const pool = new RandomPool(counting().draw, 8);
    pool.take(4).fill(255);

    expect([...pool.take(4)]).toEqual([4, 5, 6, 7]);
  });
});
