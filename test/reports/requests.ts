import fc from "fast-check";
import { reportDimensions, type ReportRequest } from "../../src/reports/report-request.js";
import type { Stage } from "./histories.js";

/** A request before it is known which tenant it is for. */
export interface Asked {
  readonly groupBy: ReportRequest["groupBy"];
  readonly fromMin: number;
  readonly spanMin: number;
  readonly plan: number | null;
  readonly vendors: readonly number[] | null;
  readonly lists: Readonly<Record<string, readonly string[] | null>>;
}

/** Filters that are given together let little through. */
function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

/** Ranges from before a history of some days to behind it, cut anywhere, with any filter. */
export function requests(days: number): fc.Arbitrary<Asked> {
  return fc.record({
    groupBy: fc.uniqueArray(fc.constantFrom(...reportDimensions), { maxLength: 4 }),
    fromMin: fc.integer({ min: -100, max: days * 1440 }),
    spanMin: fc.oneof(
      fc.integer({ min: 1, max: days * 2000 }),
      fc.constant(days * 1440),
      fc.constant(days * 2000),
    ),
    plan: rarely(fc.integer({ min: 0, max: 1 })),
    vendors: rarely(fc.uniqueArray(fc.integer({ min: 0, max: 2 }))),
    lists: fc.record({
      channels: rarely(fc.uniqueArray(fc.constantFrom("SMS", "WHATSAPP", "EMAIL"))),
      countries: rarely(fc.uniqueArray(fc.constantFrom("ID", "SG"))),
      purposes: rarely(fc.uniqueArray(fc.constantFrom("", "login", "pay, 'now'", '\\"{}'))),
    }),
  });
}

/** What is asked, of this tenant, with ranges counted from a moment. */
export function requestOf(stage: Stage, begin: Date, asked: Asked): ReportRequest {
  const { fromMin, spanMin, groupBy, plan, vendors, lists } = asked;
  const from = new Date(begin.getTime() + fromMin * 60_000);
  const given = Object.entries(lists).filter(([, list]) => list !== null);
  return {
    from,
    to: new Date(from.getTime() + spanMin * 60_000),
    groupBy,
    filter: {
      ...Object.fromEntries(given),
      ...(plan === null ? {} : { planIds: [stage.plans[plan]?.id ?? ""] }),
      ...(vendors === null
        ? {}
        : { vendors: vendors.map((at) => stage.vendors[at]?.slug ?? "no'body") }),
    },
  };
}
