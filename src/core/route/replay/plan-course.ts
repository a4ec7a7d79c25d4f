import type { ReplayCandidate, ReplayMoment, ReplayStep } from "./replay-log.js";

/** A route that may be next, of which step, and the chance that it is. */
export interface CourseChance {
  readonly route: string;
  readonly chance: number;
  readonly step: ReplayStep;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * Follows one send through a candidate, as the engine would: step by step, in each the routes that
 * it would choose; a person who asks again starts over at the first step, with what was not used
 * yet where the plan switches vendors.
 */
export class PlanCourse {
  /** Steps in the order in which this round takes them. */
  #order: readonly ReplayStep[];
  #at = 0;
  #inStep = 0;
  #made = 0;
  #rounds = 0;
  /** Of this round's step, and of all rounds. */
  readonly #triedInStep = new Set<string>();
  readonly #used = new Set<string>();

  constructor(
    private readonly candidate: ReplayCandidate,
    private readonly moment: ReplayMoment,
  ) {
    this.#order = candidate.steps;
  }

  /** Who may be next; empty = nothing is left. @param isAsked true = the person asked again */
  stage(isAsked: boolean): readonly CourseChance[] {
    if (isAsked) {
      this.#begin();
    }
    const { attemptsMax, firstAt } = this.candidate;
    if (this.#made >= attemptsMax) {
      return [];
    }
    if (this.#made === 0) {
      const first = firstAt === null ? [] : this.#offered(firstAt(this.moment));
      return first.length > 0 ? first : this.#firstOfRound();
    }
    for (; this.#at < this.#order.length; this.#next()) {
      const step = this.#order[this.#at] as ReplayStep;
      const chances =
        this.#inStep < step.attemptsMax ? this.#chancesOf(step, this.#triedInStep) : [];
      if (chances.length > 0) {
        return chances;
      }
    }
    return [];
  }

  /** One of the stage was taken. */
  take({ route, step }: CourseChance): void {
    if (this.#made === 0 && this.candidate.firstAt !== null) {
      this.#order = [step, ...this.candidate.steps.filter((one) => one !== step)];
    }
    const at = this.#order.indexOf(step);
    if (at !== this.#at) {
      this.#triedInStep.clear();
      this.#inStep = 0;
      this.#at = at;
    }
    this.#made += 1;
    this.#inStep += 1;
    this.#triedInStep.add(route);
    this.#used.add(route);
  }

  #begin(): void {
    this.#rounds += 1;
    this.#made = 0;
    this.#order = this.candidate.steps;
    this.#at = 0;
    this.#inStep = 0;
    this.#triedInStep.clear();
  }

  #next(): void {
    this.#at += 1;
    this.#inStep = 0;
    this.#triedInStep.clear();
  }

  /** In later rounds what was used before comes after all that was not. */
  #firstOfRound(): readonly CourseChance[] {
    const withouts = this.#rounds > 0 && this.candidate.switchesVendor ? [this.#used] : [];
    for (const without of [...withouts, nothing]) {
      for (const step of this.candidate.steps) {
        const chances = this.#chancesOf(step, without);
        if (chances.length > 0) {
          return chances;
        }
      }
    }
    return [];
  }

  #chancesOf(step: ReplayStep, without: ReadonlySet<string>): readonly CourseChance[] {
    const isFirst = this.#made === 0 && this.#rounds === 0;
    return step
      .chancesAt(this.moment, without, isFirst)
      .map(({ route, chance }) => ({ route, chance, step }));
  }

  #offered(
    chances: readonly { readonly route: string; readonly chance: number; readonly step: number }[],
  ): readonly CourseChance[] {
    return chances.flatMap(({ route, chance, step: index }) => {
      const step = this.candidate.steps[index];
      return step === undefined ? [] : [{ route, chance, step }];
    });
  }
}
