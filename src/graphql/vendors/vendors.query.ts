import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { encodeCursor } from "../../core/cursor.js";
import type { Channel } from "../../core/otp/status.js";
import type { VendorFilter } from "../../manage/vendors/ports.js";
import { requireKey } from "../auth.js";
import { ChannelEnum } from "../channel.enum.js";
import {
  afterDescription,
  type Connection,
  connectionType,
  firstDescription,
  readPage,
  toConnection,
} from "../connection.js";
import { type GraphqlContext, load } from "../context.js";
import { cursorUuid } from "../cursor-part.js";
import { checkCountries, checkListLength, searchOf } from "../list-args.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { toVendor, VendorType } from "./vendor.type.js";
import { vendorBySlug } from "./vendor-loaders.js";

const VendorConnection = connectionType("Vendor", () => VendorType);
const cursorKind = "vendors";

@Resolver()
export class VendorsQuery {
  @Query(() => VendorType, {
    nullable: true,
    description: "One vendor by its slug; null when there is none.",
  })
  async vendor(
    @Ctx() context: GraphqlContext,
    @Arg("slug", () => String, { description: "The vendor's slug." }) slug: string,
  ): Promise<VendorType | null> {
    requireKey(context);
    const row = await load(context, vendorBySlug, slug);
    return row === null ? null : toVendor(row);
  }

  @Query(() => VendorConnection, { description: "The vendors of the market, by name." })
  async vendors(
    @Ctx() context: GraphqlContext,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: firstDescription })
    first: number,
    @Arg("channels", () => [ChannelEnum], {
      nullable: true,
      description: "Only vendors that deliver on one of these.",
    })
    channels?: Channel[] | null,
    @Arg("countries", () => [CountryCodeScalar], {
      nullable: true,
      description: "Only vendors with an offer for one of these, or for everywhere.",
    })
    countries?: string[] | null,
    @Arg("search", () => String, {
      nullable: true,
      description: "Only vendors with this in their name or slug, in capitals or not.",
    })
    search?: string | null,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after?: string | null,
  ): Promise<Connection<VendorType>> {
    const viewer = requireKey(context);
    checkListLength(channels, ["channels"]);
    checkCountries(countries, ["countries"]);
    const wanted = searchOf(search);
    const filter: VendorFilter = {
      ...(channels ? { channels } : {}),
      ...(countries ? { countries } : {}),
      ...(wanted === null ? {} : { search: wanted }),
    };
    const page = readPage(first, after, cursorKind);
    const last =
      page.after === null ? null : { name: String(page.after[0]), id: cursorUuid(page.after[1]) };
    const { vendors } = context.ports.catalogue;
    const { rows, hasMore } = await vendors.vendors(viewer, filter, page.limit, last);
    return toConnection({
      rows,
      hasMore,
      isAfter: page.after !== null,
      toNode: toVendor,
      cursorOf: (row) => encodeCursor([row.name, row.id], cursorKind),
      count: () => Promise.resolve(null),
    });
  }
}
