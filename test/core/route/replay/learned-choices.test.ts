import { expect, it } from "vitest";
import { type KnownSend, knownSend } from "../../../../src/core/route/replay/known-send.js";
import {
  type LearnedChoices,
  learnChoices,
} from "../../../../src/core/route/replay/learned-choices.js";
import { OfferBook } from "../../../../src/core/route/replay/offered-routes.js";
import { openMarket } from "../../../../src/market/market.js";
import { defaultPolicy, marketOffers, planOf, stepOf } from "../../plan/estimate/market-plan.js";
import { playLogged } from "./logged-run.js";
import { plainMarket, routesOf } from "./replay-markets.js";

const scenario = plainMarket(8);
// As the platform names routes and cells.
const sends = playLogged(scenario, 3, 0.1)
  .map((send) => ({
    ...send,
    cell: `${send.country} ${send.cell}`,
    attempts: send.attempts.map((attempt) => ({ ...attempt, route: `${attempt.route} SMS` })),
  }))
  .toSorted((one, other) => one.atMs - other.atMs)
  .map(knownSend);
const step = stepOf("SMS", ["a", "b", "c"], { strategy: "SMART", waitSec: null });
const plan = {
  offers: new OfferBook(planOf([step]), marketOffers(openMarket(scenario, 3))),
  policy: defaultPolicy,
  routes: routesOf(scenario),
};

function learn(some: typeof sends): { readonly choices: LearnedChoices; readonly pauses: number } {
  const pieces = learnChoices(some, plan);
  for (let pauses = 0; ; pauses += 1) {
    const { done, value } = pieces.next();
    if (done === true) {
      return { choices: value, pauses };
    }
  }
}

const { choices, pauses } = learn(sends);

it("pauses more often than at every twentieth send", () => {
  expect(pauses).toBeGreaterThan(sends.length / 20);
});

it("chooses by what the log had shown until that hour, and by nothing later", () => {
  const middle = sends[Math.floor(sends.length / 2)] as KnownSend;
  const until = sends.filter(({ hour }) => hour <= middle.hour);
  const early = learn(until).choices;

  for (const send of [sends[0], middle]) {
    const moment = send ?? middle;
    expect(choices.first(moment, 0).chances.length).toBe(3);
    expect(early.first(moment, 0)).toEqual(choices.first(moment, 0));
    expect(early.waitMs(moment, 0, "a SMS")).toBe(choices.waitMs(moment, 0, "a SMS"));
  }
});

it("weighs every route, and comes to wait by what receipts took", () => {
  const last = sends.at(-1) as KnownSend;
  const { chances, worths } = choices.first(last, 0);

  expect(chances.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1, 6);
  expect([...worths.keys()].toSorted()).toEqual(["a SMS", "b SMS", "c SMS"]);
  expect(choices.waitMs(last, 0, "a SMS")).not.toBe(20_000);
});
