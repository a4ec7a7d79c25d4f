import { expect, it } from "vitest";
import type { Budget } from "../../src/core/ledger/budget.js";
import type { StoredDecision } from "../../src/core/route/decision.js";
import type { PlanRules } from "../../src/flow/rules.js";
import { coin } from "../../src/market/coin.js";
import { planSpec, planStep } from "../core/failover/engine-fixture.js";
import {
  accountOf,
  becomes,
  memoryPorts,
  memoryStart,
  memoryView,
  memoryWork,
  moveOn,
} from "../support/memory-sends.js";
import { teachBoard } from "../support/teach-board.js";

const priceMicros = 20_000n;
const hours = 6;
const sendsPerHour = 240;
const sends = hours * sendsPerHour;
const spec = planSpec([planStep({ strategy: "SMART", waitSec: 30 })], { maxAttempts: 1 });
/** Half of the people are on a network that the only vendor reaches badly. */
const networks = [
  { mnc: "01", arrives: 0.6 },
  { mnc: "10", arrives: 0.95 },
];
/** Room for less than half of what is asked for. */
const limitMicros = (BigInt(sends) * priceMicros * 9n) / 20n;
const budget: Budget = {
  id: "budget",
  scope: "TENANT",
  planId: null,
  country: null,
  period: "DAY",
  limitMicros,
  onExhausted: "BLOCK",
  alertAt: [],
};

interface Day {
  /** Messages bought, by hour. */
  readonly bought: readonly number[];
  readonly arrived: number;
  readonly spentMicros: bigint;
  /** The highest shadow price that a decision told. */
  readonly dearest: number;
}

/** A day with a budget that binds, with its pace kept or not. */
function dayOf(isPaced: boolean): Day {
  const vendors = [
    { slug: "a", micros: priceMicros },
    { slug: "b", micros: priceMicros },
  ];
  const plan: Partial<PlanRules> = { revision: { spec } as PlanRules["revision"] };
  const view = memoryView(vendors, {
    budgets: [budget],
    plans: [plan as PlanRules],
    valuePerVerifiedMicros: 60_000n,
  });
  // One network after the other.
  for (const [place, { mnc, arrives }] of networks.entries()) {
    const taughtAt = new Date(memoryStart.getTime() - (1 - place) * 2 * 3_600_000);
    const routes = vendors.map(({ slug }) => ({
      accountId: accountOf(slug),
      channel: "SMS" as const,
      arrives,
    }));
    teachBoard(view.measured, { country: "ID", network: `510${mnc}` }, routes, 400, taughtAt);
  }
  let index = 0;
  const ports = memoryPorts(() => coin(index, 1));
  const endsAt = new Date(memoryStart.getTime() + hours * 3_600_000);
  const bought = Array.from({ length: hours }, () => 0);
  let [arrived, spentMicros, dearest] = [0, 0n, 0];
  for (; index < sends; index += 1) {
    const now = new Date(memoryStart.getTime() + (index * 3_600_000) / sendsPerHour);
    if (isPaced) {
      ports.desk.pacing.seen(
        { budget, usedMicros: spentMicros, endsAt },
        Math.floor(now.getTime() / 1000),
      );
    }
    const network = networks[coin(index, 2) < 0.5 ? 0 : 1];
    const work = memoryWork(spec, view, now);
    Object.assign(work.send, { mnc: network?.mnc, id: `send ${index}` });
    moveOn(work, ports, now, spentMicros + priceMicros <= limitMicros);
    const [attempt] = work.attempts;
    if (attempt !== undefined) {
      becomes(work, attempt, "DELIVERED", now);
      spentMicros += priceMicros;
      arrived += network?.arrives ?? 0;
      const decision = work.newAttempts[0]?.decision as StoredDecision | undefined;
      dearest = Math.max(dearest, decision?.m ?? 0);
      const hour = Math.floor(index / sendsPerHour);
      bought[hour] = (bought[hour] ?? 0) + 1;
    }
  }
  return { bought, arrived, spentMicros, dearest };
}

it("a budget that binds buys evenly until its day ends, where a message is worth most", () => {
  const paced = dayOf(true);
  const unpaced = dayOf(false);

  expect(unpaced.bought.slice(-3)).toEqual([0, 0, 0]);
  const evenly = Number(limitMicros / priceMicros) / hours;
  for (const messages of paced.bought) {
    expect(messages / evenly).toBeGreaterThan(0.55);
    expect(messages / evenly).toBeLessThan(1.55);
  }
  expect(paced.spentMicros).toBeLessThanOrEqual(limitMicros);
  expect(Number(paced.spentMicros)).toBeGreaterThan(0.98 * Number(limitMicros));
  // Nobody on the network that is reached badly is sent anything while the other has people.
  expect(paced.arrived).toBeGreaterThan(0.97 * 0.95 * evenly * hours);
  expect(paced.arrived).toBeGreaterThan(1.15 * unpaced.arrived);
  expect(paced.dearest).toBeGreaterThan(0.3);
  expect(unpaced.dearest).toBe(0);
});
