import { describe, expect, it } from "vitest";
import { next } from "../../../src/core/failover/engine.js";
import { at, engineAttempt, engineSend, planSpec, planStep, triesOf } from "./engine-fixture.js";

const whatsapp = planStep({ channel: "WHATSAPP" }, ["w"]);
const sms = planStep({ channel: "SMS" }, ["a", "b"]);
const email = planStep({ channel: "EMAIL" }, ["e"]);
const spec = planSpec([whatsapp, sms, email]);

describe("the end", () => {
  const lost = [
    engineAttempt({ number: 1, step: 1, status: "REJECTED", failureClass: "RECIPIENT_PERMANENT" }),
    engineAttempt({ number: 2, step: 2, status: "UNDELIVERED", failureClass: "ROUTE_BLOCKED" }),
    engineAttempt({ number: 3, step: 2, vendorIndex: 1, status: "CANCELED" }),
  ];
  const short = planSpec([whatsapp, sms]);

  it("fails when nothing is left to try and every attempt is lost", () => {
    expect(next(engineSend({ spec: short, attempts: lost }), at(3))).toMatchObject({
      kind: "stop",
      status: "FAILED",
      failureClass: "ROUTE_BLOCKED",
      reason: "nothing_left",
    });
  });

  it("does not sit out a wait when nothing can follow it", () => {
    const once = planSpec([planStep({ advanceOn: [] }, ["a"])]);
    const attempts = [engineAttempt({ status: "REJECTED", failureClass: "ROUTE_BLOCKED" })];

    expect(next(engineSend({ spec: once, attempts }), at(1))).toMatchObject({
      kind: "stop",
      status: "FAILED",
    });
  });

  it.each(["TIMED_OUT", "UNKNOWN"] as const)(
    "stays SENT until it expires while one is %s",
    (status) => {
      const attempts = [
        ...lost.slice(0, 2),
        engineAttempt({ number: 3, step: 2, vendorIndex: 1, status }),
      ];
      const send = engineSend({ spec: short, attempts });

      expect(next(send, at(60))).toMatchObject({
        kind: "stop",
        status: null,
        reason: "nothing_left",
      });
      expect(next(send, at(300))).toMatchObject({
        kind: "stop",
        status: "FAILED",
        reason: "expired",
      });
    },
  );

  it("leaves a delivered send as it is when it expires", () => {
    const attempts = [engineAttempt({ status: "DELIVERED", reachedAt: at(5) })];
    const send = engineSend({ spec, status: "DELIVERED", attempts });

    expect(next(send, at(300))).toMatchObject({ kind: "stop", status: null, reason: "expired" });
  });

  it("starts nothing after the deadline that counts from the send", () => {
    const attempts = [engineAttempt({ status: "REJECTED", failureClass: "VENDOR_DOWN" })];

    expect(next(engineSend({ spec, attempts }), at(179)).kind).toBe("try");
    expect(next(engineSend({ spec, attempts }), at(180))).toMatchObject({
      kind: "stop",
      status: "FAILED",
      reason: "deadline_passed",
    });
  });

  it("starts no more attempts than the plan allows", () => {
    const few = planSpec([planStep({}, ["a", "b", "c"])], { maxAttempts: 2 });
    const attempts = [
      engineAttempt({ number: 1, status: "TIMED_OUT" }),
      engineAttempt({ number: 2, vendorIndex: 1, status: "TIMED_OUT" }),
    ];

    expect(next(engineSend({ spec: few, attempts }), at(50))).toMatchObject({
      kind: "stop",
      status: null,
      reason: "attempts_used_up",
    });
  });

  it("leaves a step after its own number of attempts", () => {
    const narrow = planSpec([planStep({ maxAttempts: 1 }), email]);
    const attempts = [engineAttempt({ status: "REJECTED", failureClass: "VENDOR_DOWN" })];

    expect(triesOf(next(engineSend({ spec: narrow, attempts }), at(1)))).toEqual([
      [2, [0], "failover"],
    ]);
  });

  it("keeps the refusal of a budget as the reason of a failed send", () => {
    const attempts = [engineAttempt({ status: "REJECTED", failureClass: "VENDOR_DOWN" })];
    const move = next(engineSend({ spec, attempts, halted: "BUDGET" }), at(1));

    expect(move).toMatchObject({ status: "FAILED", failureClass: "BUDGET", reason: "budget" });
  });

  it.each([
    [{ verification: "VERIFIED" }, "verified"],
    [{ verification: "CHECKS_EXHAUSTED" }, "checks_exhausted"],
    [{ verification: "CANCELED" }, "canceled"],
    [{ status: "CANCELED" }, "canceled"],
    [{ status: "BLOCKED" }, "blocked"],
  ] as const)("stops and cancels what waits when the send is %o", (over, reason) => {
    const attempts = [engineAttempt({ status: "PLANNED" })];

    expect(next(engineSend({ spec, attempts, ...over }), at(50))).toEqual({
      kind: "stop",
      status: null,
      failureClass: null,
      reason,
      skipped: [],
      changes: [{ number: 1, from: "PLANNED", to: "CANCELED" }],
    });
  });
});

