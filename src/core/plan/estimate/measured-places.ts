import { latencyQuantiles } from "../../route/measured/latency-bins.js";
import type { RouteStatistics } from "../../route/measured/route-statistics.js";
import { type ReceiptHonesty, receiptHonesty } from "./receipt-honesty.js";
import { finePoints, type MeasuredPlace } from "./route-odds.js";

const notDoubted: ReceiptHonesty = { share: 1, deviation: 0, conversion: 1 };

/**
 * What routes have shown in the country of a cell beyond the planner's view. Good for one moment;
 * a channel's routes are weighed against each other once per cell.
 */
export function measuredPlaces(
  routes: RouteStatistics,
): (route: number, cell: number) => MeasuredPlace {
  const known = new Map<string, ReadonlyMap<number, ReceiptHonesty>>();
  return (route, cell) => {
    const channel = routes.space.channelOf(route);
    const key = `${cell} ${channel}`;
    const honesty = known.get(key) ?? honestyIn(routes, route, cell);
    known.set(key, honesty);
    return {
      route,
      trials: routes.trialsIn(route, cell),
      failsLate: routes.failsLate(route, cell),
      absent: null,
      latencySec: latencyQuantiles(routes.latencyBinsOf(route, cell), finePoints),
      honesty: honesty.get(route) ?? notDoubted,
    };
  };
}

/** Of all routes of a route's channel. */
function honestyIn(
  routes: RouteStatistics,
  route: number,
  cell: number,
): ReadonlyMap<number, ReceiptHonesty> {
  const { space } = routes;
  const channel = space.channelOf(route);
  const same = space.routes.flatMap((_, index) =>
    space.channelOf(index) === channel ? index : [],
  );
  const found = receiptHonesty(
    channel,
    same.map((one) => routes.trust(one, cell)),
  );
  return new Map(same.map((one, place) => [one, found[place] ?? notDoubted]));
}
