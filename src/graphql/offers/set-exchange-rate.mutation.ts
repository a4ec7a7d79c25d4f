import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { setExchangeRate } from "../../manage/rates/set-exchange-rate.js";
import { requireOperator } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { CurrencyCodeScalar } from "../scalars/currency-code.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { DecimalScalar } from "../scalars/decimal.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { ExchangeRateType, toExchangeRate } from "./exchange-rate.type.js";

const SetExchangeRateUserError = userErrorType("setExchangeRate");

@InputType("SetExchangeRateInput", { description: "A rate to be set." })
class SetExchangeRateInput {
  @Field(() => CurrencyCodeScalar, { description: "The currency of which there is one unit." })
  base!: string;

  @Field(() => CurrencyCodeScalar, { description: "The currency that is bought." })
  quote!: string;

  @Field(() => DecimalScalar, {
    description:
      "How much of quote one unit of base buys: above 0, 12 digits after the point at most.",
  })
  rate!: string;

  @Field(() => DateTimeScalar, {
    description: "From when it holds: now or later; up to 5 minutes ago counts as now.",
  })
  effectiveFrom!: Date;
}

@ObjectType("SetExchangeRatePayload", { description: "The rate that was set." })
class SetExchangeRatePayload {
  @Field(() => ExchangeRateType, { nullable: true, description: "The rate; null with errors." })
  exchangeRate!: ExchangeRateType | null;

  @Field(() => [SetExchangeRateUserError], {
    description: "What is wrong; empty when all went well.",
  })
  userErrors!: InstanceType<typeof SetExchangeRateUserError>[];
}

@Resolver()
export class SetExchangeRateMutation {
  @Mutation(() => SetExchangeRatePayload, {
    description:
      "Sets an exchange rate from a moment on; what was held or charged before keeps its " +
      "rate. For operators.",
  })
  async setExchangeRate(
    @Arg("input", () => SetExchangeRateInput, { description: "The rate." })
    input: SetExchangeRateInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SetExchangeRatePayload> {
    const viewer = requireOperator(context);
    const ports = context.ports.catalogue;
    const { base, quote, rate, effectiveFrom } = input;
    const request = { base, quote, rate, effectiveFrom };
    const set = await setExchangeRate(ports, viewer, request, context.now());
    return instance(SetExchangeRatePayload, {
      exchangeRate: set.ok ? toExchangeRate(set.value) : null,
      userErrors: toUserErrors(SetExchangeRateUserError, set.ok ? [] : set.errors, context.locale),
    });
  }
}
