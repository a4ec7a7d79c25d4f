import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { next } from "../../../src/core/failover/engine.js";
import type { EngineAttempt, EngineSend } from "../../../src/core/failover/engine-state.js";
import {
  type AttemptStatus,
  attemptRises,
  channels,
  failureClasses,
} from "../../../src/core/otp/status.js";
import {
  advanceTriggers,
  type PlanSpec,
  stepOrders,
  waitFors,
} from "../../../src/core/plan/plan.js";
import { at, engineSend, planSpec, planStep, start } from "./engine-fixture.js";

const someStep = fc
  .record({
    channel: fc.constantFrom(...channels.slice(0, 4)),
    vendors: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 4 }),
    advanceOn: fc.subarray([...advanceTriggers]),
    waitFor: fc.constantFrom(...waitFors),
    maxAttempts: fc.integer({ min: 1, max: 4 }),
    countries: fc.option(fc.constantFrom(["ID"], ["BR"]), { nil: null }),
  })
  .map(({ vendors, ...over }) => planStep(over, vendors));

const somePlan = fc
  .record({
    steps: fc.array(someStep, { minLength: 1, maxLength: 4 }),
    maxAttempts: fc.integer({ min: 1, max: 6 }),
    deadlineSec: fc.integer({ min: 5, max: 200 }),
    switchVendor: fc.boolean(),
    order: fc.constantFrom(...stepOrders),
  })
  .map(({ steps, switchVendor, ...over }) =>
    planSpec(steps, { ...over, resend: { maxResends: 3, cooldownSec: 0, switchVendor } }),
  );

/** What happens after each look at the send: seconds that pass, and what becomes of one attempt. */
const someNews = fc.record({
  sec: fc.integer({ min: 0, max: 30 }),
  pick: fc.nat(),
  status: fc.constantFrom<AttemptStatus>(
    "SUBMITTING",
    "SUBMITTED",
    "UNKNOWN",
    "REJECTED",
    "UNDELIVERED",
    "DELIVERED",
    "READ",
  ),
  failureClass: fc.option(fc.constantFrom(...failureClasses), { nil: null }),
  option: fc.nat(),
  isDoubted: fc.boolean(),
  event: fc.constantFrom("none", "none", "none", "none", "resend", "verify", "cancel", "no_budget"),
});
type News = typeof someNews extends fc.Arbitrary<infer T> ? T : never;

interface Started {
  readonly at: Date;
  readonly before: EngineSend;
}

/** Lives through a send as the steps would, and returns every attempt that was started. */
function live(spec: PlanSpec, story: readonly News[]): { started: Started[]; send: EngineSend } {
  let send = engineSend({ spec, status: "QUEUED" });
  let now = start;
  const started: Started[] = [];
  for (const news of story) {
    const move = next(send, now);
    send = { ...send, attempts: withChanges(send, move.changes) };
    expect(next(send, now)).toEqual({ ...move, changes: [] });
    if (move.kind === "try") {
      started.push({ at: now, before: send });
      send = place(send, move.options[news.option % move.options.length], news, now);
    } else if (move.kind === "stop" && move.status !== null) {
      send = { ...send, status: move.status };
    }
    send = happen(send, news, now);
    now = new Date(now.getTime() + news.sec * 1000);
  }
  return { started, send };
}

function withChanges(
  send: EngineSend,
  changes: readonly { number: number; from: AttemptStatus; to: AttemptStatus }[],
): EngineAttempt[] {
  return send.attempts.map((attempt) => {
    const change = changes.find((one) => one.number === attempt.number);
    if (change !== undefined) {
      assert.equal(attempt.status, change.from);
      assert(attemptRises(change.from, change.to));
    }
    return change === undefined ? attempt : { ...attempt, status: change.to };
  });
}

function place(
  send: EngineSend,
  option: { step: number; vendorIndexes: readonly number[] } | undefined,
  news: News,
  now: Date,
): EngineSend {
  if (option === undefined || news.event === "no_budget") {
    return { ...send, halted: "BUDGET" };
  }
  const attempt: EngineAttempt = {
    number: send.attempts.length + 1,
    step: option.step,
    vendorIndex: option.vendorIndexes[news.pick % option.vendorIndexes.length] ?? 0,
    round: send.round,
    status: "PLANNED",
    failureClass: null,
    deadlineAt: new Date(now.getTime() + 20_000),
    reachedAt: null,
  };
  return { ...send, attempts: [...send.attempts, attempt] };
}

