import { expect, it } from "vitest";
import { replayInPieces } from "../../../../src/core/route/replay/replay-plan.js";
import { playFixed, playLogged } from "./logged-run.js";
import {
  candidateOf,
  errorsOf,
  fixedPlans,
  mixedMarket,
  plainMarket,
  routesOf,
  truthOf,
} from "./replay-markets.js";

/** `SANDI_REPLAY_COVERAGE=12` measures 120 replays and prints the table of the README. */
// biome-ignore lint: a switch of this test alone
const logs = Number(process.env["SANDI_REPLAY_COVERAGE"] ?? 1);
const effort = { draws: 3_000, drawsAgain: 400, repetitions: 20, fitted: 2_000 };
const figures = ["delivery", "success", "cost", "p95"] as const;

/** Logs of half a day whose policy tries every other route in 1 of 100 sends. */
const found = [plainMarket, mixedMarket].flatMap((market) =>
  Array.from({ length: logs }, (_, index) => index + 1).flatMap((seed) => {
    const scenario = market(logs === 1 ? 4 : 9);
    const log = playLogged(scenario, seed, 0.01);
    return fixedPlans.map((plan) => {
      const pieces = replayInPieces(
        {
          log,
          fromMs: 0,
          // oxlint-disable-next-line require-yield
          *candidateOf() {
            return candidateOf(plan);
          },
          routes: routesOf(scenario),
          seed: 7,
        },
        effort,
      );
      let step = pieces.next();
      while (step.done !== true) {
        step = pieces.next();
      }
      return errorsOf(step.value.candidate, truthOf(playFixed(scenario, seed, plan)));
    });
  }),
);

it("gives intervals that hold the truth nine times in ten, by 1 try in 100", () => {
  const rows = figures.map((figure) => ({
    figure,
    error: mean(found.map((one) => one[figure])),
    worst: Math.max(...found.map((one) => one[figure])),
    held: mean(found.map(({ holds }) => (holds[figure] ? 1 : 0))),
    half: mean(found.map(({ half }) => half[figure])),
  }));
  if (logs > 1) {
    // biome-ignore lint: the table is what was asked for
    console.log(`${found.length} replays`, JSON.stringify(rows, rounded, 1));
  }

  for (const { held } of rows) {
    expect(held).toBeGreaterThanOrEqual(0.9);
  }
  const errors = Object.fromEntries(rows.map(({ figure, error }) => [figure, error]));
  expect(errors["delivery"]).toBeLessThan(0.02);
  expect(errors["success"]).toBeLessThan(0.02);
  expect(errors["cost"]).toBeLessThan(0.05);
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 1e4) / 1e4 : value;
}
