import { Field, Int, ObjectType } from "type-graphql";
import type { LookUpCosts } from "../../reports/look-up-costs.js";
import { instance } from "../instance.js";
import { MoneyType, toMoney } from "../money.type.js";

@ObjectType("LookUpCosts", {
  description:
    "What look-ups of numbers cost whose money was held in a range; of the filter's vendors and " +
    "countries, and none when it names plans, channels or purposes.",
})
export class LookUpCostsType {
  @Field(() => Int, { description: "How many numbers money was held for." })
  count!: number;

  @Field(() => MoneyType, {
    description: "What they cost: what was charged, and what may have been (maybe).",
  })
  cost!: MoneyType;

  @Field(() => MoneyType, { description: "What is still reserved for them; not in cost." })
  held!: MoneyType;

  @Field(() => MoneyType, {
    description: "The part of cost of which the vendor has not said whether it is charged.",
  })
  maybe!: MoneyType;
}

/** The costs as the API shows them. */
export function toLookUpCosts(costs: LookUpCosts, currency: string): LookUpCostsType {
  return instance(LookUpCostsType, {
    count: costs.count,
    cost: toMoney(costs.costMicros, currency),
    held: toMoney(costs.heldMicros, currency),
    maybe: toMoney(costs.maybeMicros, currency),
  });
}
