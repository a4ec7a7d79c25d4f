import type { TrafficCell } from "./virtual-market.js";

/** How much was sent somewhere. */
export interface TrafficCount {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** mcc and mnc joined; null = not known. */
  readonly network: string | null;
  /** 0 up. */
  readonly count: number;
}

/** Networks of one country that are told apart; the others count as not known. */
const networksMax = 10;

/**
 * Where sends would go: as the tenant's own did, where it has sent to every one of the countries;
 * else as the market's, where that is known of all of them; else to all alike. Within a country the
 * networks are the tenant's own, else the market's, else not known. Weights sum to 1.
 *
 * @param countries one or more, each once
 */
export function trafficMix(
  countries: readonly string[],
  own: readonly TrafficCount[],
  market: readonly TrafficCount[],
): readonly TrafficCell[] {
  const sources = [own, market].map((counts) =>
    Map.groupBy(
      counts.filter(({ count }) => count > 0),
      ({ country }) => country,
    ),
  );
  const known = sources.find((source) => countries.every((country) => source.has(country)));
  const weights = countries.map((country) => (known === undefined ? 1 : sumOf(known.get(country))));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return countries.flatMap((country, index) => {
    const share = (weights[index] ?? 0) / total;
    const counts = sources.find((source) => source.has(country))?.get(country);
    return counts === undefined
      ? [{ country, network: null, weight: share }]
      : byNetwork(country, counts, share);
  });
}

function byNetwork(
  country: string,
  counts: readonly TrafficCount[],
  share: number,
): readonly TrafficCell[] {
  const total = sumOf(counts);
  const sums = new Map<string | null, number>();
  for (const { network, count } of counts.toSorted((one, other) => other.count - one.count)) {
    const place = sums.has(network) || sums.size < networksMax ? network : null;
    sums.set(place, (sums.get(place) ?? 0) + count);
  }
  return [...sums].map(([network, count]) => ({
    country,
    network,
    weight: (share * count) / total,
  }));
}

function sumOf(counts: readonly TrafficCount[] = []): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
