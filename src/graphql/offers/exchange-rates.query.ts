import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { isCurrency } from "../../core/currency.js";
import { requireOperator } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { badRequest } from "../errors.js";
import { CurrencyCodeScalar } from "../scalars/currency-code.js";
import { ExchangeRateType, toExchangeRate } from "./exchange-rate.type.js";

@Resolver()
export class ExchangeRatesQuery {
  @Query(() => [ExchangeRateType], {
    description:
      "The rate in force of every pair of currencies, and those to come, by pair and time; " +
      "for operators.",
  })
  async exchangeRates(
    @Ctx() context: GraphqlContext,
    @Arg("base", () => CurrencyCodeScalar, {
      nullable: true,
      description: "Only rates of this base currency.",
    })
    base?: string | null,
  ): Promise<ExchangeRateType[]> {
    const viewer = requireOperator(context);
    if (typeof base === "string" && !isCurrency(base)) {
      throw badRequest(["base"], "must be a currency in use, of ISO 4217.");
    }
    const { exchangeRates } = context.ports.catalogue;
    const rows = await exchangeRates.rates(viewer, base ?? null, context.now());
    return rows.map(toExchangeRate);
  }
}
