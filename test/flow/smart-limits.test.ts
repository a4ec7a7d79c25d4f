import { describe, expect, it } from "vitest";
import type { Budget } from "../../src/core/ledger/budget.js";
import type { PlanSpec } from "../../src/core/plan/plan.js";
import { type DemandCurve, fixedDemand } from "../../src/core/route/measured/demand-curve.js";
import { readDecision } from "../../src/core/route/read-decision.js";
import type { StoredDecision } from "../../src/core/route/decision.js";
import { PacingBoard } from "../../src/flow/pacing-board.js";
import type { SendWork } from "../../src/flow/send-work.js";
import { planSpec, planStep } from "../core/failover/engine-fixture.js";
import {
  accountOf,
  becomes,
  memoryPorts,
  memoryStart,
  memoryTenant,
  memoryView,
  memoryWork,
  moveOn,
  nextMove,
} from "../support/memory-sends.js";
import { teachBoard } from "../support/teach-board.js";

const vendors = [
  { slug: "a", micros: 20_000n },
  { slug: "b", micros: 30_000n },
];
const smart = planSpec([planStep({ strategy: "SMART", waitSec: null })]);
const adaptive = planSpec([planStep({ waitSec: null })]);
const place = { country: "ID", network: "51010" };

function seconds(sec: number): Date {
  return new Date(memoryStart.getTime() + sec * 1000);
}

/** A view whose vendors are known to deliver by these shares. */
function known(arrives: readonly number[], rules: Parameters<typeof memoryView>[1] = {}) {
  const view = memoryView(vendors, rules);
  const routes = vendors.map(({ slug }, index) => ({
    accountId: accountOf(slug),
    channel: "SMS" as const,
    arrives: arrives[index] ?? 0,
  }));
  teachBoard(view.measured, place, routes, 300, memoryStart);
  return view;
}

function decisionOf({ newAttempts, spec }: SendWork, index = 0) {
  const stored = newAttempts[index]?.decision as StoredDecision;
  const { steps } = spec;
  return readDecision(stored, { steps, step: 1, country: "ID", network: null }, "en");
}

/** Lets the wait of the latest attempt pass in silence. */
function waitOut(work: SendWork, ports: ReturnType<typeof memoryPorts>, from: Date): Date {
  const last = work.attempts.at(-1);
  if (last !== undefined) {
    becomes(work, last, "SUBMITTED", from);
  }
  const now = new Date(from.getTime() + (last?.waitMs ?? 0));
  moveOn(work, ports, now);
  return now;
}

describe("the tenant's cap on needless messages", () => {
  /** Uses the cap up by messages that were surely needless. */
  function used(ports: ReturnType<typeof memoryPorts>, view: ReturnType<typeof memoryView>): void {
    for (let burst = 0; burst < 20; burst += 1) {
      ports.desk.bucketOf(view.rules).take(1);
    }
  }

  it("leaves an adaptive wait without a timer, says so, and waits for news", () => {
    const view = known([0.9, 0.95], { duplicateRateMax: 0.01 });
    const ports = memoryPorts(() => 0);
    used(ports, view);
    const work = memoryWork(smart, view);
    moveOn(work, ports, memoryStart);
    const [attempt] = work.attempts;

    expect(decisionOf(work).waitReason).toContain("the cap on messages that may be needless");
    // The plan is over after 180 s, long before the code expires.
    expect(attempt?.waitMs).toBe(180_000);
    expect(nextMove(work, seconds(1))).toMatchObject({ kind: "wait", until: null });
  });

  it("allows no such message at 0, however few there were, and is not refilled by a change", () => {
    const ports = memoryPorts(() => 0);
    const none = known([0.9, 0.95], { duplicateRateMax: 0 });
    const work = memoryWork(smart, none);
    moveOn(work, ports, memoryStart);
    const some = known([0.9, 0.95], { duplicateRateMax: 0.01 });
    const bucketOf = (view: typeof some) => ports.desk.bucketOf(view.rules);

    expect(decisionOf(work).waitReason).toContain("the cap on messages that may be needless");
    expect(bucketOf(some).mayTake).toBe(true);
    used(ports, some);
    expect(bucketOf(none).mayTake).toBe(false);
    expect(bucketOf(some).mayTake).toBe(false);
  });

  it("puts a timer off that was set before it was used up, until there is room again", () => {
    const view = known([0.9, 0.95]);
    const ports = memoryPorts(() => 0);
    const work = memoryWork(smart, view);
    moveOn(work, ports, memoryStart);
    used(ports, view);
    const now = waitOut(work, ports, memoryStart);

    expect(work.attempts.map(({ status }) => status)).toEqual(["TIMED_OUT"]);
    expect(work.send.nextStepAt).toEqual(new Date(now.getTime() + 10_000));
    for (let send = 0; send < 40; send += 1) {
      ports.desk.bucketOf(view.rules).earn();
    }
    moveOn(work, ports, new Date(now.getTime() + 10_000));
    expect(work.attempts).toHaveLength(2);
  });

  it("is nothing to a message behind one that is lost, nor to a wait of the plan's own", () => {
    const view = known([0.01, 0.95]);
    const ports = memoryPorts(() => 0);
    const lost = memoryWork(adaptive, view);
    moveOn(lost, ports, memoryStart);
    const own = memoryWork(planSpec([planStep({ strategy: "SMART", waitSec: 5 })]), view);
    moveOn(own, ports, memoryStart);
    used(ports, view);
    waitOut(lost, ports, memoryStart);
    waitOut(own, ports, memoryStart);

    expect(lost.attempts).toHaveLength(2);
    expect(own.attempts).toHaveLength(2);
  });

  it("is drawn on by what is likely needless, and earned by sends", () => {
    const view = known([0.95, 0.95], { duplicateRateMax: 0.02 });
    const ports = memoryPorts(() => 0);
    let messages = 0;
    for (let send = 0; send < 150; send += 1) {
      const work = memoryWork(adaptive, view);
      moveOn(work, ports, memoryStart);
      waitOut(work, ports, memoryStart);
      messages += work.attempts.length;
    }
    const extra = messages - 150;

    expect(extra).toBeGreaterThan(10);
    expect(extra).toBeLessThan(140);
  });
});

