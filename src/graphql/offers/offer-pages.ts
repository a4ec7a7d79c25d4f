import { encodeCursor } from "../../core/cursor.js";
import { isCurrency } from "../../core/currency.js";
import { parseMicros } from "../../core/money.js";
import type { Page } from "../../flow/reads.js";
import type { OfferFilter, OfferQuery, OfferRow } from "../../manage/rates/ports.js";
import { requireKey } from "../auth.js";
import { type Connection, connectionType, readPage, toConnection } from "../connection.js";
import { type GraphqlContext, load, type LoaderKind } from "../context.js";
import { cursorUuid } from "../cursor-part.js";
import { badRequest } from "../errors.js";
import { checkCountries, checkListLength, checkVendors } from "../list-args.js";
import { viewersTenant } from "../tenants/tenant-loaders.js";
import {
  type OfferPageQuery,
  readMeasuredFilter,
  scopeOf,
  withMeasured,
} from "./measured-query.js";
import type { OfferFilterInput, OfferOrderInput } from "./offer.input.js";
import { OfferType, toOffer } from "./offer.type.js";

export const OfferConnection = connectionType("Offer", () => OfferType);

/** What the API compares an operator's prices in. */
const operatorCurrency = "USD";

export interface OfferPageArgs {
  readonly first: number;
  readonly filter: OfferFilterInput | null | undefined;
  readonly after: string | null | undefined;
  readonly orderBy: OfferOrderInput | null | undefined;
}

interface VendorPageKey {
  readonly vendorId: string;
  readonly query: OfferPageQuery;
}

/**
 * Pages of vendors' offers: those that were asked for with the same arguments are one statement.
 */
const pageOfVendor: LoaderKind<VendorPageKey, Page<OfferRow>> = {
  keyText: ({ vendorId, query }) => `${vendorId} ${queryText(query)}`,
  async batch(context, keys) {
    const { offers } = context.ports.catalogue;
    const pages = new Map<VendorPageKey, Page<OfferRow>>();
    for (const group of Map.groupBy(keys, ({ query }) => queryText(query)).values()) {
      const [first] = group;
      if (first !== undefined) {
        const ids = group.map(({ vendorId }) => vendorId);
        const viewer = requireKey(context);
        const query = await withMeasured(context, first.query);
        const read = await offers.offersOfVendors(viewer, ids, query, context.now());
        group.forEach((key, index) => pages.set(key, read[index] as Page<OfferRow>));
      }
    }
    return keys.map((key) => pages.get(key) as Page<OfferRow>);
  },
};

/** Offers of the whole market. */
export async function offersOfMarket(
  context: GraphqlContext,
  args: OfferPageArgs,
): Promise<Connection<OfferType>> {
  const query = await readQuery(context, args);
  const { offers } = context.ports.catalogue;
  const full = await withMeasured(context, query);
  return toPage(await offers.offers(requireKey(context), full, context.now()), query);
}

/** Offers of one vendor among others that are asked for at the same level. */
export async function offersOfVendor(
  context: GraphqlContext,
  vendorId: string,
  args: OfferPageArgs,
): Promise<Connection<OfferType>> {
  const query = await readQuery(context, args);
  return toPage(await load(context, pageOfVendor, { vendorId, query }), query);
}

/** The currency that prices are compared in for the viewer. */
export async function compareCurrency(context: GraphqlContext): Promise<string> {
  return (await viewersTenant(context))?.currency ?? operatorCurrency;
}

async function readQuery(context: GraphqlContext, args: OfferPageArgs): Promise<OfferPageQuery> {
  const currency = await compareCurrency(context);
  const { orderBy, filter } = args;
  const order = {
    orderBy: orderBy?.by ?? "PRICE",
    descending: orderBy?.direction === "DESC",
    currency,
    order: scopeOf(orderBy?.window, orderBy?.audience),
  };
  const { limit, after } = readPage(args.first, args.after, cursorKind(order));
  return {
    ...order,
    filter: readFilter(filter),
    measured: readMeasuredFilter(filter),
    limit,
    after: after === null ? null : readAfter(after[0], after[1], order.orderBy),
  };
}

