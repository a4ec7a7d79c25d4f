import type { GuardParameters } from "./parameters.js";

/** Sends of a prefix and how many were verified, as of `atSec`. */
interface PrefixEvidence {
  sends: number;
  verified: number;
  atSec: number;
}

interface PrefixRecord {
  /** Requests, decayed fast, as of `ratedAtSec`. */
  requests: number;
  ratedAtSec: number;
  /** What was seen while requests were as usual … */
  readonly calm: PrefixEvidence;
  /** … and since they are not; null = not hot. */
  hot: PrefixEvidence | null;
}

interface CellRecord {
  readonly prefixes: Map<string, PrefixRecord>;
  hotCount: number;
  /** Requests of all prefixes that were not hot, decayed slowly, as of `atSec`. */
  requests: number;
  atSec: number;
}

/** What is known of a prefix, or with prefix "" of its cell, as plain numbers. */
export interface GuardRow {
  readonly cell: number;
  readonly prefix: string;
  /** Of a cell: requests, since. Of a prefix: requests, since; calm; hot, where it is. */
  readonly numbers: readonly number[];
}

/** What the pump guard knows of a prefix. */
export interface PrefixReport {
  /** True while it is asked for far more than its neighbours. */
  readonly isHot: boolean;
  /** Requests per hour, and as a multiple of its calm neighbours' mean. */
  readonly perHour: number;
  readonly ratio: number;
  /** Sends that count for or against it, decayed with time, and how many were verified. */
  readonly sends: number;
  readonly verified: number;
}

const halfHourSec = 1800;
/** A hot prefix is so until its requests fall below this share of what made it hot. */
const hysteresis = 0.5;
/** Requests in half an hour that a quiet prefix may have by chance. */
const burst = 1.4;
/** A pause is an end when an end is this many times as likely. */
const endOdds = 9;
/** Prefixes kept per cell; beyond, those that were silent longest go. */
const prefixesMax = 20_000;

/**
 * Holds prefixes whose codes nobody types in for pumped. What is seen while a prefix is asked for
 * far more than its neighbours is kept apart from what it was before: an attack is recognised
 * without weighing it against months of honest traffic, and forgotten when it ends.
 */
export class PrefixGuard {
  readonly #cells = new Map<number, CellRecord>();

  /** Prefixes that changed since `takeChanges`, by cell; null = nobody asks. */
  #changed: Map<number, Set<string>> | null;

  /**
   * @param tracks true = `takeChanges` is used
   * @param market with one tenant's guard the one of all: it hears of everything, too, and what it
   *   thinks of a prefix is what this one begins with
   */
  constructor(
    readonly parameters: GuardParameters,
    tracks = false,
    readonly market: PrefixGuard | null = null,
  ) {
    this.#changed = tracks ? new Map() : null;
  }

  /** What changed since the last call, as it is now. O(changes). */
  takeChanges(): readonly GuardRow[] {
    const changed = this.#changed ?? new Map<number, Set<string>>();
    this.#changed = new Map();
    return [...changed].flatMap(([cell, prefixes]) => {
      const record = this.#cells.get(cell);
      return record === undefined
        ? []
        : ["", ...prefixes].flatMap((prefix) => rowsOf(record, cell, prefix));
    });
  }

  /** Puts what another guard knows in the place of what is known of the same prefixes. */
  load(rows: readonly GuardRow[]): void {
    for (const { cell, prefix, numbers } of rows) {
      const [requests = 0, atSec = 0, ...evidence] = numbers;
      const record = this.#cell(cell, atSec);
      if (prefix === "") {
        record.requests = requests;
        record.atSec = atSec;
      } else {
        const before = record.prefixes.get(prefix)?.hot ?? null;
        const [calm, hot] = [evidenceOf(evidence.slice(0, 3)), evidenceOf(evidence.slice(3))];
        record.hotCount += (hot === null ? 0 : 1) - (before === null ? 0 : 1);
        record.prefixes.set(prefix, {
          requests,
          ratedAtSec: atSec,
          calm: calm ?? { sends: 0, verified: 0, atSec },
          hot,
        });
      }
    }
  }

  /** One request from a prefix, refused ones included. O(1). */
  requested(cell: number, prefix: string, atSec: number): void {
    this.market?.requested(cell, prefix, atSec);
    const record = this.#cell(cell, atSec);
    const found = this.#prefix(record, prefix, atSec);
    this.#note(cell, prefix);
    if (found.hot !== null && this.#hasPaused(found, atSec)) {
      found.hot = null;
      record.hotCount -= 1;
      found.requests = this.#usualRequests(record, atSec);
      found.ratedAtSec = atSec;
    }
    found.requests = this.#requestsAt(found, atSec) + 1;
    found.ratedAtSec = atSec;
    const ratio = this.#ratio(record, found, atSec);
    const perHalfHour = this.#perHalfHour(found.requests);
    const { hotRatio, hotRequests } = this.parameters;
    if (found.hot === null && ratio > hotRatio && perHalfHour > hotRequests) {
      found.hot = { sends: 0, verified: 0, atSec };
      record.hotCount += 1;
    } else if (found.hot !== null && this.#isOver(record, found, atSec)) {
      found.hot = null;
      record.hotCount -= 1;
    }
    if (found.hot === null) {
      record.requests = this.#cellRequestsAt(record, atSec) + 1;
      record.atSec = atSec;
    }
  }

