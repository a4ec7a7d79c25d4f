import { expect, test } from "vitest";
import type { CheckAnswer } from "../../../src/dashboard/widget/otp-client.js";
import { ownTime } from "../../../src/dashboard/widget/otp-state.js";
import { at, look, now, progressOf, stateAfter, told } from "./progress-of.js";

const answer = (changes: Partial<CheckAnswer>): CheckAnswer => ({
  result: null,
  progress: null,
  checksLeft: null,
  refusal: null,
  ...changes,
});
const checked = (changes: Partial<CheckAnswer>) =>
  ({ type: "checked", answer: answer(changes), now }) as const;

test("remembers the channels that a code went by", () => {
  const state = stateAfter(
    told(),
    told({ channel: "SMS", nextChannel: "EMAIL" }),
    told({ channel: "EMAIL", nextChannel: null }),
  );

  expect(state.tried).toEqual(["WHATSAPP", "SMS"]);
  expect(stateAfter(told(), told()).tried).toEqual([]);
});

test("a channel that is used again is not told twice", () => {
  const state = stateAfter(told(), told({ channel: "SMS" }), told({ channel: "WHATSAPP" }));

  expect(state.tried).toEqual(["SMS"]);
});

test("counts by the server's clock, whatever ours says", () => {
  const state = stateAfter(
    { type: "look", look: { ...look, serverTime: at(3_600) }, now },
    told({ nextStepAt: at(3_612) }),
  );

  expect(ownTime(state, at(3_612))).toBe(now + 12_000);
});

test.each([
  ["VERIFIED", "VERIFIED"],
  ["ALREADY_VERIFIED", "VERIFIED"],
  ["EXPIRED", "EXPIRED"],
  ["CHECKS_EXHAUSTED", "CHECKS_EXHAUSTED"],
  ["CANCELED", "CANCELED"],
])("a check that answers %s ends it as %s", (result, ending) => {
  expect(stateAfter(told(), { type: "checking" }, checked({ result })).ending).toBe(ending);
});

test("a wrong code tells how many tries are left, until something else is typed", () => {
  const wrong = stateAfter(
    told(),
    { type: "checking" },
    checked({ result: "WRONG_CODE", checksLeft: 3, progress: progressOf({ checksLeft: 3 }) }),
  );

  expect(wrong).toMatchObject({
    isChecking: false,
    problem: { kind: "wrong", checksLeft: 3 },
    progress: { checksLeft: 3 },
  });
  expect(
    stateAfter(told(), checked({ result: "WRONG_CODE" }), { type: "typed" }).problem,
  ).toBeNull();
});

test("the last wrong code is the end", () => {
  const last = progressOf({ checksLeft: 0, verification: "CHECKS_EXHAUSTED" });
  const state = stateAfter(
    told(),
    checked({ result: "WRONG_CODE", checksLeft: 0, progress: last }),
  );

  expect(state).toMatchObject({ ending: "CHECKS_EXHAUSTED", problem: null });
});

test("a refusal that waiting solves is over when its time is", () => {
  const refusal = { message: "Too many requests.", retryAfterMs: 2_000 };
  const refused = [told(), checked({ refusal })] as const;

  expect(stateAfter(...refused, { type: "tick", now: now + 1_999 }).problem?.kind).toBe("refused");
  expect(stateAfter(...refused, { type: "tick", now: now + 2_000 }).problem).toBeNull();
});

test("a lost answer is said to be lost", () => {
  const lost = { type: "checked", answer: null, now } as const;

  expect(stateAfter(told(), { type: "checking" }, lost)).toMatchObject({
    isChecking: false,
    problem: { kind: "offline" },
  });
});

test.each([
  [{ verification: "VERIFIED" }, "VERIFIED"],
  [{ verification: "EXPIRED" }, "EXPIRED"],
  [{ status: "BLOCKED" }, "BLOCKED"],
  [{ status: "CANCELED" }, "CANCELED"],
])("progress %j ends it, wherever the code was typed", (changes, ending) => {
  expect(stateAfter(told(), told(changes)).ending).toBe(ending);
});

test("nothing changes an ending", () => {
  const ended = stateAfter(told({ verification: "VERIFIED" }));

  expect(stateAfter(told({ verification: "VERIFIED" }), told({ status: "FAILED" }))).toEqual(ended);
});

test("a code whose time is over is over without a word of the server, a moment later", () => {
  const expires = told({ expiresAt: at(10) });

  expect(stateAfter(expires, { type: "tick", now: now + 12_000 }).ending).toBeNull();
  expect(stateAfter(expires, { type: "tick", now: now + 13_000 }).ending).toBe("EXPIRED");
});

test("a token that ends behind its code means that the code expired", () => {
  const late = { type: "tokenEnded", now: now + 301_000 } as const;

  expect(stateAfter(told(), late).ending).toBe("EXPIRED");
  expect(stateAfter({ type: "tokenEnded", now }).ending).toBe("TOKEN_INVALID");
});
