import { expect, it } from "vitest";
import { repeat, restAfter } from "../../src/jobs/repeat.js";
import { deferred } from "../support/deferred.js";
import { until } from "../support/until.js";

const pauses = { first: 0, afterFailure: 1 };

function unexpected(error: unknown): never {
  throw error;
}

it("takes one turn after another, never two at once", async () => {
  let under = 0;
  let most = 0;
  let turns = 0;
  const running = repeat(
    async () => {
      under += 1;
      most = Math.max(most, under);
      await Promise.resolve();
      under -= 1;
      turns += 1;
      return turns % 2;
    },
    pauses,
    unexpected,
  );
  await until("ten turns", () => turns >= 10);
  await running.stop();
  expect(most).toBe(1);
});

it("tells of a turn that failed, and goes on", async () => {
  const told: unknown[] = [];
  let turns = 0;
  const running = repeat(
    async () => {
      turns += 1;
      if (turns === 1) {
        throw new Error("once");
      }
      return 1;
    },
    pauses,
    (error) => told.push(error),
  );
  await until("a turn after it", () => turns >= 3);
  await running.stop();
  expect(told).toEqual([new Error("once")]);
});

it("stops after the turn that is under way, and does not sit a pause out", async () => {
  const ends = deferred<number>();
  let turns = 0;
  const running = repeat(
    () => {
      turns += 1;
      return ends.promise;
    },
    pauses,
    unexpected,
  );
  await until("a turn", () => turns === 1);
  let hasStopped = false;
  const stopped = running.stop().then(() => (hasStopped = true));
  await Promise.resolve();
  expect(hasStopped).toBe(false);
  ends.resolve(3_600_000);
  await stopped;
  expect(turns).toBe(1);

  const resting = repeat(async () => 3_600_000, { first: 3_600_000, afterFailure: 1 }, unexpected);
  await resting.stop();
});

it("rests in proportion to what a turn took, within bounds", () => {
  expect([10, 1_000, 100].map((tookMs) => restAfter(tookMs, 20, 1_500, 3_500))).toEqual([
    1_500, 3_500, 2_000,
  ]);
});
