import { Arg, Ctx, Field, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import type { Channel } from "../../core/otp/status.js";
import type { HealthState } from "../../core/route/candidate.js";
import type { HealthChange } from "../../manage/vendors/health-feed.js";
import { requireKey } from "../auth.js";
import { ChannelEnum } from "../channel.enum.js";
import type { GraphqlContext } from "../context.js";
import { HealthStateEnum } from "../health-state.enum.js";
import { instance } from "../instance.js";
import { checkCountries, checkListLength, checkVendors } from "../list-args.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { VendorType } from "./vendor.type.js";
import { toVendorHealth, VendorHealthType } from "./vendor-health.type.js";
import { vendorOf } from "./vendor-loaders.js";

@ObjectType("VendorHealthEvent", { description: "A change of a vendor's health at one place." })
class VendorHealthEvent {
  @Field(() => VendorType, { description: "The vendor." })
  vendor!: VendorType;

  @Field(() => ChannelEnum, { description: "The channel." })
  channel!: Channel;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The country; null = everywhere that the channel goes.",
  })
  country!: string | null;

  @Field(() => VendorHealthType, { description: "How it is now." })
  health!: VendorHealthType;

  @Field(() => HealthStateEnum, { description: "The state before." })
  previous!: HealthState;

  @Field(() => DateTimeScalar, { description: "When the change was seen." })
  at!: Date;
}

interface Filter {
  readonly vendors?: readonly string[] | null;
  readonly channels?: readonly Channel[] | null;
  readonly countries?: readonly string[] | null;
}

async function subscribeVendorHealth({
  args,
  context,
}: {
  readonly args: Filter;
  readonly context: GraphqlContext;
}) {
  const viewer = requireKey(context);
  checkVendors(args.vendors, ["vendors"]);
  checkListLength(args.channels, ["channels"]);
  checkCountries(args.countries, ["countries"]);
  const { vendors, health } = context.ports.catalogue;
  const rows = args.vendors ? await vendors.vendorsBySlug(viewer, args.vendors) : null;
  const wanted = rows === null ? null : new Set(rows.map((row) => row?.id));
  return health.follow(
    viewer,
    (change) =>
      (wanted?.has(change.vendorId) ?? true) &&
      (args.channels?.includes(change.channel) ?? true) &&
      (change.country === null || (args.countries?.includes(change.country) ?? true)),
  );
}

@Resolver()
export class VendorHealthSubscription {
  @Subscription(() => VendorHealthEvent, {
    subscribe: subscribeVendorHealth as never,
    description:
      "Changes of vendors' health from now on, as they concern you: pauses, and circuits that " +
      "open and close.",
  })
  async vendorHealth(
    @Root() change: HealthChange,
    @Ctx() context: GraphqlContext,
    @Arg("vendors", () => [String], {
      nullable: true,
      description: "Only vendors with these slugs.",
    })
    _vendors?: string[] | null,
    @Arg("channels", () => [ChannelEnum], { nullable: true, description: "Only these channels." })
    _channels?: Channel[] | null,
    @Arg("countries", () => [CountryCodeScalar], {
      nullable: true,
      description: "Only these countries, and changes everywhere.",
    })
    _countries?: string[] | null,
  ): Promise<VendorHealthEvent> {
    const { channel, country, health, previous, at, vendorId } = change;
    const vendor = await vendorOf(context, vendorId);
    return instance(VendorHealthEvent, {
      vendor,
      channel,
      country,
      health: toVendorHealth(health, vendor.listedAt, context),
      previous,
      at,
    });
  }
}