describe("a budget that binds", () => {
  const budget: Budget = {
    id: "budget",
    scope: "TENANT",
    planId: null,
    country: null,
    period: "DAY",
    limitMicros: 2_000_000n,
    onExhausted: "BLOCK",
    alertAt: [],
  };
  const endsAt = seconds(12 * 3600);
  const asked = { planId: "plan", country: "ID" };

  /** A message of 0.02 is bought by everybody up to λ = 1.1, and by ever fewer above. */
  function demandOf(): DemandCurve {
    return fixedDemand(0.02).map((price, place) => price * 0.5 ** place);
  }

  /** Minutes of sends that cost several times what the rest of the period can pay. */
  function tight(board: PacingBoard, minutes = 60, bound = budget): void {
    for (let minute = 0; minute < minutes; minute += 1) {
      const atSec = memoryStart.getTime() / 1000 + (minute - minutes) * 60;
      const usedMicros = 1_000_000n + BigInt(minute) * 10_000n;
      board.seen({ budget: bound, usedMicros, endsAt }, atSec);
      for (let send = 0; send < 10; send += 1) {
        board.requested(asked, [bound], atSec, demandOf);
      }
    }
  }

  it("has a shadow price, by what batches see of it; one that only alerts has none", () => {
    const board = new PacingBoard();
    tight(board);
    const alerting = { ...budget, onExhausted: "ALERT_ONLY" } as const;

    expect(board.priceOf([budget], "plan", "ID").shadowPrice).toBeGreaterThan(0.1);
    expect(board.priceOf([budget], "plan", "ID").tightest).toBe(budget);
    expect(board.priceOf([], "plan", "ID").shadowPrice).toBe(0);
    const elsewhere = { ...budget, scope: "COUNTRY", country: "BR" } as const;
    expect(board.priceOf([elsewhere], "plan", "ID").shadowPrice).toBe(0);
    board.seen({ budget: alerting, usedMicros: 0n, endsAt }, memoryStart.getTime() / 1000);
    expect(board.priceOf([alerting], "plan", "ID").shadowPrice).toBe(0);
  });

  it("moves SMART to the cheaper vendor, and the decision tells the price", () => {
    const view = known([0.75, 0.95], { budgets: [budget], valuePerVerifiedMicros: 400_000n });
    const free = memoryPorts(() => 0.5);
    const bound = memoryPorts(() => 0.5);
    tight(bound.desk.pacing, 30);
    const [before, after] = [free, bound].map((ports) => {
      const work = memoryWork(smart, view);
      moveOn(work, ports, memoryStart);
      return decisionOf(work);
    });
    const scoreOf = (decision: typeof before, index: number): number =>
      decision?.candidates[index]?.score ?? 0;

    expect(before?.shadowPrice).toBe(0);
    expect(after?.shadowPrice ?? 0).toBeGreaterThan(0.1);
    expect(after?.reason).toMatch(/Prices count \d+\.\d\d times, so that the budget lasts/);
    expect(scoreOf(after, 0) - scoreOf(after, 1)).toBeGreaterThan(
      scoreOf(before, 0) - scoreOf(before, 1),
    );
  });

  it("refuses what is not worth its price then, in words; without it the send is made", () => {
    const rules = { budgets: [budget], valuePerVerifiedMicros: 25_000n };
    const view = known([0.5, 0.5], rules);
    const bound = memoryPorts(() => 0.5);
    tight(bound.desk.pacing);
    const refused = memoryWork(smart, view);
    moveOn(refused, bound, memoryStart);
    const made = memoryWork(smart, view);
    moveOn(
      made,
      memoryPorts(() => 0.5),
      memoryStart,
    );

    expect(refused.attempts).toEqual([]);
    expect(refused.send).toMatchObject({
      status: "BLOCKED",
      failureClass: "BUDGET",
      statusReason: "BUDGET_PACED",
    });
    expect(made.attempts).toHaveLength(1);
  });

  it("refuses nothing for its price while there is money for everybody", () => {
    const ample = { ...budget, limitMicros: 1_000_000_000n };
    const view = known([0.5, 0.5], { budgets: [ample], valuePerVerifiedMicros: 25_000n });
    const ports = memoryPorts(() => 0.5);
    tight(ports.desk.pacing, 60, ample);
    const work = memoryWork(smart, view);
    moveOn(work, ports, memoryStart);

    expect(work.attempts).toHaveLength(1);
    expect(decisionOf(work)?.shadowPrice).toBe(0);
  });
});

