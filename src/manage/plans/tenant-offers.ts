import { usualAsking } from "../../core/plan/estimate/virtual-patience.js";
import { routeParameters } from "../../core/route/measured/parameters.js";
import { measuredPlaces } from "../../core/plan/estimate/measured-places.js";
import type { MeasuredSource, OffersAt } from "../../core/plan/estimate/open-market.js";
import type { PlanSpec, PlanStep } from "../../core/plan/plan.js";
import type { Channel } from "../../core/otp/status.js";
import { candidatesOf } from "../../core/route/eligibility.js";
import { composeMessage } from "../../flow/compose-message.js";
import { atSecOf } from "../../flow/measured-board.js";
import type { TenantView } from "../../flow/rules-cache.js";

/** What a tenant can have for a plan's steps, as its sends meet it now. */
export function tenantOffers(view: TenantView, spec: PlanSpec, now: Date): OffersAt {
  const code = "0".repeat(spec.code.length);
  const partsByText = new Map<string, number>();
  const partsOf = (channel: Channel, accountId: string | null): number => {
    const key = `${channel} ${accountId ?? ""}`;
    const parts =
      partsByText.get(key) ??
      composeMessage(spec, view.rules, channel, accountId, null, code).parts;
    partsByText.set(key, parts);
    return parts;
  };
  return (step: PlanStep, country, network) =>
    candidatesOf(
      view.snapshot,
      {
        step,
        vendorIndexes: step.vendors.map((_, index) => index),
        country,
        network,
        partsOf: (index) => partsOf(step.channel, step.vendors[index]?.accountId ?? null),
        tenantCurrency: view.rules.currency,
        capMicros: spec.maxCostPerSendMicros,
      },
      now,
    );
}

/** What this process has measured, as far as the tenant may know it. */
export function tenantMeasured({ measured, rules }: TenantView, now: Date): MeasuredSource {
  return {
    view: measured.viewOf(rules.tenantId),
    atSec: atSecOf(now),
    routeOf: (accountId, channel) => measured.routeOf(accountId, channel),
    cellOf: (country, network) => measured.cellOf(country, network),
    asking: usualAsking,
    sameUpstream: routeParameters.sameUpstream,
    placeOf: measuredPlaces(measured.router.routes),
  };
}
