import { Field, ObjectType } from "type-graphql";
import { formatMicros } from "../core/money.js";
import { instance } from "./instance.js";
import { CurrencyCodeScalar } from "./scalars/currency-code.js";
import { DecimalScalar } from "./scalars/decimal.js";

@ObjectType("Money", { description: "An exact amount in one currency." })
export class MoneyType {
  @Field(() => DecimalScalar, {
    description: "The amount with six digits after the point, exact to the micro-unit.",
  })
  amount!: string;

  @Field(() => CurrencyCodeScalar, { description: "The currency of the amount." })
  currency!: string;
}

/** Micro-units of a currency as the API shows them. */
export function toMoney(micros: bigint, currency: string): MoneyType {
  return instance(MoneyType, { amount: formatMicros(micros), currency });
}
