import { Field, Float, ID, ObjectType } from "type-graphql";
import { encodeId } from "../../core/ids.js";
import { routingPolicy } from "../../core/route/routing-policy.js";
import type { TenantRow } from "../../manage/tenants/ports.js";
import { instance } from "../instance.js";
import { MoneyType, toMoney } from "../money.type.js";
import { Node } from "../node.type.js";
import { CurrencyCodeScalar } from "../scalars/currency-code.js";
import { DateTimeScalar } from "../scalars/date-time.js";

@ObjectType("RoutingPolicy", { description: "What measured routing obeys for a tenant." })
export class RoutingPolicyType {
  @Field(() => Float, {
    description:
      "Needless messages that adaptive waits may cause per send, 0 to 1: those sent while the " +
      "one before still arrives.",
  })
  duplicateRateMax!: number;

  @Field(() => Float, {
    description:
      "The least chance of every usable vendor at a first attempt of strategy SMART, 0 to 0.2.",
  })
  explorationRate!: number;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      "What a verified user is worth under the objective BALANCED, 5 times as much under " +
      "CONVERSION, a quarter under COST; null = 20, 100 or 5 times the mean price of a plan's " +
      "vendors.",
  })
  valuePerVerified!: MoneyType | null;
}

@ObjectType("Tenant", { implements: Node, description: "A customer of the marketplace." })
export class TenantType implements Node {
  @Field(() => ID, { description: "The tenant's id." })
  id!: string;

  @Field(() => String, { description: "Its name in addresses; never changes." })
  slug!: string;

  @Field(() => String, { description: "Its name for people." })
  name!: string;

  @Field(() => String, { description: "What messages call it: {brand} in a template." })
  brand!: string;

  @Field(() => CurrencyCodeScalar, {
    description: "The currency of its budgets and costs; never changes.",
  })
  currency!: string;

  @Field(() => String, {
    description: "The IANA time zone in which its days and months begin.",
  })
  timeZone!: string;

  @Field(() => String, {
    description: "The BCP 47 tag of the language of messages that ask for none.",
  })
  locale!: string;

  @Field(() => RoutingPolicyType, { description: "What measured routing obeys for its sends." })
  routing!: RoutingPolicyType;

  @Field(() => DateTimeScalar, { description: "When it was made." })
  createdAt!: Date;
}

/** A tenant as the API shows it. */
export function toTenant(row: TenantRow): TenantType {
  const { slug, name, brand, currency, timeZone, locale, createdAt } = row;
  const id = encodeId("tenant", row.id);
  const { valuePerVerifiedMicros, ...shares } = routingPolicy(row);
  const routing = instance(RoutingPolicyType, {
    ...shares,
    valuePerVerified:
      valuePerVerifiedMicros === null ? null : toMoney(valuePerVerifiedMicros, currency),
  });
  return instance(TenantType, {
    ...{ id, slug, name, brand, currency, timeZone, locale, routing, createdAt },
  });
}
