import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { type CursorPart, encodeCursor } from "../../core/cursor.js";
import { convert } from "../../core/money.js";
import { accountById } from "../accounts/account-loaders.js";
import { toVendorAccount, VendorAccountType } from "../accounts/vendor-account.type.js";
import { holdsScope } from "../auth.js";
import {
  afterDescription,
  type Connection,
  connectionType,
  firstDescription,
  readPage,
  toConnection,
} from "../connection.js";
import { type GraphqlContext, load } from "../context.js";
import { badRequest } from "../errors.js";
import { MoneyType, toMoney } from "../money.type.js";
import { viewersTenant } from "../tenants/tenant-loaders.js";
import { VendorType } from "../vendors/vendor.type.js";
import { vendorOf } from "../vendors/vendor-loaders.js";
import { OfferPriceType, OfferType, toOfferPrice } from "./offer.type.js";
import { priceHistoryOfOffer, upcomingPriceOfOffer } from "./offer-loaders.js";

const OfferPriceConnection = connectionType("OfferPrice", () => OfferPriceType);

@Resolver(() => OfferType)
export class OfferResolver {
  @FieldResolver(() => VendorType, { description: "The vendor that offers it." })
  vendor(@Root() offer: OfferType, @Ctx() context: GraphqlContext): Promise<VendorType> {
    return vendorOf(context, offer.row.vendorId);
  }

  @FieldResolver(() => VendorAccountType, {
    nullable: true,
    description: "Your own account whose price it is; null = a list price.",
  })
  async account(
    @Root() offer: OfferType,
    @Ctx() context: GraphqlContext,
  ): Promise<VendorAccountType | null> {
    const { accountId } = offer.row;
    const row = accountId === null ? null : await load(context, accountById, accountId);
    return row === null ? null : toVendorAccount(row, context);
  }

  @FieldResolver(() => MoneyType, {
    nullable: true,
    description:
      "The price in your tenant's currency at today's rate; null for an operator's key and " +
      "where there is no rate.",
  })
  async priceInTenantCurrency(
    @Root() offer: OfferType,
    @Ctx() context: GraphqlContext,
  ): Promise<MoneyType | null> {
    const tenant = await viewersTenant(context);
    const { rate, priceMicros } = offer.row;
    return tenant === null || rate === null
      ? null
      : toMoney(convert(priceMicros, rate), tenant.currency);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The shared network behind the route; for operators only, null when not known.",
  })
  upstream(@Root() offer: OfferType, @Ctx() context: GraphqlContext): string | null {
    return holdsScope(context, "OPERATE") ? offer.row.upstream : null;
  }

  @FieldResolver(() => OfferPriceType, {
    nullable: true,
    description: "The next price, when one is announced.",
  })
  async upcomingPrice(
    @Root() offer: OfferType,
    @Ctx() context: GraphqlContext,
  ): Promise<OfferPriceType | null> {
    const row = await load(context, upcomingPriceOfOffer, offer.row.id);
    return row === null ? null : toOfferPrice(row);
  }

  @FieldResolver(() => OfferPriceConnection, {
    description: "Every price that it had, has, or will have, the latest first.",
  })
  async priceHistory(
    @Root() offer: OfferType,
    @Ctx() context: GraphqlContext,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: firstDescription })
    first: number,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after?: string | null,
  ): Promise<Connection<OfferPriceType>> {
    const kind = `priceHistory:${offer.row.id}`;
    const page = readPage(first, after, kind);
    const before = page.after === null ? null : timeOf(page.after[0]);
    const key = { offerId: offer.row.id, limit: page.limit, before };
    const { rows, hasMore } = await load(context, priceHistoryOfOffer, key);
    return toConnection({
      rows,
      hasMore,
      isAfter: before !== null,
      toNode: toOfferPrice,
      cursorOf: (row) => encodeCursor([row.effectiveFrom.toISOString()], kind),
      count: () => Promise.resolve(null),
    });
  }
}

const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function timeOf(part: CursorPart | undefined): Date {
  const time = typeof part === "string" && timePattern.test(part) ? new Date(part) : null;
  if (time === null || Number.isNaN(time.getTime())) {
    throw badRequest(["after"], "is not a cursor of this list.");
  }
  return time;
}
