import type { StatsWindow } from "../../core/stats/window.js";
import type { MeasuredFilter, MeasuredOf, OfferQuery } from "../../manage/rates/ports.js";
import { readOwnCells, type StatsAudience } from "../../manage/stats/quality.js";
import { requireKey } from "../auth.js";
import { type GraphqlContext, load, loaderByText } from "../context.js";
import { badRequest } from "../errors.js";
import type { StatsScope } from "../stats/stat-loaders.js";
import type { OfferFilterInput } from "./offer.input.js";

/** Limits on what was measured. */
export interface MeasuredLimits extends StatsScope {
  readonly limits: Omit<MeasuredFilter, "of">;
}

/** A query of offers that says whose figures it means, but does not hold them yet. */
export interface OfferPageQuery extends Omit<OfferQuery, "measuredOf"> {
  /** Of what is ordered by. */
  readonly order: StatsScope;
  /** Null = does not filter by what was measured. */
  readonly measured: MeasuredLimits | null;
}

type OwnCells = Awaited<ReturnType<typeof readOwnCells>>;

const ownCellsOfWindow = loaderByText<OwnCells>((context, windows) =>
  Promise.all(
    windows.map((window) =>
      readOwnCells(
        context.ports.catalogue.stats,
        requireKey(context),
        window as StatsWindow,
        context.now(),
      ),
    ),
  ),
);

/** Whose figures, of when. */
export function scopeOf(
  window: StatsWindow | null | undefined,
  audience: StatsAudience | null | undefined,
): StatsScope {
  return { window: window ?? "LAST_24_HOURS", audience: audience ?? "MARKET" };
}

/** Reads the limits of a filter on what was measured; null = it has none. Throws BAD_REQUEST. */
export function readMeasuredFilter(
  input: OfferFilterInput | null | undefined,
): MeasuredLimits | null {
  const { minDeliveryRate, minSuccessRate, maxLatencyMsP95 } = input ?? {};
  const limits = {
    ...given("minDeliveryRate", minDeliveryRate, 1),
    ...given("minSuccessRate", minSuccessRate, 1),
    ...given("maxLatencyMsP95", maxLatencyMsP95, Number.POSITIVE_INFINITY),
  };
  return Object.keys(limits).length === 0
    ? null
    : { ...scopeOf(input?.statsWindow, input?.statsAudience), limits };
}

/** The query with the figures that it needs: the viewer's own are worked out for it. */
export async function withMeasured(
  context: GraphqlContext,
  { order, measured, filter, ...query }: OfferPageQuery,
): Promise<OfferQuery> {
  const isByPriceOrVendor = query.orderBy === "PRICE" || query.orderBy === "VENDOR";
  return {
    ...query,
    filter:
      measured === null
        ? filter
        : { ...filter, measured: { ...measured.limits, of: await figuresOf(context, measured) } },
    ...(isByPriceOrVendor ? {} : { measuredOf: await figuresOf(context, order) }),
  };
}

async function figuresOf(
  context: GraphqlContext,
  { window, audience }: StatsScope,
): Promise<MeasuredOf> {
  return audience === "MARKET"
    ? { kind: "market", window }
    : { kind: "own", cells: await load(context, ownCellsOfWindow, window) };
}

function given(
  name: string,
  value: number | null | undefined,
  max: number,
): Readonly<Record<string, number>> {
  if (value === null || value === undefined) {
    return {};
  }
  if (value < 0 || value > max) {
    const limit = max === 1 ? "from 0 to 1" : "from 0";
    throw badRequest(["filter", name], `must be a number ${limit}.`);
  }
  return { [name]: value };
}
