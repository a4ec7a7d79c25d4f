import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttemptStatus } from "../../src/core/otp/status.js";
import { objectives, type PlanStep, stepOrders, strategies } from "../../src/core/plan/plan.js";
import type { SendWork } from "../../src/flow/send-work.js";
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

const vendors = ["a", "b", "c", "d"].map((slug, index) => ({
  slug,
  micros: 20_000n + 9_000n * BigInt(index),
}));

const someStep = fc
  .record({
    channel: fc.constantFrom("SMS" as const, "WHATSAPP" as const, "VOICE" as const),
    names: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "nobody"), {
      minLength: 1,
      maxLength: 4,
    }),
    strategy: fc.constantFrom(...strategies.filter((name) => name !== "WEIGHTED")),
    waitSec: fc.constantFrom(null, null, 5),
    maxAttempts: fc.integer({ min: 1, max: 3 }),
    countries: fc.constantFrom(null, null, ["ID"], ["BR"]),
  })
  .map(({ names, ...over }): PlanStep => planStep(over, names));

const somePlan = fc
  .record({
    steps: fc.array(someStep, { minLength: 1, maxLength: 3 }),
    maxAttempts: fc.integer({ min: 1, max: 5 }),
    deadlineSec: fc.integer({ min: 10, max: 200 }),
    maxCostPerSendMicros: fc.constantFrom(null, 30_000n, 60_000n, 100_000n),
    order: fc.constantFrom(...stepOrders),
    objective: fc.constantFrom(...objectives),
  })
  .map(({ steps, ...over }) => planSpec(steps, over));

const someNews = fc.record({
  sec: fc.integer({ min: 0, max: 40 }),
  status: fc.constantFrom<AttemptStatus>("SUBMITTED", "REJECTED", "UNDELIVERED", "DELIVERED"),
  isResend: fc.boolean(),
  draw: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});

/** Shares of messages that arrive by vendor; what vendors are taught to be like. */
const someQuality = fc.array(fc.constantFrom(0.05, 0.5, 0.95), { minLength: 4, maxLength: 4 });

function viewOf(quality: readonly number[]) {
  const view = memoryView(vendors);
  const routes = vendors.map(({ slug }, index) => ({
    accountId: accountOf(slug),
    channel: "SMS" as const,
    arrives: quality[index] ?? 0,
    lies: index === 3 ? 0.9 : 0,
  }));
  teachBoard(view.measured, { country: "ID", network: "51010" }, routes, 80, memoryStart);
  return view;
}

function live(
  work: SendWork,
  story: readonly {
    readonly sec: number;
    readonly status: AttemptStatus;
    readonly isResend: boolean;
    readonly draw: number;
  }[],
): Date[] {
  let now = memoryStart;
  let draw = 0;
  const ports = memoryPorts(() => draw);
  const started: Date[] = [];
  for (const news of story) {
    draw = news.draw;
    const before = work.attempts.length;
    moveOn(work, ports, now);
    if (work.attempts.length > before) {
      started.push(now);
    }
    const last = work.attempts.at(-1);
    if (last !== undefined) {
      becomes(work, last, news.status, now);
    }
    now = new Date(now.getTime() + news.sec * 1000);
    if (news.isResend && work.send.round < 2 && now < work.send.expiresAt) {
      work.send.round += 1;
      work.send.roundStartedAt = now;
      work.send.halted = null;
    }
  }
  return started;
}

describe("a send whose vendors are chosen by what was measured", () => {
  it("never exceeds its plan: attempts, steps, cost, countries, vendors and time", () => {
    fc.assert(
      fc.property(
        somePlan,
        someQuality,
        fc.array(someNews, { minLength: 1, maxLength: 12 }),
        (spec, quality, story) => {
          const work = memoryWork(spec, viewOf(quality));
          const started = live(work, story);
          const { attempts, send } = work;
          expect(started).toHaveLength(attempts.length);
          attempts.forEach((attempt) => {
            const step = spec.steps[attempt.step - 1];
            expect(step?.vendors[attempt.vendorIndex]?.vendor).toBe(attempt.vendorId);
            expect(step?.channel).toBe(attempt.channel);
            expect(step?.countries ?? ["ID"]).toContain("ID");
            expect(attempt.waitMs).toBeGreaterThan(0);
            expect(attempt.createdAt.getTime() + attempt.waitMs).toBeLessThanOrEqual(
              Math.max(send.expiresAt.getTime(), attempt.createdAt.getTime() + 22_000 + 20_000),
            );
          });
          for (let round = 0; round <= send.round; round += 1) {
            const own = attempts.filter((attempt) => attempt.round === round);
            expect(own.length).toBeLessThanOrEqual(spec.maxAttempts);
            const routes = own.map(({ step, vendorIndex }) => `${step} ${vendorIndex}`);
            expect(new Set(routes).size).toBe(routes.length);
            spec.steps.forEach((step, index) => {
              const inStep = own.filter((attempt) => attempt.step === index + 1).length;
              expect(inStep).toBeLessThanOrEqual(step.maxAttempts);
            });
          }
          const held = attempts.reduce((sum, { holdMicros }) => sum + holdMicros, 0n);
          expect(held).toBeLessThanOrEqual(spec.maxCostPerSendMicros ?? held);
        },
      ),
      { numRuns: 50 },
    );
  });
});
