import { expect, test } from "vitest";
import { differencesOf } from "../../../src/dashboard/plans/plan-difference.js";
import type { RevisionFragment } from "../../../src/dashboard/plans/plans.generated.js";

type Step = RevisionFragment["steps"][number];

const step = (position: number, channel: Step["channel"], change: Partial<Step> = {}): Step => ({
  position,
  channel,
  strategy: "PRIORITY",
  waitFor: "DELIVERED",
  waitSec: null,
  maxAttempts: 1,
  advanceOn: ["REJECTED"],
  countries: null,
  vendors: [],
  ...change,
});

const revision = (steps: Step[], change: Partial<RevisionFragment> = {}): RevisionFragment => ({
  id: "rev_1",
  number: 1,
  note: null,
  createdBy: "somebody",
  createdAt: "2026-11-22T00:00:00Z",
  objective: "BALANCED",
  order: "AS_WRITTEN",
  deadlineSec: 180,
  maxAttempts: 4,
  countries: null,
  messageLocale: null,
  maxCostPerSend: null,
  code: {
    alphabet: "DIGITS",
    length: 6,
    maxChecks: 5,
    perAttempt: false,
    smsAppHash: null,
    smsDomain: null,
    ttlSec: 300,
  },
  resend: { cooldownSec: 30, maxResends: 2, switchVendor: true },
  messages: [],
  problems: [],
  steps,
  ...change,
});

test("two alike differ in nothing", () => {
  expect(differencesOf(revision([step(1, "SMS")]), revision([step(1, "SMS")]))).toEqual([]);
});

test("a step that changes its place is moved, not another step", () => {
  const before = revision([step(1, "WHATSAPP"), step(2, "SMS")]);
  const after = revision([step(1, "SMS"), step(2, "WHATSAPP")]);

  expect(differencesOf(before, after)).toEqual([
    { step: 1, what: "movedFrom", before: "2", after: "1" },
    { step: 2, what: "movedFrom", before: "1", after: "2" },
  ]);
});

test("a step before the others is added, and the others did not move", () => {
  const before = revision([step(1, "WHATSAPP"), step(2, "SMS")]);
  const after = revision([step(1, "EMAIL"), step(2, "WHATSAPP"), step(3, "SMS")]);

  expect(differencesOf(before, after)).toEqual([
    { step: 1, what: "added", before: null, after: "EMAIL" },
  ]);
  expect(differencesOf(after, before)).toEqual([
    { step: 1, what: "removed", before: "EMAIL", after: null },
  ]);
});

test("waits, the whole plan's choices and limits are told with both values", () => {
  const before = revision([step(1, "SMS")]);
  const after = revision([step(1, "SMS", { waitSec: 30 })], { order: "SMART", deadlineSec: 90 });

  expect(differencesOf(before, after)).toEqual([
    { step: null, what: "order", before: "AS_WRITTEN", after: "SMART" },
    { step: null, what: "deadlineSec", before: "180 s", after: "90 s" },
    { step: 1, what: "waitSec", before: "adaptive", after: "30 s" },
  ]);
});