/** What a sort key looks like, by what is ordered by. */
const sortKeys: Readonly<Record<OfferQuery["orderBy"], RegExp>> = {
  PRICE: /^\d{1,40}(\.\d{1,40})?$/,
  VENDOR: /^/,
  DELIVERY_RATE: /^\d(\.\d{1,20})?(e-\d{1,2})?$/,
  SUCCESS_RATE: /^\d(\.\d{1,20})?(e-\d{1,2})?$/,
  LATENCY_P95: /^\d{1,9}$/,
  COST_PER_VERIFIED: /^\d{1,18}$/,
};

function readAfter(
  sortKey: unknown,
  id: string | number | bigint | null | undefined,
  orderBy: OfferQuery["orderBy"],
): OfferQuery["after"] {
  const isSound =
    sortKey === null || (typeof sortKey === "string" && sortKeys[orderBy].test(sortKey));
  if (!isSound) {
    throw badRequest(["after"], "is not a cursor of this list.");
  }
  return { sortKey, id: cursorUuid(id) };
}

function readFilter(input: OfferFilterInput | null | undefined): OfferFilter {
  const { channels, countries, vendors, network, maxPrice, priceCurrency } = input ?? {};
  checkListLength(channels, ["filter", "channels"]);
  checkVendors(vendors, ["filter", "vendors"]);
  checkCountries(countries, ["filter", "countries"]);
  if (typeof network === "string" && !/^\d{5,6}$/.test(network)) {
    throw badRequest(["filter", "network"], "must be an mcc and mnc joined: 5 or 6 digits.");
  }
  return {
    ...(channels ? { channels } : {}),
    ...(countries ? { countries } : {}),
    ...(vendors ? { vendors } : {}),
    ...(typeof network === "string" ? { network } : {}),
    ...readMaxPrice(maxPrice ?? null, priceCurrency ?? null),
    connectedOnly: input?.connectedOnly ?? false,
  };
}

function readMaxPrice(
  maxPrice: string | null,
  currency: string | null,
): Pick<OfferFilter, "maxPrice"> {
  if (maxPrice === null && currency === null) {
    return {};
  }
  if (maxPrice === null || currency === null) {
    throw badRequest(
      ["filter", "maxPrice"],
      "and priceCurrency go together: give both or neither.",
    );
  }
  if (!isCurrency(currency)) {
    throw badRequest(["filter", "priceCurrency"], "must be a currency in use, of ISO 4217.");
  }
  const micros = parseMicros(maxPrice);
  if (micros === null || micros < 0n) {
    throw badRequest(
      ["filter", "maxPrice"],
      "must be a decimal from 0, with 6 digits after the point at most.",
    );
  }
  return { maxPrice: { micros, currency } };
}

function toPage(page: Page<OfferRow>, query: OfferPageQuery): Connection<OfferType> {
  const kind = cursorKind(query);
  return toConnection({
    ...page,
    isAfter: query.after !== null,
    toNode: toOffer,
    cursorOf: (row) => encodeCursor([row.sortKey, row.id], kind),
    count: () => Promise.resolve(null),
  });
}

/** A cursor goes on in the list that it came from, and in no other. */
function cursorKind({
  orderBy,
  descending,
  currency,
  order,
}: Pick<OfferPageQuery, "orderBy" | "descending" | "currency" | "order">): string {
  const by =
    orderBy === "PRICE"
      ? currency
      : orderBy === "VENDOR"
        ? ""
        : `${order.window}:${order.audience}`;
  return `offers:${orderBy}:${descending ? "desc" : "asc"}:${by}`;
}

function queryText(query: OfferPageQuery): string {
  return JSON.stringify(query, (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
}
