/**
 * Counters of distinct sends that add up. Facts hold, for each set of what tells attempts of one
 * send and day apart, how many attempts are their send's first among those alike in all of the set.
 * Summed over the rows of a report, the counter of the report's own set counts each send once per
 * row.
 */

/** What tells attempts of one send and day apart, each with its bit. */
export const slotBits = { CHANNEL: 1, VENDOR: 2, COUNTRY: 4, NETWORK: 8 } as const;

/** How many sets there are. */
export const slotCount = 16;

/** The set of these dimensions, 0 to 15; others tell no attempts of one send and day apart. */
export function slotOf(dimensions: readonly string[]): number {
  return dimensions.reduce(
    (slot, dimension) => slot | (slotBits[dimension as keyof typeof slotBits] ?? 0),
    0,
  );
}

/**
 * For a set in which an attempt is like an earlier one of its send, the sets in which it is
 * therefore not the first: a bit for each subset.
 */
export function subsetsOf(slot: number): number {
  let subsets = 0;
  for (let subset = 0; subset < slotCount; subset += 1) {
    if ((subset & ~slot) === 0) {
      subsets |= 1 << subset;
    }
  }
  return subsets;
}
