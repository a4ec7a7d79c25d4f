/**
 * The finest of several ways to cut a window in which at least half of the parts, and two, are
 * told: of a part with few attempts nothing is. The coarsest when none is so.
 *
 * @param ways the finest first
 */
export function finestTold<P extends { readonly deliveryRate: number | null }>(
  ...ways: readonly (readonly P[])[]
): readonly P[] {
  const found = ways.find((parts) => {
    const told = parts.filter(({ deliveryRate }) => deliveryRate !== null).length;
    return told >= 2 && told * 2 >= parts.length;
  });
  return found ?? ways.at(-1) ?? [];
}
