const hourSec = 3600;
const dayHours = 24;
/** How far, as a share of the mean, traffic swings over a day before anything is known of it. */
const swingPrior = 0.4;
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
    }
    this.#seenAtSec = Math.max(this.#seenAtSec, atSec);
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
   * Requests per second by hour of the day: mean × (1 + c cos + s sin), the swing by ridge
   * regression on the hours seen, each weighted by what its count is worth.
   */
  #wave(): readonly number[] {
    const total = this.#counts.reduce((sum, count) => sum + count, 0);
    const seconds = Math.max(
      1,
      this.#seconds.reduce((sum, each) => sum + each, 0),
    );
    let mean = total / seconds;
    let swing: readonly [number, number] = [0, 0];
    // The mean of hours that are not the whole day leans on the swing, and the swing on the mean.
    for (let round = 0; round < 8 && mean > 0; round += 1) {
      swing = this.#swing(mean);
      const [cosine, sine] = swing;
      let usual = 0;
      for (let hour = 0; hour < dayHours; hour += 1) {
        usual += (this.#seconds[hour] ?? 0) * shapeAt(hour, cosine, sine);
      }
      mean = total / Math.max(1, usual);
    }
    const [cosine, sine] = swing;
    return Array.from({ length: dayHours }, (_, hour) => mean * shapeAt(hour, cosine, sine));
  }

  #swing(mean: number): readonly [number, number] {
    const ridge = 1 / swingPrior ** 2;
    let cc = ridge;
    let ss = ridge;
    let cs = 0;
    let cy = 0;
    let sy = 0;
    for (let hour = 0; hour < dayHours; hour += 1) {
      const expected = mean * (this.#seconds[hour] ?? 0);
      if (expected > 0) {
        const [cosine, sine] = angleOf(hour);
        const off = (this.#counts[hour] ?? 0) / expected - 1;
        // A count of n says the rate to within 1/√n; no hour is the wave to within a tenth.
        const weight = 1 / (1 / expected + 0.01);
        cc += weight * cosine * cosine;
        ss += weight * sine * sine;
        cs += weight * cosine * sine;
        cy += weight * cosine * off;
        sy += weight * sine * off;
      }
    }
    const determinant = cc * ss - cs * cs;
    return [(cy * ss - sy * cs) / determinant, (sy * cc - cy * cs) / determinant];
  }
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
