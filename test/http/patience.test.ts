import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Patience } from "../../src/http/patience.js";
import { deferred } from "../support/deferred.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const tooLate = () => new Error("too late");

function outcomeOf(answer: Promise<string>): Promise<string> {
  return answer.catch((error: Error) => error.message);
}

describe("a caller's patience", () => {
  it("ends after its time, whatever comes then", async () => {
    const answer = deferred<string>();
    const told = outcomeOf(new Patience(100, tooLate).wait(answer.promise));

    vi.advanceTimersByTime(100);

    expect(await told).toBe("too late");
    answer.resolve("an answer that nobody hears");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("lasts as long as an operation says that it takes", async () => {
    const answer = deferred<string>();
    const patience = new Patience(100, tooLate);
    const told = patience.wait(answer.promise);

    patience.extend(1_000);
    vi.advanceTimersByTime(999);
    answer.resolve("done");

    expect(await told).toBe("done");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends even then", async () => {
    const patience = new Patience(100, tooLate);
    const told = outcomeOf(patience.wait(new Promise<string>(() => undefined)));

    patience.extend(1_000);
    vi.advanceTimersByTime(1_000);

    expect(await told).toBe("too late");
  });

  it("leaves no timer behind an answer or a failure", async () => {
    expect(await new Patience(100, tooLate).wait("at once")).toBe("at once");
    const failure = new Patience(100, tooLate).wait(Promise.reject(new Error("broken")));
    await expect(failure).rejects.toThrow("broken");

    expect(vi.getTimerCount()).toBe(0);
  });
});
