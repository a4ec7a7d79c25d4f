import { callingCodeOf } from "../../core/phone.js";
import { networksIn } from "../../core/network.js";
import type { Channel } from "../../core/otp/status.js";
import { type TrafficCount, trafficMix } from "../../core/plan/estimate/traffic-mix.js";
import type { TrafficCell } from "../../core/plan/estimate/virtual-market.js";
import type { StatCell } from "../../core/stats/cell.js";
import { windowSpan } from "../../core/stats/window.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { StatReads } from "../stats/ports.js";
import { inBucket } from "../stats/quality.js";

const window = "LAST_30_DAYS";
/** Channels that show what networks a country's numbers are on. */
const channels: readonly Channel[] = ["SMS", "WHATSAPP", "VOICE"];

/** Where sends to some countries go; weights sum to 1. */
export type MixIn = (countries: readonly string[]) => readonly TrafficCell[];

/**
 * Where sends to these countries, or to some of them, go by what was sent in the last 30 days: one
 * statement, a second one where the tenant has not sent to all of them.
 *
 * @param vendorIds whose traffic the market's is told by
 */
export async function readTrafficMix(
  stats: Pick<StatReads, "ownTallies" | "marketStats">,
  viewer: KeyViewer,
  countries: readonly string[],
  vendorIds: readonly string[],
  now: Date,
): Promise<MixIn> {
  const own = await ownTraffic(stats, viewer, now);
  const isKnown = countries.every((country) => own.some((count) => count.country === country));
  const market = isKnown ? [] : await marketTraffic(stats, viewer, countries, vendorIds, now);
  return (some) => trafficMix(some, own, market);
}

async function ownTraffic(
  stats: Pick<StatReads, "ownTallies">,
  viewer: KeyViewer,
  now: Date,
): Promise<readonly TrafficCount[]> {
  const rows = await stats.ownTallies(viewer, inBucket(0, windowSpan(window, now)), null);
  return rows
    .filter(({ country }) => country !== "")
    .map(({ country, network, tally }) => ({
      country,
      network: network === "" ? null : network,
      count: tally.attempts,
    }));
}

async function marketTraffic(
  stats: Pick<StatReads, "marketStats">,
  viewer: KeyViewer,
  countries: readonly string[],
  vendorIds: readonly string[],
  now: Date,
): Promise<readonly TrafficCount[]> {
  const cells = countries.flatMap((country) => cellsIn(country, vendorIds));
  const { tallies } = await stats.marketStats(viewer, { window, currency: null, now }, cells);
  const counts = cells.map(({ country, network }, index) => ({
    country: country ?? "",
    network,
    count: tallies[index]?.tally.attempts ?? 0,
  }));
  const counted = counts.filter(({ count }) => count > 0);
  // The whole country's row holds its networks' once more.
  return countries.flatMap((country) => {
    const there = counted.filter((one) => one.country === country);
    const networks = there.filter(({ network }) => network !== null);
    return networks.length > 0 ? networks : there;
  });
}

function cellsIn(country: string, vendorIds: readonly string[]): readonly StatCell[] {
  const codes = networksIn(callingCodeOf(country) ?? "").map(({ mcc, mnc }) => `${mcc}${mnc}`);
  return vendorIds.flatMap((vendorId) =>
    channels.flatMap((channel) =>
      [null, ...codes].map((network) => ({ vendorId, channel, country, network })),
    ),
  );
}