  /**
   * A send of the prefix is old enough to count, or was verified before.
   *
   * @param voice how far it speaks of the prefix, 0..1 (`PeopleStatistics.voice`)
   */
  sent(cell: number, prefix: string, isVerified: boolean, atSec: number, voice: number): void {
    this.#count(cell, prefix, { sends: voice, verified: isVerified ? voice : 0 }, atSec);
  }

  /** A send that had been counted as unverified was verified after all. */
  verifiedLate(cell: number, prefix: string, atSec: number, voice: number): void {
    this.#count(cell, prefix, { sends: 0, verified: voice }, atSec);
  }

  /** g = P(a genuine person asks | the prefix), 0..1. O(1). */
  genuine(cell: number, prefix: string | null, atSec: number): number {
    const record = this.#cells.get(cell);
    const found = prefix === null ? undefined : record?.prefixes.get(prefix);
    const usually = this.market?.genuine(cell, prefix, atSec) ?? 1;
    if (record === undefined || found === undefined) {
      return usually;
    }
    const { priorWeight, priorWeightHot, genuineRate, hotRatio } = this.parameters;
    const hot = this.#isOver(record, found, atSec) ? null : found.hot;
    const evidence = hot ?? found.calm;
    const decay = this.#decay(evidence, hot !== null, atSec);
    const weight = hot === null ? priorWeight : priorWeightHot;
    const usual = hot === null ? 1 : Math.min(1, hotRatio / this.#ratio(record, found, atSec));
    const priorRate = usually < 1 ? usually * genuineRate : this.parameters.priorRate;
    const hits = evidence.verified * decay + weight * priorRate * usual;
    return Math.min(1, hits / (evidence.sends * decay + weight) / genuineRate);
  }

  /** Requests per hour of a prefix, as of now; 0 = it was never asked for. O(1). */
  perHour(cell: number, prefix: string | null, atSec: number): number {
    const found = prefix === null ? undefined : this.#cells.get(cell)?.prefixes.get(prefix);
    return found === undefined ? 0 : 2 * this.#perHalfHour(this.#requestsAt(found, atSec));
  }

  /**
   * How much a send of this prefix says about routes, 0..1: all sends of a hot prefix together say
   * no more than its usual traffic would.
   */
  volumeWeight(cell: number, prefix: string | null, atSec: number): number {
    const record = this.#cells.get(cell);
    const found = prefix === null ? undefined : record?.prefixes.get(prefix);
    if (record === undefined || found === undefined) {
      return 1;
    }
    const ratio = this.#ratio(record, found, atSec);
    const perHalfHour = this.#perHalfHour(this.#requestsAt(found, atSec));
    const mean = perHalfHour / Math.max(ratio, 1e-9);
    // Before a prefix is hot a burst counts as far as chance could have made it.
    const usual = found.hot === null ? burst + mean : mean;
    return Math.min(1, usual / Math.max(perHalfHour, 1e-9));
  }

  /** What is known of a prefix now; null = it was never asked for. O(1). */
  reportOf(cell: number, prefix: string, atSec: number): PrefixReport | null {
    const record = this.#cells.get(cell);
    const found = record?.prefixes.get(prefix);
    if (record === undefined || found === undefined) {
      return null;
    }
    const hot = this.#isOver(record, found, atSec) ? null : found.hot;
    const evidence = hot ?? found.calm;
    const decay = this.#decay(evidence, hot !== null, atSec);
    return {
      isHot: hot !== null,
      perHour: 2 * this.#perHalfHour(this.#requestsAt(found, atSec)),
      ratio: this.#ratio(record, found, atSec),
      sends: evidence.sends * decay,
      verified: evidence.verified * decay,
    };
  }

  /** True while the prefix is asked for far more than its neighbours. */
  isHot(cell: number, prefix: string | null): boolean {
    const found = prefix === null ? undefined : this.#cells.get(cell)?.prefixes.get(prefix);
    return found !== undefined && found.hot !== null;
  }

  #count(
    cell: number,
    prefix: string,
    counted: Omit<PrefixEvidence, "atSec">,
    atSec: number,
  ): void {
    if (this.market !== null) {
      this.market.#count(cell, prefix, counted, atSec);
    }
    const evidence = this.#evidenceNow(cell, prefix, atSec);
    evidence.sends += counted.sends;
    evidence.verified += counted.verified;
  }