describe("a wait of SMART's own", () => {
  it("is put off until news comes where what was sent has probably arrived", () => {
    const view = known([0.97, 0.97], { valuePerVerifiedMicros: 45_000n });
    const ports = memoryPorts(() => 0);
    const work = memoryWork(smart, view);
    moveOn(work, ports, memoryStart);
    const [first] = work.attempts;
    if (first !== undefined) {
      first.waitMs = 1_000;
      first.deadlineAt = seconds(1);
    }
    waitOut(work, ports, memoryStart);

    expect(work.attempts).toHaveLength(1);
    expect(work.send.nextStepAt).toBeNull();
    // A report that it is lost is such news.
    if (first !== undefined) {
      becomes(work, first, "UNDELIVERED", seconds(4));
    }
    moveOn(work, ports, seconds(4));
    expect(work.attempts).toHaveLength(2);
  });
});

describe("the pump guard in plans of other strategies", () => {
  const later = seconds(7_200);

  function attackedView(mode: "ENFORCE" | "OFF", limit: number | null, types = 0) {
    const view = known([0.95, 0.95], {
      guardRules: [
        { kind: "UNVERIFIED_RATE", mode, country: null, limit },
        { kind: "PREFIX_RATE", mode: "OFF", country: null },
      ],
    });
    teachBoard(
      view.measured,
      { ...place, prefix: "6281234", tenantId: memoryTenant },
      [{ accountId: accountOf("a"), channel: "SMS", arrives: 1, types }],
      600,
      later,
    );
    return view;
  }

  const cheapest = planSpec([planStep({ strategy: "CHEAPEST" })]);

  function attacked(mode: "ENFORCE" | "OFF", draw: number) {
    const view = attackedView(mode, null);
    const verdicts: string[] = [];
    const ports = memoryPorts(() => draw, verdicts);
    const plans: readonly PlanSpec[] = [adaptive, cheapest];
    const works = plans.map((spec) => {
      const work = memoryWork(spec, view, later);
      moveOn(work, ports, later);
      return work;
    });
    return { works, verdicts };
  }

  it("refuses most, lets some through, and does nothing where it is off", () => {
    const refused = attacked("ENFORCE", 0.5);
    const letThrough = attacked("ENFORCE", 0.00001);
    const off = attacked("OFF", 0.5);

    for (const { send, attempts } of refused.works) {
      expect(attempts).toEqual([]);
      expect(send).toMatchObject({ status: "BLOCKED", failureClass: "FRAUD", heldMicros: 0n });
    }
    expect(refused.verdicts).toEqual(["refused", "refused"]);
    expect(letThrough.verdicts).toEqual(["let_through", "let_through"]);
    expect(off.verdicts).toEqual([]);
    expect([...letThrough.works, ...off.works].map(({ attempts }) => attempts.length)).toEqual([
      ...[1, 1, 1, 1],
    ]);
  });

  /** Of 100 sends, how many a plan makes. */
  function letThrough(spec: PlanSpec, limit: number | null, types: number): number {
    const view = attackedView("ENFORCE", limit, types);
    const made = Array.from({ length: 100 }, (_, index) => {
      const work = memoryWork(spec, view, later);
      const draw = (index + 0.5) / 100;
      moveOn(
        work,
        memoryPorts(() => draw),
        later,
      );
      return work.attempts.length;
    });
    return made.filter((attempts) => attempts > 0).length;
  }

  it("lets 4 in 100 through an own limit, whatever they are worth, in every strategy", () => {
    for (const spec of [smart, cheapest]) {
      // A user is worth 20 messages, so that even a third of the codes is worth their price.
      for (const types of [0, 0.3]) {
        const made = letThrough(spec, 40, types);
        expect(made).toBeGreaterThanOrEqual(2);
        expect(made).toBeLessThanOrEqual(7);
      }
      expect(letThrough(spec, null, 0.3)).toBe(100);
    }
  });

  it("lets as much through of what the measurements refuse in every strategy", () => {
    const [bySmart, byCheapest] = [smart, cheapest].map((spec) => letThrough(spec, null, 0));

    expect(bySmart).toBeGreaterThan(9);
    expect(bySmart).toBeLessThan(40);
    expect(Math.abs((bySmart ?? 0) - (byCheapest ?? 0))).toBeLessThan(10);
  });
});
