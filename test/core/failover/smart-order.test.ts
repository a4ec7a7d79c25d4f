import { describe, expect, it } from "vitest";
import { next } from "../../../src/core/failover/engine.js";
import { at, engineAttempt, engineSend, planSpec, planStep, triesOf } from "./engine-fixture.js";

const whatsapp = planStep({ channel: "WHATSAPP", waitSec: null }, ["w"]);
const sms = planStep({ waitSec: null }, ["a", "b"]);
const voice = planStep({ channel: "VOICE", waitSec: null }, ["v"]);
const spec = planSpec([whatsapp, sms, voice], { order: "SMART" });

describe("a round whose first step the planner chose", () => {
  it("goes on in its step, then through the others as written", () => {
    const attempts = [engineAttempt({ step: 2, status: "REJECTED", failureClass: "THROTTLED" })];

    expect(triesOf(next(engineSend({ spec, attempts }), at(1)))).toEqual([
      [2, [1], "auto_switch"],
      [1, [0], "failover"],
      [3, [0], "failover"],
    ]);
  });

  it("does not come back to a step that it has left", () => {
    const attempts = [
      engineAttempt({ step: 3, status: "TIMED_OUT", deadlineAt: at(5) }),
      engineAttempt({ number: 2, step: 1, status: "TIMED_OUT", deadlineAt: at(10) }),
    ];

    expect(triesOf(next(engineSend({ spec, attempts }), at(11)))).toEqual([
      [2, [0, 1], "failover"],
    ]);
  });

  it("may begin anew with another step when the person asks again", () => {
    const attempts = [
      engineAttempt({ step: 2, status: "TIMED_OUT", deadlineAt: at(5) }),
      engineAttempt({ number: 2, step: 3, round: 1, status: "REJECTED", deadlineAt: at(50) }),
    ];
    const send = engineSend({ spec, attempts, round: 1, roundStartedAt: at(40) });

    expect(triesOf(next(send, at(41))).map((option) => (option as unknown[])[0])).toEqual([1, 2]);
  });
});

describe("an attempt that timed out", () => {
  it("is left at once, or at the moment to which what follows was put off", () => {
    const timedOut = engineAttempt({ status: "TIMED_OUT", deadlineAt: at(10) });
    const putOff = { ...timedOut, deadlineAt: at(20) };

    expect(next(engineSend({ spec, attempts: [timedOut] }), at(12)).kind).toBe("try");
    expect(next(engineSend({ spec, attempts: [putOff] }), at(12))).toMatchObject({
      kind: "wait",
      until: at(20),
    });
    expect(next(engineSend({ spec, attempts: [putOff] }), at(20)).kind).toBe("try");
  });

  it("waits for news alone where what follows is put off until the code expires", () => {
    const putOff = engineAttempt({ status: "TIMED_OUT", deadlineAt: at(300) });
    const lost = { ...putOff, status: "UNDELIVERED" as const };

    expect(next(engineSend({ spec, attempts: [putOff] }), at(12))).toMatchObject({
      kind: "wait",
      until: null,
    });
    expect(next(engineSend({ spec, attempts: [lost] }), at(12)).kind).toBe("try");
  });
});

describe("a receipt that is doubted", () => {
  const doubted = engineAttempt({
    status: "DELIVERED",
    deadlineAt: at(25),
    reachedAt: at(3),
    isDoubted: true,
  });

  it("leaves the code its time to be typed in, then the next vendor is tried", () => {
    expect(next(engineSend({ spec: planSpec([sms]), attempts: [doubted] }), at(4))).toMatchObject({
      kind: "wait",
      until: at(25),
      nextStep: { step: 1, channel: "SMS" },
    });
    expect(
      triesOf(next(engineSend({ spec: planSpec([sms]), attempts: [doubted] }), at(25))),
    ).toEqual([[1, [1], "auto_switch"]]);
  });

  it("is believed when the message was read", () => {
    const read = { ...doubted, status: "READ" as const };

    expect(next(engineSend({ spec: planSpec([sms]), attempts: [read] }), at(30))).toMatchObject({
      kind: "wait",
      until: null,
    });
  });
});
