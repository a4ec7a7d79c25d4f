import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attemptStatuses, failureClasses } from "../../../src/core/otp/status.js";
import {
  breakerAfter,
  breakerNews,
  type BreakerState,
  closedBreaker,
  healthOf,
  isProbeDue,
  startProbe,
} from "../../../src/core/route/breaker.js";

const start = new Date("2026-03-01T10:00:00Z");
const at = (sec: number) => new Date(start.getTime() + sec * 1000);

function failed(times: number, from: BreakerState = closedBreaker): BreakerState {
  return Array.from({ length: times }).reduce<BreakerState>(
    (state) => breakerAfter(state, "down", false, start),
    from,
  );
}

describe("what an attempt says of its route", () => {
  it("only VENDOR_DOWN speaks against it", () => {
    for (const failureClass of failureClasses) {
      const news = breakerNews("REJECTED", failureClass);
      expect(news).toBe(failureClass === "VENDOR_DOWN" ? "down" : "up");
    }
  });

  it("an attempt without an answer says nothing", () => {
    const silent = attemptStatuses.filter((status) => breakerNews(status, null) === null);

    expect(silent).toEqual(["PLANNED", "SUBMITTING", "UNKNOWN", "TIMED_OUT", "CANCELED"]);
    expect(breakerNews("UNKNOWN", "VENDOR_DOWN")).toBe("down");
  });
});

describe("a breaker", () => {
  it("opens at the fifth failure in a row", () => {
    expect(healthOf(failed(1)).state).toBe("HEALTHY");
    expect(healthOf(failed(2)).state).toBe("DEGRADED");
    expect(healthOf(failed(4)).state).toBe("DEGRADED");
    expect(failed(5)).toEqual({ failures: 5, openedAt: start, probeAt: at(30), backoffSec: 30 });
  });

  it("says how many failures opened it and when it probes", () => {
    expect(healthOf(failed(5))).toEqual({
      state: "OPEN",
      failures: 5,
      nextProbeAt: at(30),
    });
    expect(healthOf(closedBreaker)).toEqual({
      state: "HEALTHY",
      failures: 0,
      nextProbeAt: null,
    });
  });

  it("starts to count anew after any other outcome", () => {
    const state = breakerAfter(failed(4), "up", false, start);

    expect(state).toEqual(closedBreaker);
    expect(healthOf(failed(4, state)).state).toBe("DEGRADED");
  });

  it("lets one send probe after 30 s, and no second while it is on its way", () => {
    const open = failed(5);

    expect(isProbeDue(open, at(29))).toBe(false);
    expect(isProbeDue(open, at(30))).toBe(true);
    const probing = startProbe(open, at(30));
    expect(isProbeDue(probing, at(59))).toBe(false);
    expect(isProbeDue(probing, at(60))).toBe(true);
  });

  it("doubles the wait with every failed probe, to 10 minutes", () => {
    const waits: number[] = [];
    let state = failed(5);
    for (let probe = 0; probe < 7; probe += 1) {
      const now = state.probeAt ?? start;
      state = breakerAfter(startProbe(state, now), "down", true, now);
      waits.push(((state.probeAt ?? now).getTime() - now.getTime()) / 1000);
    }

    expect(waits).toEqual([60, 120, 240, 480, 600, 600, 600]);
  });

  it("is not put off by failures of sends that left before it opened", () => {
    const open = failed(5);
    const later = breakerAfter(open, "down", false, at(10));

    expect(later).toEqual({ ...open, failures: 6 });
  });

  it("closes with the first success, probe or not", () => {
    expect(breakerAfter(failed(5), "up", true, at(31))).toEqual(closedBreaker);
    expect(breakerAfter(failed(5), "up", false, at(3))).toEqual(closedBreaker);
  });

  it("is moved by nothing that says nothing", () => {
    const open = failed(5);

    expect(breakerAfter(open, null, true, at(40))).toBe(open);
    expect(breakerAfter(closedBreaker, "up", false, at(40))).toBe(closedBreaker);
  });

  it("is open exactly while the latest failures in a row are 5 or more", () => {
    const news = fc.array(fc.tuple(fc.constantFrom("down", "up", null), fc.boolean()), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(news, (list) => {
        let state = closedBreaker;
        let inRow = 0;
        for (const [index, [one, wasProbe]] of list.entries()) {
          state = breakerAfter(state, one, wasProbe, at(index));
          inRow = one === "down" ? inRow + 1 : one === "up" ? 0 : inRow;
          expect(state.openedAt !== null).toBe(inRow >= 5);
          expect(state.failures).toBe(inRow);
          expect(state.backoffSec).toBeLessThanOrEqual(600);
        }
      }),
    );
  });
});
