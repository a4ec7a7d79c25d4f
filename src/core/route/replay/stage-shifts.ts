import type { FateModel } from "./fate-model.js";
import type { KnownSend } from "./known-send.js";
import type { LoggedCourses } from "./logged-course.js";
import type { PeopleCurves } from "./people-curves.js";

/** Fewer effective sends than this correct nothing. */
const effectiveMin = 20;

/** Where the log has no chances to judge the model by, it may be this wrong. */
const unjudged = 0.05;
/** An error that does not show may be half of what its noise hides. */
const hidden = 0.5;

/** What the log's chances say that the model has got wrong at one stage of a candidate. */
interface Residuals {
  weight: number;
  squares: number;
  /** Σ w e, Σ w² e², Σ w² e. */
  sum: number;
  spread: number;
  cross: number;
  reach: number;
}

/**
 * Corrections of the model, stage by stage: among sends whose attempts were so far as the candidate
 * would have made them, each weighed by the product of what the candidate's chances are to those of
 * the log, the mean of what came minus what was expected. Where the model is right it is nothing;
 * where it is wrong and the log has chances, it takes the model's error away. No more of it is
 * believed than its own noise allows: ε (1 − 4 s² / ε²)+.
 *
 * Sources: N. Jiang, L. Li, 2016 (sequential doubly robust); M. van der Laan, D. Rubin, 2006
 * (targeting); Y. Su, M. Dimakopoulou, A. Krishnamurthy, M. Dudík, 2020 (shrinkage);
 * A. Swaminathan, T. Joachims, 2015 (self-normalised weights).
 */
export class StageShifts {
  readonly #arrivals = new Map<string, Residuals>();
  readonly #codes = new Map<string, Residuals>();
  readonly #believed = new Map<Residuals, Belief>();

  constructor(
    private readonly courses: LoggedCourses,
    private readonly fates: FateModel,
    private readonly people: PeopleCurves,
  ) {}

  /** Takes a send in, as far as it went as the candidate would have. @param count how often */
  add(send: KnownSend, count: number): void {
    const { country, cell, fates } = send;
    for (const { route, place, weight, past } of this.courses.stagesOf(send)) {
      const fate = fates[place - 1]?.fate;
      if (fate !== "REJECTED") {
        const reach = this.fates.reachable(country, cell, route, past);
        const expected = this.fates.expected(country, cell, route, past, reach);
        const residual = (fate === "ARRIVED" ? 1 : 0) - expected;
        hear(this.#arrivals, `${country} ${place} ${route}`, count, weight, residual, reach);
      }
      if (fate === "ARRIVED" && place === 1) {
        this.#addCode(send, route, count, weight);
      }
    }
  }

  /** Added to P(arrives | can be reached) of an attempt. @param place from 1 */
  arrival(country: string, place: number, route: string): number {
    return this.#believedOf(this.#arrivals.get(`${country} ${place} ${route}`)).shift;
  }

  /** Added to P(typed in | the first attempt, and first to arrive). */
  code(country: string, route: string): number {
    return this.#believedOf(this.#codes.get(`${country} ${route}`)).shift;
  }

  #addCode(
    { country, first, typedMs }: KnownSend,
    route: string,
    count: number,
    weight: number,
  ): void {
    if (first?.route === route) {
      const typed = typedMs === null ? 0 : 1;
      const residual = typed - this.people.typedShare(country, first);
      hear(this.#codes, `${country} ${route}`, count, weight, residual, 1);
    }
  }

  /** What an imagined attempt there may still be wrong by, 0..0.05. */
  risk(country: string, place: number, route: string): number {
    const found = this.#arrivals.get(`${country} ${place} ${route}`);
    const { error } = found === undefined ? nothingHeard : this.#believedOf(found);
    return Math.min(unjudged, hidden * error);
  }

  #believedOf(residuals: Residuals | undefined): Belief {
    if (residuals === undefined) {
      return nothingHeard;
    }
    let found = this.#believed.get(residuals);
    if (found === undefined) {
      found = believed(residuals);
      this.#believed.set(residuals, found);
    }
    return found;
  }
}

function hear(
  all: Map<string, Residuals>,
  key: string,
  count: number,
  weight: number,
  residual: number,
  reach: number,
): void {
  let known = all.get(key);
  if (known === undefined) {
    known = { weight: 0, squares: 0, sum: 0, spread: 0, cross: 0, reach: 0 };
    all.set(key, known);
  }
  known.weight += count * weight;
  known.squares += count * weight ** 2;
  known.sum += count * weight * residual;
  known.spread += count * (weight * residual) ** 2;
  known.cross += count * weight ** 2 * residual;
  known.reach += count * weight * reach;
}

/** What is made of residuals. */
interface Belief {
  /** A change of P(arrives | reached). */
  readonly shift: number;
  /** Standard error of the mean residual. */
  readonly error: number;
}

const nothingHeard: Belief = { shift: 0, error: 1 };

/** The part of a mean residual that its noise leaves. */
function believed({ weight, squares, sum, spread, cross, reach }: Residuals): Belief {
  if (weight ** 2 < effectiveMin * squares) {
    return nothingHeard;
  }
  const mean = sum / weight;
  const variance = (spread - 2 * mean * cross + mean ** 2 * squares) / weight ** 2;
  const kept = Math.max(0, 1 - (4 * variance) / Math.max(mean ** 2, 1e-12));
  return { shift: (mean * kept) / Math.max(0.3, reach / weight), error: Math.sqrt(variance) };
}
