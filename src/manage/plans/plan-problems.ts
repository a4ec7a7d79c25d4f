import { convert } from "../../core/money.js";
import type { PlanSpec } from "../../core/plan/plan.js";
import type { AccountFacts, OfferFacts } from "../../core/plan/plan-facts.js";
import { placeProblems } from "../../core/plan/place-problems.js";
import type { PlanProblem } from "../../core/plan/problem.js";
import { planProblems } from "../../core/plan/problems.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { AdapterCatalogue } from "../accounts/ports.js";
import type { AccountName, CatalogueAccount, PlanFactsReader } from "./ports.js";

/**
 * What to know about plans before anything is sent, one list per specification. Two statements for
 * all of them.
 *
 * @param askedCountries problems there are told of, whether the plans name them or not
 */
export async function readPlanProblems(
  ports: {
    readonly facts: PlanFactsReader;
    readonly adapters: Pick<AdapterCatalogue, "find">;
  },
  viewer: KeyViewer,
  specs: readonly PlanSpec[],
  now: Date,
  askedCountries: readonly string[] = [],
): Promise<readonly (readonly PlanProblem[])[]> {
  const names = new Map(specs.flatMap(namesOf).map((name) => [nameKey(name), name]));
  const [tenant, rows] = await Promise.all([
    ports.facts.tenant(viewer),
    ports.facts.catalogueAccounts(viewer, [...names.values()], now),
  ]);
  const facts = new Map(rows.map((row) => [nameKey(row), toFacts(row, ports.adapters)]));
  return specs.map((spec) => {
    const known = {
      tenantLocale: tenant?.locale ?? "en",
      accounts: namesOf(spec).flatMap((name) => facts.get(nameKey(name)) ?? []),
    };
    return [...planProblems(spec, known), ...placeProblems(spec, known, askedCountries)];
  });
}

function namesOf(spec: PlanSpec): AccountName[] {
  return spec.steps.flatMap((step) => step.vendors);
}

function nameKey(name: AccountName): string {
  return `${name.vendor} ${name.accountId ?? ""}`;
}

function toFacts(row: CatalogueAccount, adapters: Pick<AdapterCatalogue, "find">): AccountFacts {
  const adapter = adapters.find(row.adapter);
  return {
    vendor: row.vendor,
    accountId: row.accountId,
    isDisconnected: row.isDisconnected,
    features: adapter?.features ?? [],
    senderRequiredOn: adapter?.senderRequiredOn ?? [],
    templateRequiredOn: adapter?.templateRequiredOn ?? [],
    provedByCodeOn: adapter?.provedByCodeOn ?? [],
    senders: row.senders,
    pauses: row.pauses,
    offers: row.offers.map(
      ({ channel, country, priceMicros, rate }): OfferFacts => ({
        channel,
        country,
        priceMicros: rate === null ? null : convert(priceMicros, rate),
      }),
    ),
  };
}
