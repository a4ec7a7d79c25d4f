import { expect, it } from "vitest";
import { next } from "../../../src/core/failover/engine.js";
import { stepSkipWords } from "../../../src/core/failover/skip-words.js";
import { unservableSteps } from "../../../src/core/failover/step-options.js";
import { at, engineAttempt, engineSend, planSpec, planStep } from "./engine-fixture.js";

const spec = planSpec([
  planStep({ channel: "EMAIL" }, ["e"]),
  planStep({ channel: "VOICE", countries: ["BR"] }, ["v"]),
  planStep({ channel: "SMS" }, ["a"]),
]);

it("tells beforehand which steps can never serve a recipient, wherever they stand", () => {
  expect(unservableSteps(engineSend({ spec, hasEmail: false }))).toEqual([
    { step: 1, channel: "EMAIL", reason: "NO_EMAIL" },
    { step: 2, channel: "VOICE", reason: "COUNTRY_NOT_SERVED" },
  ]);
  expect(unservableSteps(engineSend({ spec, country: "BR" }))).toEqual([]);
});

it("has words of their own for every reason", () => {
  const words = (
    [
      "NO_PHONE",
      "NO_EMAIL",
      "COUNTRY_NOT_SERVED",
      "CHANNEL_FAILED",
      "ACCOUNTS_FAILED",
      "OTHER_CHANNEL_ASKED",
    ] as const
  ).map(stepSkipWords);

  expect(new Set(words).size).toBe(words.length);
});

it("says that every account of a passed step has failed", () => {
  const twice = planSpec([
    planStep({}, ["a"]),
    planStep({ channel: "VOICE" }, ["a"]),
    planStep({ channel: "EMAIL" }, ["e"]),
  ]);
  const attempts = [engineAttempt({ status: "REJECTED", failureClass: "ACCOUNT" })];

  expect(next(engineSend({ spec: twice, attempts }), at(1))).toMatchObject({
    kind: "try",
    skipped: [{ step: 2, channel: "VOICE", reason: "ACCOUNTS_FAILED" }],
  });
});
