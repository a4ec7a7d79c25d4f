const hourSec = 3600;
const dayHours = 24;
/** Traffic is forgotten by half in a week. */
const keptPerHour = 0.5 ** (1 / (7 * dayHours));
/** How far, as a share of the mean, traffic swings over a day before anything is known of it. */
const swingPrior = 0.4;
/** How far an hour is off the wave, as a share of it. */
const waveError = 0.1;
const roundsMax = 20;
/** An hour's own count against the fitted wave: seconds of traffic that the wave weighs. */
const waveWeightSec = 1800;

/**
 * How many requests come when: a daily wave fitted to the hours seen so far, so that the first
 * evening is expected on the first morning, and each hour's own count where there is one.
 */
export class DailyRhythm {
  readonly #counts = new Float64Array(dayHours);
  readonly #seconds = new Float64Array(dayHours);
  #seenAtSec = Number.NaN;

  /** One request. O(1). */
  requested(atSec: number): void {
    this.advance(atSec);
    this.#counts[hourOf(atSec)]! += 1;
  }

  /** Lets time pass without a request. O(hours passed). */
  advance(atSec: number): void {
    if (Number.isNaN(this.#seenAtSec)) {
      this.#seenAtSec = atSec;
    }
    for (let from = this.#seenAtSec; from < atSec; ) {
      const to = Math.min(atSec, (Math.floor(from / hourSec) + 1) * hourSec);
      this.#seconds[hourOf(from)]! += to - from;
      from = to;
      if (to % hourSec === 0) {
        this.#fade();
      }
    }
    this.#seenAtSec = Math.max(this.#seenAtSec, atSec);
  }

  /** An hour is over: what lies days back counts less. */
  #fade(): void {
    for (let hour = 0; hour < dayHours; hour += 1) {
      this.#counts[hour]! *= keptPerHour;
      this.#seconds[hour]! *= keptPerHour;
    }
  }

  /** How long requests have been counted; time that lies days back counts less. */
  get secondsSeen(): number {
    return this.#seconds.reduce((sum, each) => sum + each, 0);
  }

  /** Requests to be expected from now until `endSec`. O(hours between). */
  forecast(atSec: number, endSec: number): number {
    const wave = this.#wave();
    const perDay = wave.reduce((sum, rate, hour) => sum + hourSec * this.#rate(hour, rate), 0);
    const days = Math.floor(Math.max(0, endSec - atSec) / (dayHours * hourSec));
    let requests = days * perDay;
    for (let from = atSec + days * dayHours * hourSec; from < endSec; ) {
      const to = Math.min(endSec, (Math.floor(from / hourSec) + 1) * hourSec);
      requests += this.#rate(hourOf(from), wave[hourOf(from)] ?? 0) * (to - from);
      from = to;
    }
    return requests;
  }

  #rate(hour: number, wave: number): number {
    const seconds = this.#seconds[hour] ?? 0;
    return ((this.#counts[hour] ?? 0) + wave * waveWeightSec) / (seconds + waveWeightSec);
  }

  /**
   * Requests per second by hour of the day: m (1 + a cos + b sin), the likeliest by the hours seen
   * and a normal prior of a and b (Gauss–Newton on ln m, a and b).
   */
  #wave(): readonly number[] {
    const total = this.#counts.reduce((sum, count) => sum + count, 0);
    let mean = total / Math.max(1, this.secondsSeen);
    let [cosine, sine] = [0, 0];
    for (let round = 0; round < roundsMax && total > 0; round += 1) {
      const step = this.#step(mean, cosine, sine);
      const longest = Math.max(...step.map(Math.abs));
      const share = Math.min(1, 0.5 / longest);
      mean *= Math.exp(share * step[0]);
      cosine += share * step[1];
      sine += share * step[2];
      if (longest < 1e-4) {
        break;
      }
    }
    return Array.from({ length: dayHours }, (_, hour) => mean * shapeAt(hour, cosine, sine));
  }

  #step(mean: number, cosine: number, sine: number): Vector {
    const prior = 1 / swingPrior ** 2;
    const curve: [number, number, number, number, number, number] = [0, 0, 0, prior, 0, prior];
    const slope: [number, number, number] = [0, -prior * cosine, -prior * sine];
    for (let hour = 0; hour < dayHours; hour += 1) {
      const seconds = this.#seconds[hour] ?? 0;
      if (seconds > 0) {
        const [c, s] = angleOf(hour);
        const shape = shapeAt(hour, cosine, sine);
        const expected = mean * seconds * shape;
        const off = (this.#counts[hour] ?? 0) / expected - 1;
        // A count of n says the rate to within 1/√n; no hour is the wave to within a tenth.
        const weight = 1 / (1 / expected + waveError ** 2);
        const by: Vector = [1, c / shape, s / shape];
        slope[0] += weight * off;
        slope[1] += weight * off * by[1];
        slope[2] += weight * off * by[2];
        curve[0] += weight;
        curve[1] += weight * by[1];
        curve[2] += weight * by[2];
        curve[3] += weight * by[1] * by[1];
        curve[4] += weight * by[1] * by[2];
        curve[5] += weight * by[2] * by[2];
      }
    }
    return solved(curve, slope);
  }
}

type Vector = readonly [number, number, number];

/** Solves a symmetric system of three, given by its upper triangle, row by row. */
function solved(
  [aa, ab, ac, bb, bc, cc]: readonly [number, number, number, number, number, number],
  [a, b, c]: Vector,
): Vector {
  const [vbb, vbc, vcc] = [bb - (ab * ab) / aa, bc - (ab * ac) / aa, cc - (ac * ac) / aa];
  const [vb, vc] = [b - (ab * a) / aa, c - (ac * a) / aa];
  const determinant = vbb * vcc - vbc * vbc;
  const second = (vb * vcc - vc * vbc) / determinant;
  const third = (vc * vbb - vb * vbc) / determinant;
  return [(a - ab * second - ac * third) / aa, second, third];
}

function shapeAt(hour: number, cosine: number, sine: number): number {
  const [c, s] = angleOf(hour);
  return Math.max(0.1, 1 + cosine * c + sine * s);
}

function angleOf(hour: number): readonly [number, number] {
  const angle = (2 * Math.PI * (hour + 0.5)) / dayHours;
  return [Math.cos(angle), Math.sin(angle)];
}

function hourOf(atSec: number): number {
  return Math.floor(atSec / hourSec) % dayHours;
}
