import { describe, expect, it } from "vitest";
import { next } from "../../../src/core/failover/engine.js";
import { failureClasses } from "../../../src/core/otp/status.js";
import {
  at,
  engineAttempt,
  engineSend,
  planSpec,
  planStep,
  start,
  triesOf,
} from "./engine-fixture.js";

const whatsapp = planStep({ channel: "WHATSAPP" }, ["w"]);
const sms = planStep({ channel: "SMS" }, ["a", "b"]);
const email = planStep({ channel: "EMAIL" }, ["e"]);
const spec = planSpec([whatsapp, sms, email]);

describe("the first move", () => {
  it("offers every step in order, the first of them now", () => {
    const move = next(engineSend({ spec, status: "QUEUED" }), start);

    expect(triesOf(move)).toEqual([
      [1, [0], "first"],
      [2, [0, 1], "first"],
      [3, [0], "first"],
    ]);
  });

  it("passes over the steps that need a phone number and says so", () => {
    const move = next(engineSend({ spec, status: "QUEUED", hasPhone: false }), start);

    expect(triesOf(move)).toEqual([[3, [0], "first"]]);
    expect(move).toMatchObject({
      skipped: [
        { step: 1, channel: "WHATSAPP", reason: "NO_PHONE" },
        { step: 2, channel: "SMS", reason: "NO_PHONE" },
      ],
    });
  });

  it("blocks a send that no step serves", () => {
    const onlyBrazil = planSpec([planStep({ countries: ["BR"] })]);

    expect(next(engineSend({ spec: onlyBrazil, status: "QUEUED" }), start)).toEqual({
      kind: "stop",
      status: "BLOCKED",
      failureClass: "NO_ROUTE",
      reason: "no_step_serves",
      skipped: [{ step: 1, channel: "SMS", reason: "COUNTRY_NOT_SERVED" }],
      changes: [],
    });
  });

  it("treats a step that only serves some countries as closed to a recipient of unknown country", () => {
    const mailToBrazil = planSpec([planStep({ channel: "EMAIL", countries: ["BR"] })]);
    const move = next(engineSend({ spec: mailToBrazil, country: null, hasPhone: false }), start);

    expect(move).toMatchObject({ kind: "stop", skipped: [{ reason: "COUNTRY_NOT_SERVED" }] });
  });

  it("blocks a send whose first attempt found no room in a budget", () => {
    const move = next(engineSend({ spec, status: "QUEUED", halted: "BUDGET" }), start);

    expect(move).toMatchObject({ kind: "stop", status: "BLOCKED", failureClass: "BUDGET" });
  });
});

describe("while an attempt waits", () => {
  it("waits for the end of the attempt's wait and tells what comes next", () => {
    const send = engineSend({ spec, attempts: [engineAttempt()] });

    expect(next(send, at(19))).toEqual({
      kind: "wait",
      until: at(20),
      nextStep: { step: 2, channel: "SMS" },
      changes: [],
    });
  });

  it("waits without an end for an attempt that has not begun to wait", () => {
    const attempts = [engineAttempt({ status: "PLANNED", deadlineAt: null })];

    expect(next(engineSend({ spec, attempts }), at(5))).toMatchObject({
      kind: "wait",
      until: null,
    });
  });

  it("fails over when the wait ends, and times the silent attempt out", () => {
    const move = next(engineSend({ spec, attempts: [engineAttempt()] }), at(20));

    expect(triesOf(move)).toEqual([
      [2, [0, 1], "failover"],
      [3, [0], "failover"],
    ]);
    expect(move.changes).toEqual([{ number: 1, from: "SUBMITTED", to: "TIMED_OUT" }]);
  });

  it("cancels an attempt that nobody submitted before its wait ended", () => {
    const attempts = [engineAttempt({ status: "PLANNED" })];
    const move = next(engineSend({ spec, attempts }), at(20));

    expect(move).toMatchObject({
      kind: "try",
      changes: [{ number: 1, from: "PLANNED", to: "CANCELED" }],
    });
  });

  it("says that nothing comes next when the wait ends after the plan's deadline", () => {
    const short = planSpec([whatsapp, sms], { deadlineSec: 15 });
    const move = next(engineSend({ spec: short, attempts: [engineAttempt()] }), at(1));

    expect(move).toEqual({ kind: "wait", until: at(20), nextStep: null, changes: [] });
  });

  it("names no time when the wait ends only after the code has expired", () => {
    const attempts = [engineAttempt({ deadlineAt: at(400) })];

    expect(next(engineSend({ spec, attempts }), at(1))).toMatchObject({
      kind: "wait",
      until: null,
    });
  });

  it("looks at the latest attempt only: a late failure of an earlier one moves nothing", () => {
    const attempts = [
      engineAttempt({ number: 1, status: "UNDELIVERED", failureClass: "ROUTE_BLOCKED" }),
      engineAttempt({ number: 2, step: 2, deadlineAt: at(45) }),
    ];

    expect(next(engineSend({ spec, attempts }), at(30))).toMatchObject({
      kind: "wait",
      until: at(45),
      nextStep: { step: 2, channel: "SMS" },
    });
  });
});

