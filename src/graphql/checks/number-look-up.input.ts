import { Field, ID, InputType } from "type-graphql";
import { CurrencyCodeScalar } from "../scalars/currency-code.js";
import { DecimalScalar } from "../scalars/decimal.js";

@InputType("NumberLookUpInput", {
  description:
    "At which account numbers are looked up, for money that its vendor bills you, and how much.",
})
export class NumberLookUpInput {
  @Field(() => ID, {
    description: "Your own account at a vendor with the feature NUMBER_CHECK.",
  })
  accountId!: string;

  @Field(() => DecimalScalar, {
    description: "The most that this request may cost: no look-up starts that could exceed it.",
  })
  maxCost!: string;

  @Field(() => CurrencyCodeScalar, { description: "The currency of maxCost and priceEach." })
  currency!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "What one look-up costs at most by your contract; null = the most that this vendor said it " +
      "bills you, in the answers that are kept.",
  })
  priceEach?: string | null;
}
