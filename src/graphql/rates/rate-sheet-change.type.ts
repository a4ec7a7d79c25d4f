import { Field, Float, ObjectType } from "type-graphql";
import { networkName } from "../../core/network.js";
import type { Channel } from "../../core/otp/status.js";
import type { PreviewedChange, ShownPrice } from "../../core/rates/sheet-preview.js";
import { ChannelEnum } from "../channel.enum.js";
import { enumType } from "../enum-type.js";
import { instance } from "../instance.js";
import { MoneyType, toMoney } from "../money.type.js";
import { NetworkType } from "../network.type.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { DateTimeScalar } from "../scalars/date-time.js";

const RateSheetChangeKindEnum = enumType<PreviewedChange["kind"]>(
  "RateSheetChangeKind",
  "What a rate sheet does to an offer.",
  {
    ADDED: "It is new on the market, or comes back.",
    PRICE: "It gets another price, now or at a moment to come.",
    WITHDRAWN: "It is taken off the market.",
  },
);

@ObjectType("RateSheetChange", { description: "One change that a rate sheet would make." })
export class RateSheetChangeType {
  @Field(() => RateSheetChangeKindEnum, { description: "What would happen to the offer." })
  kind!: PreviewedChange["kind"];

  @Field(() => ChannelEnum, { description: "The offer's channel." })
  channel!: Channel;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The offer's country; null = everywhere.",
  })
  country!: string | null;

  @Field(() => NetworkType, {
    nullable: true,
    description: "The offer's network; null = the whole country.",
  })
  network!: NetworkType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The price until then; null = there is none.",
  })
  before!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The price from then on; null = it is withdrawn.",
  })
  after!: MoneyType | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it would take effect; null = at once.",
  })
  effectiveFrom!: Date | null;

  @Field(() => Float, {
    nullable: true,
    description: "The price's change as a share of the one before, 0.1 = 10 % dearer; null = none.",
  })
  change!: number | null;
}

/** A change as the API shows it. */
export function toRateSheetChange(one: PreviewedChange): RateSheetChangeType {
  const { kind, channel, country, mcc, mnc, before, after, effectiveFrom, change } = one;
  const network =
    mcc === null || mnc === null
      ? null
      : instance(NetworkType, { mcc, mnc, name: networkName(mcc, mnc) });
  const shown = { kind, channel, country, network, effectiveFrom, change };
  return instance(RateSheetChangeType, {
    ...shown,
    before: moneyOf(before),
    after: moneyOf(after),
  });
}

function moneyOf(price: ShownPrice | null): MoneyType | null {
  return price === null ? null : toMoney(price.priceMicros, price.currency);
}
