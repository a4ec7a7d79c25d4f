import { Field, ID, ObjectType } from "type-graphql";
import { encodeId } from "../../core/ids.js";
import type { TenantRow } from "../../manage/tenants/ports.js";
import { instance } from "../instance.js";
import { Node } from "../node.type.js";
import { CurrencyCodeScalar } from "../scalars/currency-code.js";
import { DateTimeScalar } from "../scalars/date-time.js";

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

  @Field(() => DateTimeScalar, { description: "When it was made." })
  createdAt!: Date;
}

/** A tenant as the API shows it. */
export function toTenant(row: TenantRow): TenantType {
  const { slug, name, brand, currency, timeZone, locale, createdAt } = row;
  const id = encodeId("tenant", row.id);
  return instance(TenantType, { id, slug, name, brand, currency, timeZone, locale, createdAt });
}
