/** One look at /metrics: series by name with labels, as they are printed. */
export type Series = ReadonlyMap<string, number>;

export async function scrape(url: string): Promise<Series> {
  const answer = await fetch(`${url}/metrics`);
  const series = new Map<string, number>();
  for (const line of (await answer.text()).split("\n")) {
    const at = line.lastIndexOf(" ");
    if (at > 0 && !line.startsWith("#")) {
      series.set(line.slice(0, at), Number(line.slice(at + 1)));
    }
  }
  return series;
}

/** How much each series of this name grew between two looks, by the value of one label. */
export function growth(
  before: Series,
  after: Series,
  name: string,
  label: string,
): Map<string, number> {
  const grown = new Map<string, number>();
  const pattern = new RegExp(`^${name}\\{.*?\\b${label}="([^"]*)"`);
  for (const [series, value] of after) {
    const key = pattern.exec(series)?.[1];
    const delta = value - (before.get(series) ?? 0);
    if (key !== undefined && delta !== 0) {
      grown.set(key, (grown.get(key) ?? 0) + delta);
    }
  }
  return grown;
}

/**
 * The upper end of the histogram bucket that holds this share of what was observed between two
 * looks; in the histogram's unit, Infinity above the last bucket, 0 when nothing was observed.
 */
export function bucketOf(before: Series, after: Series, name: string, share: number): number {
  const buckets = [...growth(before, after, `${name}_bucket`, "le")]
    .map(([le, count]) => ({ le: le === "+Inf" ? Number.POSITIVE_INFINITY : Number(le), count }))
    .sort((a, b) => a.le - b.le);
  const total = buckets.at(-1)?.count ?? 0;
  return buckets.find((bucket) => bucket.count >= total * share)?.le ?? 0;
}
