import { divideHalfEven } from "../money.js";
import { quantile } from "./histogram.js";
import { type Rate, wilson } from "./interval.js";
import { latenciesOf, type Tally } from "./tally.js";

/** What a tally amounts to. Every rate, latency and price is null without samples, never 0. */
export interface DeliveryStats {
  readonly tally: Tally;
  /** Delivered, undelivered, or silent for too long. */
  readonly settled: number;
  readonly deliveryRate: Rate | null;
  readonly successRate: Rate | null;
  readonly latencyMsP50: number | null;
  readonly latencyMsP95: number | null;
  readonly latencyMsP99: number | null;
  readonly costPerDeliveredMicros: bigint | null;
  readonly costPerVerifiedMicros: bigint | null;
}

/**
 * Works out what a tally amounts to.
 *
 * @param costMicros what all its attempts cost, in one currency; null = not known
 */
export function deliveryStats(tally: Tally, costMicros: bigint | null): DeliveryStats {
  const { delivered, undelivered, silent, verified, closed } = tally;
  const settled = delivered + undelivered + silent;
  const latencies = latenciesOf(tally);
  return {
    tally,
    settled,
    deliveryRate: wilson(delivered, settled),
    successRate: wilson(verified, closed),
    latencyMsP50: quantile(latencies, 0.5),
    latencyMsP95: quantile(latencies, 0.95),
    latencyMsP99: quantile(latencies, 0.99),
    costPerDeliveredMicros: costPer(costMicros, delivered),
    costPerVerifiedMicros: costPer(costMicros, verified),
  };
}

function costPer(costMicros: bigint | null, count: number): bigint | null {
  return costMicros === null || count === 0 ? null : divideHalfEven(costMicros, BigInt(count));
}
