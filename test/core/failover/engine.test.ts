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

  it("closes a step for some countries to a recipient of unknown country", () => {
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

  it("names no time and nothing next when the wait ends after the plan's deadline", () => {
    const short = planSpec([whatsapp, sms], { deadlineSec: 15 });
    const move = next(engineSend({ spec: short, attempts: [engineAttempt()] }), at(1));

    expect(move).toEqual({ kind: "wait", until: null, nextStep: null, changes: [] });
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

  it("an unknown outcome whose wait was ended moves on at once and stays unknown", () => {
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
