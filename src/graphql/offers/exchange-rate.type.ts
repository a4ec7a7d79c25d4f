import { Field, ObjectType } from "type-graphql";
import type { ExchangeRateRow } from "../../manage/rates/ports.js";
import { instance } from "../instance.js";
import { CurrencyCodeScalar } from "../scalars/currency-code.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { DecimalScalar } from "../scalars/decimal.js";

@ObjectType("ExchangeRate", {
  description: "How much of one currency a unit of another buys, from a moment on.",
})
export class ExchangeRateType {
  @Field(() => CurrencyCodeScalar, { description: "The currency of which there is one unit." })
  base!: string;

  @Field(() => CurrencyCodeScalar, { description: "The currency that is bought." })
  quote!: string;

  @Field(() => DecimalScalar, { description: "How much of quote one unit of base buys." })
  rate!: string;

  @Field(() => DateTimeScalar, { description: "From when it holds, until the pair's next rate." })
  effectiveFrom!: Date;
}

/** A rate as the API shows it, without needless zeros. */
export function toExchangeRate(row: ExchangeRateRow): ExchangeRateType {
  const { base, quote, effectiveFrom } = row;
  const rate = row.rate.includes(".") ? row.rate.replace(/\.?0+$/, "") : row.rate;
  return instance(ExchangeRateType, { base, quote, rate, effectiveFrom });
}
