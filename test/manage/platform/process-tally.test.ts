import { expect, test } from "vitest";
import { quantile } from "../../../src/core/stats/histogram.js";
import { ProcessTally } from "../../../src/manage/platform/process-tally.js";

const at = (sec: number) => new Date(Date.UTC(2026, 0, 1) + sec * 1_000);

function send(tally: ProcessTally, count: number): void {
  for (let one = 0; one < count; one += 1) {
    tally.sendStored();
  }
}

test("tells sends per second over the last ten seconds", () => {
  const tally = new ProcessTally(at(0));
  send(tally, 40);
  expect(tally.turn(at(2)).sendsPerSecond).toBe(20);

  send(tally, 10);
  expect(tally.turn(at(4)).sendsPerSecond).toBe(12.5);

  tally.turn(at(8));
  // The first two seconds are over ten seconds ago.
  expect(tally.turn(at(13)).sendsPerSecond).toBeCloseTo(10 / 11);
  expect(tally.turn(at(30)).sendsPerSecond).toBe(0);
});

test("keeps a minute of what was late, and forgets it then", () => {
  const tally = new ProcessTally(at(0));
  tally.timerLate(5);
  tally.timerLate(40);
  tally.timerLate(-3);
  expect(quantile(tally.turn(at(1)).lateness, 1)).toBe(40);

  tally.timerLate(7);
  expect(tally.turn(at(31)).lateness.counts).toEqual([1, 1, 1, 1]);
  expect(quantile(tally.turn(at(70)).lateness, 1)).toBe(7);
  expect(quantile(tally.turn(at(200)).lateness, 1)).toBeNull();
});

test("a turn that takes no time tells no rate", () => {
  const tally = new ProcessTally(at(0));
  send(tally, 3);
  expect(tally.turn(at(0)).sendsPerSecond).toBe(0);
});