function happen(send: EngineSend, news: News, now: Date): EngineSend {
  const target = send.attempts[news.pick % Math.max(1, send.attempts.length)];
  const attempts = send.attempts.map((attempt) =>
    attempt === target && attemptRises(attempt.status, news.status)
      ? {
          ...attempt,
          status: news.status,
          failureClass: news.failureClass,
          isDoubted: news.isDoubted,
          reachedAt: news.status === "DELIVERED" || news.status === "READ" ? now : null,
        }
      : attempt,
  );
  if (news.event === "resend" && send.verification === "PENDING" && send.round < 3) {
    return { ...send, attempts, round: send.round + 1, roundStartedAt: now, halted: null };
  }
  if (news.event === "verify" || news.event === "cancel") {
    const verification = news.event === "verify" ? "VERIFIED" : "CANCELED";
    return { ...send, attempts, verification };
  }
  return { ...send, attempts };
}

describe("the engine, whatever happens", () => {
  const stories = fc.array(someNews, { minLength: 1, maxLength: 60 });

  it("never starts an attempt after the end, the deadline or the expiry of its round", () => {
    fc.assert(
      fc.property(somePlan, stories, (spec, story) => {
        for (const { at: now, before } of live(spec, story).started) {
          expect(before.verification).toBe("PENDING");
          expect(before.status).not.toBe("CANCELED");
          expect(now < before.expiresAt).toBe(true);
          const deadline = before.roundStartedAt.getTime() + spec.deadlineSec * 1000;
          expect(now.getTime()).toBeLessThan(deadline);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("never starts more attempts than plan and step allow, and never one twice in a round", () => {
    fc.assert(
      fc.property(somePlan, stories, (spec, story) => {
        const { attempts } = live(spec, story).send;
        for (let round = 0; round <= 3; round += 1) {
          const own = attempts.filter((attempt) => attempt.round === round);
          expect(own.length).toBeLessThanOrEqual(spec.maxAttempts);
          const routes = own.map(({ step, vendorIndex }) => `${step} ${vendorIndex}`);
          expect(new Set(routes).size).toBe(routes.length);
          for (const [index, step] of spec.steps.entries()) {
            const inStep = own.filter((attempt) => attempt.step === index + 1).length;
            expect(inStep).toBeLessThanOrEqual(step.maxAttempts);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it("never uses a channel that a failure closed, nor a step for another country", () => {
    fc.assert(
      fc.property(somePlan, stories, (spec, story) => {
        for (const { before, at: now } of live(spec, story).started) {
          const move = next(before, now);
          const options = move.kind === "try" ? move.options : [];
          const closed = before.attempts
            .filter(({ status }) => status === "REJECTED" || status === "UNDELIVERED")
            .filter(({ failureClass }) =>
              ["RECIPIENT_PERMANENT", "CONTENT"].includes(failureClass ?? ""),
            )
            .map((attempt) => spec.steps[attempt.step - 1]?.channel);
          for (const option of options) {
            expect(closed).not.toContain(option.channel);
            expect(spec.steps[option.step - 1]?.countries).not.toEqual(["BR"]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("comes to rest: without news it stops or waits within as many moves as attempts allow", () => {
    fc.assert(
      fc.property(somePlan, stories, (spec, story) => {
        let { send } = live(spec, story);
        let now = at(40 * story.length);
        for (let moves = 0; moves <= 2 * spec.maxAttempts + 2; moves += 1) {
          const move = next(send, now);
          send = { ...send, attempts: withChanges(send, move.changes) };
          if (move.kind === "stop" || (move.kind === "wait" && move.until === null)) {
            return;
          }
          if (move.kind === "wait" && move.until !== null) {
            assert(move.until > now, "a wait ends in the future");
            now = move.until;
          } else if (move.kind === "try") {
            const quiet = {
              sec: 0,
              pick: 0,
              status: "SUBMITTED",
              failureClass: null,
              isDoubted: false,
            } as const;
            send = place(send, move.options[0], { ...quiet, option: 0, event: "none" }, now);
          }
        }
        throw new Error("the engine did not come to rest");
      }),
      { numRuns: 400 },
    );
  });

  it("says FAILED only when every attempt is lost, or at expiry", () => {
    fc.assert(
      fc.property(somePlan, stories, fc.integer({ min: 0, max: 400 }), (spec, story, sec) => {
        const { send } = live(spec, story);
        const move = next({ ...send, status: "SENT" }, at(sec));
        if (move.kind !== "stop" || move.status !== "FAILED" || move.reason === "expired") {
          return;
        }
        const after = withChanges(send, move.changes).map(({ status }) => status);
        expect(after.length).toBeGreaterThan(0);
        for (const status of after) {
          expect(["REJECTED", "UNDELIVERED", "CANCELED"]).toContain(status);
        }
      }),
      { numRuns: 400 },
    );
  });
});