  #evidenceNow(cell: number, prefix: string, atSec: number): PrefixEvidence {
    const found = this.#prefix(this.#cell(cell, atSec), prefix, atSec);
    this.#note(cell, prefix);
    const evidence = found.hot ?? found.calm;
    const decay = this.#decay(evidence, found.hot !== null, atSec);
    evidence.sends *= decay;
    evidence.verified *= decay;
    evidence.atSec = atSec;
    return evidence;
  }

  #note(cell: number, prefix: string): void {
    const known = this.#changed?.get(cell);
    if (known !== undefined) {
      known.add(prefix);
    } else {
      this.#changed?.set(cell, new Set([prefix]));
    }
  }

  #decay(evidence: PrefixEvidence, isHot: boolean, atSec: number): number {
    const { halfLifeSec, halfLifeHotSec } = this.parameters;
    const halfLife = isHot ? halfLifeHotSec : halfLifeSec;
    return 2 ** (-Math.max(0, atSec - evidence.atSec) / halfLife);
  }

  #requestsAt({ requests, ratedAtSec }: PrefixRecord, atSec: number): number {
    return requests * 2 ** (-(atSec - ratedAtSec) / this.parameters.rateHalfLifeSec);
  }

  #cellRequestsAt({ requests, atSec: lastSec }: CellRecord, atSec: number): number {
    return requests * 2 ** (-(atSec - lastSec) / this.parameters.halfLifeSec);
  }

  #perHalfHour(requests: number): number {
    return (requests * Math.LN2 * halfHourSec) / this.parameters.rateHalfLifeSec;
  }

  /** The prefix's request rate as a multiple of its calm neighbours' mean. */
  #ratio(record: CellRecord, found: PrefixRecord, atSec: number): number {
    const { halfLifeSec } = this.parameters;
    const calm = Math.max(1, record.prefixes.size - record.hotCount);
    const cellPerHalfHour =
      (this.#cellRequestsAt(record, atSec) * Math.LN2 * halfHourSec) / halfLifeSec;
    const mean = Math.max(cellPerHalfHour / calm, 0.05);
    return this.#perHalfHour(this.#requestsAt(found, atSec)) / mean;
  }

  /**
   * True when the attack has ended since the last request, rather than paused: the odds are those
   * of an end in this time, were attacks of a mean length, against those of no request in it.
   */
  #hasPaused({ requests, ratedAtSec }: PrefixRecord, atSec: number): boolean {
    const pauseSec = Math.max(0, atSec - ratedAtSec);
    const missed = (requests * Math.LN2 * pauseSec) / this.parameters.rateHalfLifeSec;
    const ended = pauseSec / (pauseSec + this.parameters.attackSec);
    return ended > endOdds * (1 - ended) * Math.exp(-missed);
  }

  /** What a calm prefix of the cell has, as `requests`. */
  #usualRequests(record: CellRecord, atSec: number): number {
    const { rateHalfLifeSec, halfLifeSec } = this.parameters;
    const calm = Math.max(1, record.prefixes.size - record.hotCount);
    return (this.#cellRequestsAt(record, atSec) / calm) * (rateHalfLifeSec / halfLifeSec);
  }

  #isOver(record: CellRecord, found: PrefixRecord, atSec: number): boolean {
    const { hotRatio, hotRequests } = this.parameters;
    return (
      found.hot !== null &&
      (this.#ratio(record, found, atSec) < hotRatio * hysteresis ||
        this.#perHalfHour(this.#requestsAt(found, atSec)) < hotRequests * hysteresis)
    );
  }

  #cell(cell: number, atSec: number): CellRecord {
    let record = this.#cells.get(cell);
    if (record === undefined) {
      record = { prefixes: new Map(), hotCount: 0, requests: 0, atSec };
      this.#cells.set(cell, record);
    }
    return record;
  }

  #prefix(record: CellRecord, prefix: string, atSec: number): PrefixRecord {
    let found = record.prefixes.get(prefix);
    if (found === undefined) {
      const calm = { sends: 0, verified: 0, atSec };
      found = { requests: 0, ratedAtSec: atSec, calm, hot: null };
      record.prefixes.set(prefix, found);
      if (record.prefixes.size > prefixesMax) {
        forgetSilent(record);
      }
    }
    return found;
  }
}

function rowsOf(record: CellRecord, cell: number, prefix: string): readonly GuardRow[] {
  if (prefix === "") {
    return [{ cell, prefix, numbers: [record.requests, record.atSec] }];
  }
  const found = record.prefixes.get(prefix);
  if (found === undefined) {
    return [];
  }
  const { requests, ratedAtSec, calm, hot } = found;
  const evidence = [calm, hot].flatMap((one) =>
    one === null ? [] : [one.sends, one.verified, one.atSec],
  );
  return [{ cell, prefix, numbers: [requests, ratedAtSec, ...evidence] }];
}

function evidenceOf([sends, verified, atSec]: readonly number[]): PrefixEvidence | null {
  return sends === undefined || verified === undefined || atSec === undefined
    ? null
    : { sends, verified, atSec };
}

/** Drops the half of a cell's prefixes that was silent longest, hot ones kept. */
function forgetSilent(record: CellRecord): void {
  const bySilence = [...record.prefixes].sort(
    ([, one], [, other]) => one.ratedAtSec - other.ratedAtSec,
  );
  for (const [prefix, found] of bySilence.slice(0, prefixesMax / 2)) {
    if (found.hot === null) {
      record.prefixes.delete(prefix);
    }
  }
}
