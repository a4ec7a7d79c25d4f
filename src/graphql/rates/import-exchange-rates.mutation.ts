import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import { importExchangeRates } from "../../manage/rates/import-exchange-rates.js";
import { requireOperator } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { SheetInput, sheetRequest } from "./sheet.input.js";
import { sheetLines, SheetPayload } from "./sheet-payload.type.js";

const ImportExchangeRatesUserError = userErrorType("importExchangeRates");

@InputType("ImportExchangeRatesInput", {
  description:
    "Exchange rates: CSV with a first line that names the columns base, quote, rate (how much of " +
    "quote one unit of base buys), effectiveFrom (empty = now).",
})
class ImportExchangeRatesInput extends SheetInput {}

@ObjectType("ImportExchangeRatesPayload", {
  description: "What an import did, or would do; counts are of lines.",
})
class ImportExchangeRatesPayload extends SheetPayload {
  @Field(() => Int, { nullable: true, description: "New rates." })
  added!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Rates to come that were known with another value.",
  })
  changed!: number | null;

  @Field(() => Int, { nullable: true, description: "Rates that are as the table says already." })
  unchanged!: number | null;

  @Field(() => [ImportExchangeRatesUserError], {
    description: "Why nothing was stored; empty when all went well.",
  })
  userErrors!: InstanceType<typeof ImportExchangeRatesUserError>[];
}

@Resolver()
export class ImportExchangeRatesMutation {
  @Mutation(() => ImportExchangeRatesPayload, {
    description:
      "Sets exchange rates from a table; what was held or charged before keeps its rate, and a " +
      "rate of the past holds from now on. For operators.",
  })
  async importExchangeRates(
    @Arg("input", () => ImportExchangeRatesInput, { description: "The table." })
    input: ImportExchangeRatesInput,
    @Ctx() context: GraphqlContext,
  ): Promise<ImportExchangeRatesPayload> {
    const viewer = requireOperator(context);
    const request = sheetRequest(input);
    const ports = context.ports.catalogue;
    context.waitLonger();
    const { outcome, errors } = await importExchangeRates(ports, viewer, request, context.now());
    return instance(ImportExchangeRatesPayload, {
      added: outcome?.added ?? null,
      changed: outcome?.changed ?? null,
      unchanged: outcome?.unchanged ?? null,
      ...sheetLines(outcome, context.locale),
      userErrors: toUserErrors(ImportExchangeRatesUserError, errors, context.locale),
    });
  }
}