describe("a resend", () => {
  const used = [
    engineAttempt({ number: 1, step: 1, status: "TIMED_OUT" }),
    engineAttempt({ number: 2, step: 2, status: "SUBMITTED", deadlineAt: at(60) }),
  ];
  const resent = { round: 1, roundStartedAt: at(40) };

  it("starts with a vendor that was not used yet, the latest one last", () => {
    expect(triesOf(next(engineSend({ spec, attempts: used, ...resent }), at(40)))).toEqual([
      [2, [1], "resend"],
      [3, [0], "resend"],
      [1, [0], "resend"],
      [2, [0], "resend"],
    ]);
  });

  it("takes the vendor used last only after the ones used before it", () => {
    const attempts = [
      engineAttempt({ number: 2, vendorIndex: 0, status: "TIMED_OUT" }),
      engineAttempt({ number: 1, vendorIndex: 1, status: "TIMED_OUT" }),
    ];
    const send = engineSend({ spec: planSpec([planStep()]), attempts, ...resent });

    expect(triesOf(next(send, at(40)))).toEqual([
      [1, [1], "resend"],
      [1, [0], "resend"],
    ]);
  });

  it("starts over in the plan's order without switchVendor", () => {
    const same = planSpec([whatsapp, sms], {
      resend: { maxResends: 1, cooldownSec: 0, switchVendor: false },
    });

    expect(triesOf(next(engineSend({ spec: same, attempts: used, ...resent }), at(40)))).toEqual([
      [1, [0], "resend"],
      [2, [0, 1], "resend"],
    ]);
  });

  it("keeps to the channel that was asked for", () => {
    const send = engineSend({ spec, attempts: used, ...resent, resendChannel: "EMAIL" });
    const move = next(send, at(40));

    expect(triesOf(move)).toEqual([[3, [0], "resend"]]);
    expect(move).toMatchObject({
      skipped: [{ step: 1, reason: "OTHER_CHANNEL_ASKED" }, { step: 2 }],
    });
  });

  it("cancels what waits from earlier rounds", () => {
    const attempts = [engineAttempt({ status: "PLANNED", deadlineAt: null })];

    expect(next(engineSend({ spec, attempts, ...resent }), at(40)).changes).toEqual([
      { number: 1, from: "PLANNED", to: "CANCELED" },
    ]);
  });

  it("has a deadline and attempts of its own", () => {
    const one = planSpec([planStep({}, ["a", "b"])], { maxAttempts: 1, deadlineSec: 30 });
    const attempts = [engineAttempt({ status: "TIMED_OUT" })];

    expect(next(engineSend({ spec: one, attempts }), at(31)).kind).toBe("stop");
    expect(next(engineSend({ spec: one, attempts, ...resent }), at(41)).kind).toBe("try");
  });

  it("goes on although an earlier round was delivered before the user asked again", () => {
    const attempts = [engineAttempt({ status: "DELIVERED", reachedAt: at(10) })];
    const send = engineSend({ spec, status: "DELIVERED", attempts, ...resent });

    expect(next(send, at(40)).kind).toBe("try");
  });

  it("stops when an earlier round is delivered after the user asked again", () => {
    const attempts = [
      engineAttempt({ number: 1, status: "DELIVERED", reachedAt: at(42) }),
      engineAttempt({ number: 2, step: 2, round: 1, status: "TIMED_OUT" }),
    ];

    expect(next(engineSend({ spec, attempts, ...resent }), at(70))).toMatchObject({
      kind: "wait",
      until: null,
    });
  });

  it("walks on to later steps of any channel and never back", () => {
    const attempts = [
      engineAttempt({ number: 1, step: 2, status: "TIMED_OUT" }),
      engineAttempt({ number: 2, step: 2, vendorIndex: 1, round: 1, status: "TIMED_OUT" }),
    ];
    const send = engineSend({ spec, attempts, ...resent, resendChannel: "SMS" });

    expect(triesOf(next(send, at(61)))).toEqual([
      [2, [0], "auto_switch"],
      [3, [0], "failover"],
    ]);
  });

  it("fails again when everything of all rounds is lost", () => {
    const one = planSpec([planStep({}, ["a"])]);
    const attempts = [
      engineAttempt({ number: 1, status: "UNDELIVERED" }),
      engineAttempt({ number: 2, round: 1, status: "REJECTED", failureClass: "VENDOR_DOWN" }),
    ];

    expect(next(engineSend({ spec: one, attempts, ...resent }), at(41))).toMatchObject({
      kind: "stop",
      status: "FAILED",
      failureClass: "VENDOR_DOWN",
    });
  });
});
