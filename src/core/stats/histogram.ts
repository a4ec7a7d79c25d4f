/**
 * A mergeable histogram of whole milliseconds, log-linear as in HdrHistogram: exact below 64, then
 * 32 buckets to each doubling, up to 74 h. A quantile is off by 1/64 of its value at most, plus the
 * half millisecond of its rounding.
 */

const bucketsPerDoubling = 32;
const exactBelow = 2 * bucketsPerDoubling;
const doublings = 22;

/**
 * The lower ends of buckets 1, 2, …, rising; bucket 0 holds 0 ms. The bucket of a value is how many
 * of these are not above it, which is also what Postgres' width_bucket(value, bucketStarts) gives.
 */
export const bucketStarts: readonly number[] = [
  ...Array.from({ length: exactBelow - 1 }, (_, index) => index + 1),
  ...Array.from({ length: doublings }, (_, doubling) =>
    Array.from(
      { length: bucketsPerDoubling },
      (_unused, index) => (bucketsPerDoubling + index) * 2 ** (doubling + 1),
    ),
  ).flat(),
];

/** How many values fell into which bucket; buckets rising, none twice, counts above 0. */
export interface Histogram {
  readonly buckets: readonly number[];
  readonly counts: readonly number[];
}

/** A histogram of nothing. */
export const emptyHistogram: Histogram = { buckets: [], counts: [] };

/** The bucket of a value, 0 up. What is below 0 counts as 0, what is above 74 h as that. */
export function bucketOf(ms: number): number {
  let low = 0;
  let high = bucketStarts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bucketStarts[middle] as number) <= ms) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Puts histograms together: in any order and grouping the same. O(total buckets × log). */
export function mergeHistograms(histograms: readonly Histogram[]): Histogram {
  const sums = new Map<number, number>();
  for (const { buckets, counts } of histograms) {
    buckets.forEach((bucket, index) => {
      sums.set(bucket, (sums.get(bucket) ?? 0) + (counts[index] ?? 0));
    });
  }
  const buckets = [...sums.keys()].sort((a, b) => a - b);
  return { buckets, counts: buckets.map((bucket) => sums.get(bucket) ?? 0) };
}

/** How many values it holds. */
export function countOf({ counts }: Histogram): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * The value that the share `q` of all values does not exceed (nearest rank), in whole milliseconds.
 *
 * @param q above 0, up to 1
 * @returns null when the histogram is empty
 */
export function quantile(histogram: Histogram, q: number): number | null {
  const rank = Math.max(1, Math.ceil(q * countOf(histogram)));
  let seen = 0;
  for (const [index, bucket] of histogram.buckets.entries()) {
    seen += histogram.counts[index] ?? 0;
    if (seen >= rank) {
      return middleOf(bucket);
    }
  }
  return null;
}

function middleOf(bucket: number): number {
  const start = bucket === 0 ? 0 : (bucketStarts[bucket - 1] as number);
  const end = bucketStarts[bucket] ?? start + 1;
  return Math.floor((start + end - 1) / 2);
}
