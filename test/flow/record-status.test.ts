import { describe, expect, it } from "vitest";
import { raiseAttempt } from "../../src/flow/record-status.js";
import { planSpec, planStep } from "../core/failover/engine-fixture.js";
import {
  memoryPorts,
  memoryStart,
  memoryView,
  memoryWork,
  moveOn,
} from "../support/memory-sends.js";

const later = new Date(memoryStart.getTime() + 7_000);

/** A message on its way to the vendor, whose answer nobody will ever store. */
function unanswered() {
  const view = memoryView([{ slug: "a", micros: 20_000n }]);
  const work = memoryWork(planSpec([planStep()]), view);
  moveOn(
    work,
    memoryPorts(() => 0),
    memoryStart,
  );
  const [attempt] = work.attempts;
  if (attempt === undefined) {
    throw new Error("no attempt was made");
  }
  attempt.status = "SUBMITTING";
  attempt.submittedAt = null;
  work.send.firstSubmittedAt = null;
  return { work, attempt };
}

describe("an attempt whose answer was lost", () => {
  it.each(["SUBMITTED", "UNDELIVERED", "DELIVERED", "READ"] as const)(
    "counts as handed over since it was made once a receipt calls it %s",
    (status) => {
      const { work, attempt } = unanswered();

      raiseAttempt(work, attempt, status, later, later);

      expect(attempt).toMatchObject({ status, submittedAt: memoryStart });
      expect(work.send.firstSubmittedAt).toEqual(memoryStart);
    },
  );

  it.each(["UNKNOWN", "CANCELED"] as const)("was never seen by the vendor while %s", (status) => {
    const { work, attempt } = unanswered();

    raiseAttempt(work, attempt, status, later, later);

    expect(attempt).toMatchObject({ status, submittedAt: null });
    expect(work.send.firstSubmittedAt).toBeNull();
  });
});
