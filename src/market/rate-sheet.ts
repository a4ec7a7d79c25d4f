import { formatMicros } from "../core/money.js";
import type { Channel } from "../core/otp/status.js";
import type { RawRate } from "../core/rates/rate-row.js";
import type { MarketChannel, Scenario, ScenarioRoute } from "./scenario.js";

/** How a vendor states its prices: `perUnit` of its `currency` for one unit of the market's. */
export interface PriceUnit {
  readonly currency: string;
  readonly perUnit: number;
}

const channelNames: Readonly<Record<MarketChannel, Channel>> = {
  sms: "SMS",
  whatsapp: "WHATSAPP",
  voice: "VOICE",
  email: "EMAIL",
  missed_call: "MISSED_CALL",
  telegram: "TELEGRAM",
};

/** The platform's word for a channel of the market. */
export function channelName(channel: MarketChannel): Channel {
  return channelNames[channel];
}

/** A price of the market in micro-units of the vendor's currency. */
export function priceMicros(price: number, unit: PriceUnit): bigint {
  return BigInt(Math.round(price * unit.perUnit * 1_000_000));
}

/**
 * What a vendor's rate sheet of this market says, in the order of the scenario, lines counted from
 * 1.
 */
export function marketRateSheet(
  scenario: Scenario,
  vendor: string,
  unit: PriceUnit = { currency: scenario.currency, perUnit: 1 },
): RawRate[] {
  const cells = new Map(scenario.cells.map((cell) => [cell.id, cell]));
  const rateOf = (route: ScenarioRoute, key: string, price: number): Omit<RawRate, "line"> => {
    const cell = cells.get(key);
    const place = key === "*" ? null : key.slice(0, 2);
    return {
      channel: channelName(route.channel),
      country: cell === undefined || cell.country === "*" ? place : cell.country,
      mcc: cell?.mccmnc?.slice(0, 3) ?? null,
      mnc: cell?.mccmnc?.slice(3) ?? null,
      price: formatMicros(priceMicros(price, unit)),
      currency: unit.currency,
      billedOn: route.bill === "accept" ? "SUBMITTED" : "DELIVERED",
      declaredDeliveryRate: route.declared_delivery,
      upstream: route.upstream ?? route.vendor,
      effectiveFrom: null,
    };
  };
  return scenario.routes
    .filter((route) => route.vendor === vendor)
    .flatMap((route) =>
      Object.entries(route.price).map(([key, price]) => rateOf(route, key, price)),
    )
    .map((rate, index) => ({ ...rate, line: index + 1 }));
}
