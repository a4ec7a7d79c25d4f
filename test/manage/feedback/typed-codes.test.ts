import { describe, expect, it } from "vitest";
import type { VerifiedCode } from "../../../src/flow/verified-code.js";
import { TypedCodes, type TypedCodesPorts } from "../../../src/manage/feedback/typed-codes.js";
import { deferred } from "../../support/deferred.js";

const code: VerifiedCode = {
  tenantId: "tenant-1",
  accountId: "account-1",
  channel: "TELEGRAM",
  country: "ID",
  vendorMessageId: "m-1",
  from: null,
  sealed: Buffer.from("sealed"),
  at: new Date("2026-01-02T03:04:05Z"),
};

/** Answers in this order, the last again and again; counts the questions. */
function vendor(...answers: Awaited<ReturnType<TypedCodesPorts["tell"]>>[]) {
  const told: VerifiedCode[] = [];
  const failures: unknown[] = [];
  const codes = (changes: Partial<TypedCodesPorts> = {}) =>
    new TypedCodes({
      stateOf: () => Promise.resolve("open"),
      tell(one) {
        told.push(one);
        return Promise.resolve(answers[Math.min(told.length, answers.length) - 1] ?? "taken");
      },
      failed: (error) => failures.push(error),
      pausesMs: [0, 0],
      ...changes,
    });
  return { told, failures, codes };
}

/** Lets a queue that never pauses long come to its end. */
async function ended(codes: TypedCodes, isDone: () => boolean): Promise<void> {
  while (!isDone()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  await codes.stop();
}

describe("telling a vendor of a code that was typed in", () => {
  it("happens at once, and once where the vendor takes or refuses it", async () => {
    for (const answer of ["taken", "refused"] as const) {
      const { told, codes } = vendor(answer);
      const queue = codes();
      queue.take(code);
      await ended(queue, () => told.length > 0);

      expect(told).toEqual([code]);
    }
  });

  it("is tried again after a failure, and given up after three", async () => {
    const mends = vendor("failed", "taken");
    const first = mends.codes();
    first.take(code);
    await ended(first, () => mends.told.length === 2);
    const never = vendor("failed");
    const second = never.codes();
    second.take(code);
    await ended(second, () => never.told.length === 3);

    expect([mends.told.length, never.told.length]).toEqual([2, 3]);
  });

  it("survives a vendor's adapter that throws, and an account that cannot be read", async () => {
    const { told, failures, codes } = vendor();
    let tries = 0;
    const queue = codes({
      tell: () => {
        tries += 1;
        return Promise.reject(new Error("code 493817"));
      },
    });
    queue.take(code);
    await ended(queue, () => tries === 3);
    const broken = codes({ stateOf: () => Promise.reject(new Error("no database")) });
    broken.take(code);
    await ended(broken, () => failures.length > 0);

    expect(told).toEqual([]);
    expect(failures).toEqual([new Error("no database")]);
  });

  it("waits for an account that is paused, and is not done for one that is gone", async () => {
    const { told, codes } = vendor("taken");
    const states = ["paused", "open"] as const;
    let asked = 0;
    const queue = codes({ stateOf: () => Promise.resolve(states[asked++] ?? "open") });
    queue.take(code);
    await ended(queue, () => told.length === 1);
    let isAsked = false;
    const gone = codes({
      stateOf: () => {
        isAsked = true;
        return Promise.resolve("gone");
      },
    });
    gone.take(code);
    await ended(gone, () => isAsked);

    expect(told).toHaveLength(1);
  });

  it("is tried once more when the process stops, and nothing is taken on then", async () => {
    const { told, codes } = vendor("failed");
    const queue = codes({ pausesMs: [3_600_000] });
    queue.take(code);
    await ended(queue, () => told.length === 1);
    queue.take(code);
    await queue.stop();

    expect(told).toHaveLength(2);
  });

  it("is not done for more than 500 at a time", async () => {
    const answer = deferred<"taken">();
    let asked = 0;
    const { codes } = vendor();
    const queue = codes({
      tell: () => {
        asked += 1;
        return answer.promise;
      },
    });
    for (let index = 0; index < 501; index += 1) {
      queue.take(code);
    }
    answer.resolve("taken");
    await queue.stop();

    expect(asked).toBe(500);
  });
});
