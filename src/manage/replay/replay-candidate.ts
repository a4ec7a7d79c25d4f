import type { PlanSpec, PlanStep } from "../../core/plan/plan.js";
import type { Candidate } from "../../core/route/candidate.js";
import { chooseVendor } from "../../core/route/choose-vendor.js";
import type { ReplayCandidate } from "../../core/route/replay/replay-log.js";
import type { OffersAt } from "../../core/plan/estimate/open-market.js";

/** The first step that chooses by what is measured or by chance, from 1; null = none. */
export function measuringStep({ order, steps }: PlanSpec): number | null {
  if (order === "SMART") {
    return 1;
  }
  const fixed: readonly PlanStep["strategy"][] = ["PRIORITY", "CHEAPEST"];
  const index = steps.findIndex(({ strategy }) => !fixed.includes(strategy));
  return index === -1 ? null : index + 1;
}

/**
 * A plan as a replay follows it: each step's vendors in its own order at the prices of now. Vendors
 * that cannot be used now, for a pause or an open circuit, are followed all the same.
 */
export function replayCandidate(spec: PlanSpec, offersAt: OffersAt): ReplayCandidate {
  return {
    attemptsMax: spec.maxAttempts,
    deadlineMs: spec.deadlineSec * 1000,
    resendsMax: spec.resend.maxResends,
    steps: spec.steps.map((step) => {
      const byCountry = new Map<string, readonly string[]>();
      return {
        routesIn(country) {
          const known = byCountry.get(country);
          if (known !== undefined) {
            return known;
          }
          const made = routesOf(step, country, offersAt);
          byCountry.set(country, made);
          return made;
        },
        waitMs: step.waitSec === null ? null : step.waitSec * 1000,
        attemptsMax: step.maxAttempts,
        advancesOnRejected: step.advanceOn.includes("REJECTED"),
        advancesOnFailed: step.advanceOn.includes("UNDELIVERED"),
        waitFor: step.waitFor === "VERIFIED" ? "VERIFIED" : "DELIVERED",
      };
    }),
  };
}

const passing: readonly Candidate["skippedBecause"][] = [
  null,
  "PAUSED",
  "BREAKER_OPEN",
  "MEASURED_OPEN",
  "ACCOUNT_STOPPED",
];

function routesOf(step: PlanStep, country: string, offersAt: OffersAt): readonly string[] {
  const isServed = step.countries === null || step.countries.includes(country);
  if (step.channel !== "EMAIL" && (country === "" || !isServed)) {
    return [];
  }
  const place = step.channel === "EMAIL" || country === "" ? null : country;
  const candidates = offersAt(step, place, null).map((candidate) =>
    passing.includes(candidate.skippedBecause) ? { ...candidate, skippedBecause: null } : candidate,
  );
  return chooseVendor(step.strategy, candidates, 0).order.flatMap((index) => {
    const candidate = candidates[index];
    return candidate === undefined || candidate.accountId === null
      ? []
      : [`${candidate.accountId} ${candidate.channel}`];
  });
}
