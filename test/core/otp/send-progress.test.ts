import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sendStatusOf } from "../../../src/core/otp/send-progress.js";
import {
  type AttemptStatus,
  attemptStatuses,
  type SendStatus,
  sendRises,
  sendStatuses,
} from "../../../src/core/otp/status.js";

describe("a send's status", () => {
  it.each<[SendStatus, AttemptStatus[], SendStatus]>([
    ["QUEUED", [], "QUEUED"],
    ["QUEUED", ["PLANNED"], "QUEUED"],
    ["QUEUED", ["SUBMITTING"], "SENDING"],
    ["SENDING", ["SUBMITTED"], "SENT"],
    ["SENDING", ["UNKNOWN"], "SENT"],
    ["SENDING", ["REJECTED", "SUBMITTING"], "SENDING"],
    ["SENT", ["UNDELIVERED", "SUBMITTING"], "SENT"],
    ["SENT", ["TIMED_OUT", "DELIVERED"], "DELIVERED"],
    ["DELIVERED", ["READ"], "READ"],
    ["FAILED", ["SUBMITTED"], "FAILED"],
    ["FAILED", ["DELIVERED"], "DELIVERED"],
    ["DELIVERED", ["UNDELIVERED"], "DELIVERED"],
    ["CANCELED", ["DELIVERED"], "CANCELED"],
    ["BLOCKED", ["READ"], "BLOCKED"],
  ])("%s with attempts %j is %s", (current, attempts, status) => {
    expect(sendStatusOf(current, attempts)).toBe(status);
  });

  it("never falls, whatever its attempts say in whatever order", () => {
    const attempts = fc.array(fc.constantFrom(...attemptStatuses), { maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...sendStatuses), attempts, (current, list) => {
        const status = sendStatusOf(current, list);
        expect(status === current || sendRises(current, status)).toBe(true);
        expect(sendStatusOf(current, list.toReversed())).toBe(status);
        expect(sendStatusOf(status, list)).toBe(status);
      }),
    );
  });
});
