import type { FateModel } from "./fate-model.js";
import type { ReplayRefusal, ReplayRoutes } from "./replay-log.js";
import type { StageShifts } from "./stage-shifts.js";

const effectiveMin = 50;
/** What an imagined attempt may be wrong by where less is known of its route. */
const unknownRisk = 0.5;
const trustMin = 0.7;
/** What fewer sends of a country come to is no reason to leave it out: the intervals bear it. */
const reachMin = 0.05;

interface Wanted {
  readonly country: string;
  readonly place: number;
  readonly route: string;
  count: number;
  imagined: number;
}

/** Every attempt that a candidate wants, by country and place. */
export class WantedAttempts {
  readonly sends = new Map<string, number>();
  readonly #attempts = new Map<string, Wanted>();

  /** A send of a country was taken through the candidate. */
  count(country: string): void {
    this.sends.set(country, (this.sends.get(country) ?? 0) + 1);
  }

  /** @param place from 1. @param isKnown true = the send's own log tells what became of it */
  readonly hear = (country: string, place: number, route: string, isKnown: boolean): void => {
    const key = `${country} ${place} ${route}`;
    const known = this.#attempts.get(key) ?? { country, place, route, count: 0, imagined: 0 };
    known.count += 1;
    known.imagined += isKnown ? 0 : 1;
    this.#attempts.set(key, known);
  };

  /** Those that are wanted in a country, the first of sends first. */
  in(country: string): readonly Wanted[] {
    return [...this.#attempts.values()]
      .filter((one) => one.country === country)
      .toSorted((one, other) => one.place - other.place);
  }
}

/** What a log can say of a candidate. */
export interface Judgement {
  /** Countries that it says too little of, and why. */
  readonly gaps: ReadonlyMap<string, ReplayRefusal>;
  /** The least effective number of attempts behind any that is imagined; null = none is. */
  readonly effective: number | null;
  /** What imagined attempts may be wrong by beyond their noise, per send of the others, 0..1. */
  readonly risk: number;
}

/**
 * Looks whether enough is known of what a candidate wants: of a first route, that its receipts can
 * be trusted; of every attempt that is imagined, because the send's own log does not tell of it,
 * that 50 effective ones were made.
 */
export function judge(
  wanted: WantedAttempts,
  fates: FateModel,
  shifts: StageShifts,
  routes: ReplayRoutes,
): Judgement {
  const gaps = new Map<string, ReplayRefusal>();
  let kept = 0;
  let risk = 0;
  let effective: number | null = null;
  let least: number | null = null;
  for (const [country, sends] of wanted.sends) {
    const attempts = wanted.in(country);
    const gap = gapOf(attempts, sends, fates, routes, country);
    const here = leastOf(attempts, sends, fates);
    least = lesser(least, here);
    if (gap !== null) {
      gaps.set(country, gap);
      continue;
    }
    kept += sends;
    effective = lesser(effective, here);
    for (const { route, place, imagined } of attempts) {
      const isKnown = fates.informed(country, route) >= effectiveMin;
      risk += imagined * (isKnown ? shifts.risk(country, place, route) : unknownRisk);
    }
  }
  return {
    gaps,
    effective: kept === 0 ? least : effective,
    risk: kept === 0 ? 0 : Math.min(1, risk / kept),
  };
}

function gapOf(
  attempts: readonly Wanted[],
  sends: number,
  fates: FateModel,
  { trustOf }: ReplayRoutes,
  country: string,
): ReplayRefusal | null {
  if (attempts.length === 0) {
    return { reason: "NO_ROUTE", country };
  }
  for (const { place, route, count, imagined } of attempts) {
    const trust = place === 1 && count >= reachMin * sends ? trustOf(route, country) : null;
    if (trust !== null && trust < trustMin) {
      return { reason: "UNTRUSTED_RECEIPTS", route, country, trust };
    }
    const effective = fates.informed(country, route);
    if (imagined >= reachMin * sends && effective < effectiveMin) {
      return { reason: "LITTLE_EVIDENCE", place, route, country, effective };
    }
  }
  return null;
}

function leastOf(attempts: readonly Wanted[], sends: number, fates: FateModel): number | null {
  const weighty = attempts.filter(({ imagined }) => imagined >= reachMin * sends);
  return weighty.reduce<number | null>(
    (least, { country, route }) => lesser(least, fates.informed(country, route)),
    null,
  );
}

function lesser(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.min(one, other);
}
