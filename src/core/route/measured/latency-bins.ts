import { latencyPoints } from "./estimate-view.js";

/**
 * Latencies in 28 bins of a quarter octave from 0.5 s to 64 s: a quantile is off by 9 % at most.
 * The histogram of core/stats is finer and counts whole values; this one is decayed and lies in a
 * flat array, 28 numbers per route and country.
 */
export const latencyBins = 28;

const lowestSec = 0.5;
const binsPerOctave = 4;

/** The bin of a latency in seconds, 0..27; what lies outside counts as the first or the last. */
export function latencyBin(sec: number): number {
  const bin = Math.floor(binsPerOctave * Math.log2(Math.max(sec, lowestSec) / lowestSec));
  return Math.min(latencyBins - 1, bin);
}

/** Lower end of a bin in seconds. */
function binStart(bin: number): number {
  return lowestSec * 2 ** (bin / binsPerOctave);
}

const binMiddles = Array.from({ length: latencyBins }, (_, bin) => binStart(bin + 0.5));

/** Weights of a lognormal over the bins, summing to 1. */
export function lognormalBins(medianSec: number, sigma: number): Float64Array {
  const weights = Float64Array.from(binMiddles, (sec) =>
    Math.exp(-0.5 * (Math.log(sec / medianSec) / sigma) ** 2),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * The quantiles at (i + 0.5) / points of a histogram over the bins, in seconds, rising; within a
 * bin on the log scale. `weights` must not be all 0.
 */
export function latencyQuantiles(weights: Float64Array, points = latencyPoints): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const quantiles = new Float64Array(points);
  let bin = 0;
  let below = 0;
  for (let point = 0; point < points; point += 1) {
    const rank = ((point + 0.5) / points) * total;
    while (bin < latencyBins - 1 && below + (weights[bin] ?? 0) < rank) {
      below += weights[bin] ?? 0;
      bin += 1;
    }
    const weight = weights[bin] ?? 0;
    const share = weight > 0 ? Math.min(1, Math.max(0, (rank - below) / weight)) : 0.5;
    quantiles[point] = binStart(bin + share);
  }
  return quantiles;
}

/** The quantile at `q`, 0..1, of a latency told by its 20 points. */
export function quantileAt(latencySec: Float64Array, q: number): number {
  const place = Math.min(latencyPoints - 1, Math.max(0, q * latencyPoints - 0.5));
  const low = Math.floor(place);
  const from = latencySec[low] ?? 0;
  const to = latencySec[Math.min(latencyPoints - 1, low + 1)] ?? from;
  return from + (to - from) * (place - low);
}

/** F(age): the share of latencies up to `ageSec`, between the points on a line. */
export function shareBy(latencySec: Float64Array, ageSec: number): number {
  const first = latencySec[0] ?? 0;
  if (ageSec <= first) {
    return first > 0 ? Math.max(0, (0.5 * ageSec) / first / latencyPoints) : 0;
  }
  for (let point = 1; point < latencyPoints; point += 1) {
    const end = latencySec[point] ?? 0;
    if (ageSec < end) {
      const start = latencySec[point - 1] ?? 0;
      return (point - 0.5 + (ageSec - start) / (end - start)) / latencyPoints;
    }
  }
  // Beyond the last point half a share is left; it halves with every doubling of the age.
  const last = latencySec[latencyPoints - 1] ?? 1;
  return 1 - (0.5 / latencyPoints) * (last / ageSec);
}
