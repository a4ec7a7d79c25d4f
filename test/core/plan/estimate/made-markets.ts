import type { PlanSpec, PlanStep } from "../../../../src/core/plan/plan.js";
import { coin, keyOf, mixKeys } from "../../../../src/market/coin.js";
import type { MarketChannel, Scenario } from "../../../../src/market/scenario.js";
import { smallScenario } from "../../../simulate/small-scenario.js";
import { planOf, stepOf } from "./market-plan.js";

/** Draws that are the same for the same seed. */
class Luck {
  readonly #key: number;
  #asked = 0;

  constructor(name: string, seed: number) {
    this.#key = mixKeys(keyOf(name), seed);
  }

  draw(): number {
    this.#asked += 1;
    return coin(this.#key, this.#asked);
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.draw();
  }

  /** Between them on the log scale. */
  scaled(low: number, high: number): number {
    return low * (high / low) ** this.draw();
  }

  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  pick<const T>(values: readonly [T, ...T[]]): T {
    return values[this.whole(0, values.length - 1)] ?? values[0];
  }

  isTrue(chance: number): boolean {
    return this.draw() < chance;
  }
}

const countries = ["BR", "ID", "DE"] as const;
const priceOf = { sms: 0.02, whatsapp: 0.015, voice: 0.06, telegram: 0.01 } as const;
type MadeChannel = keyof typeof priceOf;

/**
 * A market that nobody made by hand, with people and routes as they may be: other prices, delays,
 * receipts that lie or are missing, dead numbers, channels whose codes are typed in less often.
 * Nothing drifts, queues or attacks.
 */
export function madeMarket(seed: number, sendsPerDay: number, horizonSec: number): Scenario {
  const luck = new Luck("a made market", seed);
  const places = countries.slice(0, luck.whole(1, 2));
  const cells = places.flatMap((country) =>
    Array.from({ length: luck.whole(1, 3) }, (_, index) => ({
      id: `${country}/${index}`,
      country,
      weight: luck.between(0.3, 1),
      dead: luck.between(0.01, 0.06),
      no_whatsapp: luck.between(0.03, 0.15),
    })),
  );
  const channels: readonly MadeChannel[] = [
    ...Array.from({ length: luck.whole(3, 5) }, () => "sms" as const),
    ...Array.from({ length: luck.whole(1, 2) }, () => "whatsapp" as const),
    ...Array.from({ length: luck.whole(1, 2) }, () => "voice" as const),
    ...Array.from({ length: luck.whole(0, 1) }, () => "telegram" as const),
  ];
  const routes = channels.map((channel, index) =>
    madeRoute(luck, `${channel}-${index}`, channel, places, cells),
  );
  return smallScenario({
    name: `made ${seed}`,
    horizon_s: horizonSec,
    cells,
    routes,
    traffic: { sends_per_day: sendsPerDay, diurnal: { amplitude: 0 } },
    user: {
      verify0: { "*": luck.between(0.75, 0.95) },
      patience_median_s: luck.between(50, 120),
      resend_p: luck.between(0.3, 0.7),
      resend_median_s: luck.between(28, 45),
      channel_convert: {
        whatsapp: luck.between(0.93, 1),
        voice: luck.between(0.75, 0.95),
        telegram: luck.between(0.9, 1),
      },
    },
    plan: {
      static: routes[0]?.id ?? "",
      order: routes.map(({ id }) => id),
      max_attempts: 12,
      failover_deadline_s: 3600,
    },
  });
}

function madeRoute(
  luck: Luck,
  id: string,
  channel: MadeChannel,
  places: readonly string[],
  cells: readonly { readonly id: string }[],
) {
  const usual = channel === "voice" ? luck.between(0.8, 0.93) : luck.between(0.7, 0.97);
  const isLiar = channel === "sms" && luck.isTrue(0.2);
  return {
    id,
    vendor: id,
    channel: channel satisfies MarketChannel,
    upstream: luck.isTrue(0.3) && channel === "sms" ? "shared" : id,
    bill: luck.pick(["accept", "accept", "delivery"]),
    price: Object.fromEntries(
      places.map((place) => [place, priceOf[channel] * luck.scaled(0.4, 3)]),
    ),
    deliver: Object.fromEntries([
      ["*", usual],
      ...cells.map(({ id: cell }) => [
        cell,
        Math.min(0.985, Math.max(0.4, usual + luck.between(-0.08, 0.06))),
      ]),
    ]),
    accept: luck.between(0.96, 1),
    latency: {
      "*": {
        median_s: channel === "voice" ? luck.scaled(8, 16) : luck.scaled(1.5, 14),
        sigma: luck.between(0.35, 0.8),
        tail_p: luck.between(0, 0.1),
        tail_mult: luck.between(4, 10),
      },
    },
    dlr: {
      "*": {
        coverage: luck.between(0.85, 0.99),
        false_delivered: isLiar ? luck.between(0.2, 0.6) : luck.between(0, 0.04),
        fail_report: luck.between(0.2, 0.8),
      },
    },
  };
}

const strategies = ["PRIORITY", "PRIORITY", "CHEAPEST", "WEIGHTED", "SMART"] as const;

/** Plans of a market's routes: one to three steps, every strategy, given and adaptive waits. */
export function madePlan({ routes }: Scenario, seed: number): PlanSpec {
  const luck = new Luck("a made plan", seed);
  const order = [...new Set(routes.map(({ channel }) => channel))].toSorted(
    () => luck.draw() - 0.5,
  );
  const steps = order.slice(0, luck.whole(1, Math.min(3, order.length))).map((channel) => {
    const own = routes.filter((route) => route.channel === channel).map(({ id }) => id);
    const vendors = own.toSorted(() => luck.draw() - 0.5).slice(0, luck.whole(1, own.length));
    const strategy = luck.pick(strategies);
    const waitSec = luck.isTrue(0.35) ? null : luck.pick([8, 12, 20, 30, 60]);
    const made = stepOf(channel.toUpperCase() as PlanStep["channel"], vendors, {
      strategy,
      waitSec,
      maxAttempts: luck.whole(1, vendors.length),
    });
    return {
      ...made,
      vendors: made.vendors.map((one) => ({
        ...one,
        weight: strategy === "WEIGHTED" ? luck.whole(1, 5) : null,
      })),
    };
  });
  return planOf(steps, {
    order: steps.length > 1 && luck.isTrue(0.2) ? "SMART" : "AS_WRITTEN",
    objective: luck.pick(["BALANCED", "CONVERSION", "COST"]),
    resend: { maxResends: luck.whole(0, 3), cooldownSec: 0, switchVendor: true },
  });
}
