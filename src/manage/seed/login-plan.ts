import type { Channel } from "../../core/otp/status.js";
import type { PlanInput } from "../../core/plan/plan-input.js";
import type { SeedVendor } from "./seed-vendor.js";

/**
 * The demo's plan: WhatsApp, then SMS at two vendors, then e-mail;
 * each by the vendors that reach the most countries.
 */
export function loginPlan(vendors: readonly SeedVendor[]): PlanInput {
  const step = (channel: Channel, count: number, waitSec: number | null) => {
    const widest = vendorsByReach(vendors, channel).slice(0, count);
    return widest.length === 0
      ? []
      : [{ channel, waitSec, vendors: widest.map((vendor) => ({ vendor })) }];
  };
  return {
    key: "login",
    name: "Login",
    note: "Made with the demo.",
    steps: [...step("WHATSAPP", 1, null), ...step("SMS", 2, null), ...step("EMAIL", 1, null)],
  };
}

/** Slugs of the vendors with prices for the channel, those with the most countries first. */
function vendorsByReach(vendors: readonly SeedVendor[], channel: Channel): string[] {
  return vendors
    .map((vendor) => {
      const rates = vendor.rates.filter((rate) => rate.channel === channel);
      const isEverywhere = rates.some((rate) => rate.country === null);
      const reach = isEverywhere ? 1_000 : new Set(rates.map((rate) => rate.country)).size;
      return { slug: vendor.slug, reach };
    })
    .filter(({ reach }) => reach > 0)
    .sort((a, b) => b.reach - a.reach)
    .map(({ slug }) => slug);
}
