import { expect, it } from "vitest";
import { next } from "../../../src/core/failover/engine.js";
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

it("gives the failure of all its accounts as the reason of a passed step", () => {
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