describe("where a failure leads", () => {
  const smsSend = (failureClass: (typeof failureClasses)[number]) =>
    engineSend({
      spec: planSpec([sms, planStep({ channel: "SMS" }, ["c"]), email]),
      attempts: [engineAttempt({ status: "REJECTED", failureClass })],
    });

  it.each(["RECIPIENT_TEMPORARY", "ROUTE_BLOCKED", "THROTTLED", "VENDOR_DOWN"] as const)(
    "%s switches to the next vendor of the step, then to the next step",
    (failureClass) => {
      expect(triesOf(next(smsSend(failureClass), at(1)))).toEqual([
        [1, [1], "auto_switch"],
        [2, [0], "failover"],
        [3, [0], "failover"],
      ]);
    },
  );

  it.each(["RECIPIENT_PERMANENT", "CONTENT"] as const)(
    "%s leaves the channel, in later steps too",
    (failureClass) => {
      const move = next(smsSend(failureClass), at(1));

      expect(triesOf(move)).toEqual([[3, [0], "failover"]]);
      expect(move).toMatchObject({ skipped: [{ step: 2, reason: "CHANNEL_FAILED" }] });
    },
  );

  it("ACCOUNT leaves the account in every step", () => {
    const spec = planSpec([sms, planStep({ channel: "WHATSAPP" }, ["a"]), email]);
    const attempts = [engineAttempt({ status: "REJECTED", failureClass: "ACCOUNT" })];

    expect(triesOf(next(engineSend({ spec, attempts }), at(1)))).toEqual([
      [1, [1], "auto_switch"],
      [3, [0], "failover"],
    ]);
  });

  it("tells apart two accounts at one vendor", () => {
    const two = planStep({
      vendors: [
        { vendor: "a", accountId: null, weight: null },
        { vendor: "a", accountId: "own", weight: null },
      ],
    });
    const attempts = [engineAttempt({ status: "REJECTED", failureClass: "ACCOUNT" })];

    expect(triesOf(next(engineSend({ spec: planSpec([two]), attempts }), at(1)))).toEqual([
      [1, [1], "auto_switch"],
    ]);
  });

  it("a class on an attempt that arrived after all closes nothing", () => {
    const attempts = [
      engineAttempt({ number: 1, status: "READ", failureClass: "RECIPIENT_PERMANENT" }),
      engineAttempt({ number: 2, vendorIndex: 1, status: "REJECTED", failureClass: null }),
    ];
    const verified = planSpec([planStep({ waitFor: "VERIFIED" }, ["a", "b", "c"])]);

    expect(triesOf(next(engineSend({ spec: verified, attempts }), at(30)))).toEqual([
      [1, [2], "auto_switch"],
    ]);
  });
});

