/** A value, and how many it stands for. */
export interface Weighed {
  readonly value: number;
  /** Above 0. */
  readonly weight: number;
}

/** The least value that a share `q`, 0..1, of the weight does not exceed; null without values. */
export function weighedQuantile(values: readonly Weighed[], q: number): number | null {
  const sorted = values.toSorted((one, other) => one.value - other.value);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let below = 0;
  for (const { value, weight } of sorted) {
    below += weight;
    if (below >= q * total - 1e-12) {
      return value;
    }
  }
  return sorted.at(-1)?.value ?? null;
}
