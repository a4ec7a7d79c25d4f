import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { isCountry } from "../../core/country.js";
import type { Channel } from "../../core/otp/status.js";
import { vendorHealth } from "../../manage/vendors/vendor-health.js";
import type { VendorFeature } from "../../core/otp/vendor-feature.js";
import { ChannelEnum } from "../channel.enum.js";
import { afterDescription, type Connection, firstDescription } from "../connection.js";
import { type GraphqlContext, load } from "../context.js";
import { badRequest } from "../errors.js";
import { OfferFilterInput, OfferOrderInput } from "../offers/offer.input.js";
import type { OfferType } from "../offers/offer.type.js";
import { OfferConnection, offersOfVendor } from "../offers/offer-pages.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { VendorFeatureEnum, VendorType } from "./vendor.type.js";
import { toVendorHealth, VendorHealthType } from "./vendor-health.type.js";
import { toVendorSetup, VendorSetupType } from "./vendor-setup.type.js";
import { countriesOfVendor, healthOfVendor } from "./vendor-loaders.js";

@Resolver(() => VendorType)
export class VendorResolver {
  @FieldResolver(() => [CountryCodeScalar], {
    description:
      "The countries for which it has an offer, in order; offers for everywhere name none.",
  })
  async countries(
    @Root() vendor: VendorType,
    @Ctx() context: GraphqlContext,
  ): Promise<readonly string[]> {
    return load(context, countriesOfVendor, vendor.row.id);
  }

  @FieldResolver(() => [VendorFeatureEnum], {
    description: "What it can do beyond sending, as its adapter declares it.",
  })
  features(@Root() vendor: VendorType, @Ctx() context: GraphqlContext): VendorFeature[] {
    const adapter = context.ports.catalogue.adapters.find(vendor.row.adapter);
    return [...(adapter?.features ?? [])];
  }

  @FieldResolver(() => VendorSetupType, {
    nullable: true,
    description:
      "What connecting an account of your own takes; null when its adapter is not built in.",
  })
  setup(@Root() vendor: VendorType, @Ctx() context: GraphqlContext): VendorSetupType | null {
    const adapter = context.ports.catalogue.adapters.find(vendor.row.adapter);
    return adapter === null ? null : toVendorSetup(adapter, context.locale);
  }

  @FieldResolver(() => VendorHealthType, {
    description:
      "Whether it is used for you, from pauses and from what failed lately: at a channel, " +
      "country and network, or the worst anywhere.",
  })
  async health(
    @Root() vendor: VendorType,
    @Ctx() context: GraphqlContext,
    @Arg("channel", () => ChannelEnum, { nullable: true, description: "Only this channel." })
    channel?: Channel | null,
    @Arg("country", () => CountryCodeScalar, { nullable: true, description: "Only this country." })
    country?: string | null,
    @Arg("network", () => String, {
      nullable: true,
      description: "Only this network: its mcc and mnc joined, as 51010.",
    })
    network?: string | null,
  ): Promise<VendorHealthType> {
    if (typeof network === "string" && !/^\d{5,6}$/.test(network)) {
      throw badRequest(["network"], "must be an mcc and mnc joined: 5 or 6 digits.");
    }
    if (typeof country === "string" && !isCountry(country)) {
      throw badRequest(["country"], "must be a country of ISO 3166-1.");
    }
    const facts = await load(context, healthOfVendor, vendor.row.id);
    const place = {
      channel: channel ?? null,
      country: country ?? null,
      network: network ?? null,
    };
    return toVendorHealth(vendorHealth(facts, place), vendor.listedAt, context);
  }

  @FieldResolver(() => OfferConnection, {
    description: "Its offers as you see them: list prices and those of your own accounts.",
  })
  offers(
    @Root() vendor: VendorType,
    @Ctx() context: GraphqlContext,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: firstDescription })
    first: number,
    @Arg("filter", () => OfferFilterInput, {
      nullable: true,
      description: "Which offers to list.",
    })
    filter?: OfferFilterInput | null,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after?: string | null,
    @Arg("orderBy", () => OfferOrderInput, {
      nullable: true,
      description: "The order; null = the cheapest first.",
    })
    orderBy?: OfferOrderInput | null,
  ): Promise<Connection<OfferType>> {
    return offersOfVendor(context, vendor.row.id, { first, filter, after, orderBy });
  }
}