describe("when to leave before the wait ends", () => {
  const patient = planSpec([planStep({ advanceOn: [] })]);
  const move = (over: Parameters<typeof engineAttempt>[0], spec = patient) =>
    next(engineSend({ spec, attempts: [engineAttempt(over)] }), at(1));

  it.each(["ACCOUNT", "THROTTLED", "VENDOR_DOWN"] as const)(
    "%s moves on at once, whatever advanceOn says",
    (failureClass) => {
      expect(move({ status: "REJECTED", failureClass }).kind).toBe("try");
    },
  );

  it.each(
    failureClasses.filter(
      (one) =>
        !["ACCOUNT", "THROTTLED", "VENDOR_DOWN", "RECIPIENT_PERMANENT", "CONTENT"].includes(one),
    ),
  )("%s waits when advanceOn does not name the status", (failureClass) => {
    expect(move({ status: "REJECTED", failureClass })).toMatchObject({
      kind: "wait",
      until: at(20),
    });
    expect(move({ status: "UNDELIVERED", failureClass })).toMatchObject({ kind: "wait" });
  });

  it.each(["REJECTED", "UNDELIVERED"] as const)(
    "%s moves on at once when advanceOn names it",
    (status) => {
      const spec = planSpec([planStep({ advanceOn: [status] })]);

      expect(move({ status, failureClass: "ROUTE_BLOCKED" }, spec).kind).toBe("try");
    },
  );

  it("an unknown outcome waits unless advanceOn names it", () => {
    const eager = planSpec([planStep({ advanceOn: ["OUTCOME_UNKNOWN"] })]);

    expect(move({ status: "UNKNOWN" })).toMatchObject({ kind: "wait", until: at(20) });
    expect(move({ status: "UNKNOWN" }, eager).kind).toBe("try");
  });

  it("an unknown outcome whose wait was ended by its taker-over moves on at once and stays unknown", () => {
    expect(move({ status: "UNKNOWN", deadlineAt: at(1) })).toMatchObject({
      kind: "try",
      changes: [],
    });
  });
});

describe("arrival", () => {
  it("stops advancing once a vendor's step got what it waits for", () => {
    const attempts = [engineAttempt({ status: "DELIVERED", reachedAt: at(5) })];

    expect(next(engineSend({ spec, attempts }), at(60))).toEqual({
      kind: "wait",
      until: null,
      nextStep: null,
      changes: [],
    });
  });

  it("a late delivery of a timed-out attempt cancels what is not submitted yet", () => {
    const attempts = [
      engineAttempt({ number: 1, status: "DELIVERED", reachedAt: at(22) }),
      engineAttempt({ number: 2, step: 2, status: "SUBMITTED", deadlineAt: at(40) }),
      engineAttempt({ number: 3, step: 2, vendorIndex: 1, status: "PLANNED", deadlineAt: at(60) }),
    ];

    expect(next(engineSend({ spec, attempts }), at(41))).toEqual({
      kind: "wait",
      until: null,
      nextStep: null,
      changes: [
        { number: 3, from: "PLANNED", to: "CANCELED" },
        { number: 2, from: "SUBMITTED", to: "TIMED_OUT" },
      ],
    });
  });

  it.each(["READ", "VERIFIED"] as const)(
    "a delivery that has to be %s waits to its end, then moves on",
    (waitFor) => {
      const patient = planSpec([planStep({ waitFor })]);
      const attempts = [engineAttempt({ status: "DELIVERED", reachedAt: at(5) })];
      const send = engineSend({ spec: patient, status: "DELIVERED", attempts });

      expect(next(send, at(19))).toMatchObject({ kind: "wait", until: at(20) });
      expect(triesOf(next(send, at(20)))).toEqual([[1, [1], "auto_switch"]]);
    },
  );

  it("reading satisfies a step that waits for it", () => {
    const read = planSpec([planStep({ waitFor: "READ" })]);
    const attempts = [engineAttempt({ status: "READ", reachedAt: at(9) })];

    expect(next(engineSend({ spec: read, attempts }), at(30))).toMatchObject({
      kind: "wait",
      until: null,
    });
  });
});

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
