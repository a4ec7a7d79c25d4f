import type { OffersAt } from "../../plan/estimate/open-market.js";
import type { PlanSpec, PlanStep } from "../../plan/plan.js";
import type { Candidate } from "../candidate.js";
import type { ReplayMoment } from "./replay-log.js";

/** The vendors of a step in one cell, in plan order. */
export interface OfferedRoutes {
  readonly candidates: readonly Candidate[];
  /** Account and channel of each; null = there is no account. */
  readonly routes: readonly (string | null)[];
}

const nobody: OfferedRoutes = { candidates: [], routes: [] };
/** What keeps a vendor from being used at the moment is no reason for all of a past. */
const passing: readonly Candidate["skippedBecause"][] = [
  null,
  "PAUSED",
  "BREAKER_OPEN",
  "MEASURED_OPEN",
  "ACCOUNT_STOPPED",
];

/** What a plan's steps have to choose from, at the prices of now, cell by cell. */
export class OfferBook {
  readonly #known = new Map<string, OfferedRoutes>();

  constructor(
    readonly spec: PlanSpec,
    private readonly offersAt: OffersAt,
  ) {}

  /** @param step index of the step */
  at(step: number, { country, cell, hasEmail }: Where): OfferedRoutes {
    const found = this.spec.steps[step];
    if (found === undefined || !isServed(found, country, hasEmail)) {
      return nobody;
    }
    const key = `${step} ${found.channel === "EMAIL" ? "" : cell}`;
    const known = this.#known.get(key);
    if (known !== undefined) {
      return known;
    }
    const [, network = null] = cell.split(" ");
    const isMail = found.channel === "EMAIL";
    const offered = this.offersAt(found, isMail ? null : country, isMail ? null : network);
    const candidates = offered.map((one) =>
      passing.includes(one.skippedBecause) ? { ...one, skippedBecause: null } : one,
    );
    const routes = candidates.map(({ accountId, channel }) =>
      accountId === null ? null : `${accountId} ${channel}`,
    );
    const made = { candidates, routes };
    this.#known.set(key, made);
    return made;
  }
}

type Where = Pick<ReplayMoment, "country" | "cell" | "hasEmail">;

function isServed(step: PlanStep, country: string, hasEmail: boolean): boolean {
  const isInCountry = step.countries === null || step.countries.includes(country);
  return isInCountry && (step.channel === "EMAIL" ? hasEmail : country !== "");
}
