import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import { importExchangeRates } from "../../manage/rates/import-exchange-rates.js";
import { requireOperator } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { RateWarningType, RejectedRateType, toRejected, toWarnings } from "./rejected-rate.type.js";

const ImportExchangeRatesUserError = userErrorType("importExchangeRates");

@InputType("ImportExchangeRatesInput", {
  description:
    "Exchange rates: CSV with a first line that names the columns base, quote, rate (how much of " +
    "quote one unit of base buys), effectiveFrom (empty = now).",
})
class ImportExchangeRatesInput {
  @Field(() => String, {
    nullable: true,
    description: "The table itself, up to 200,000 characters; this or uploadId.",
  })
  csv?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "A file that was put to /uploads; this or csv.",
  })
  uploadId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "True: nothing is stored, and the answer says what would be.",
  })
  dryRun?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "True: when one line is rejected, nothing is stored.",
  })
  strict?: boolean | null;
}

@ObjectType("ImportExchangeRatesPayload", {
  description: "What an import did, or would do; counts are of lines.",
})
class ImportExchangeRatesPayload {
  @Field(() => Int, { nullable: true, description: "New rates." })
  added!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Rates to come that were known with another value.",
  })
  changed!: number | null;

  @Field(() => Int, { nullable: true, description: "Rates that are as the table says already." })
  unchanged!: number | null;

  @Field(() => Int, { nullable: true, description: "How many lines were left out." })
  rejectedCount!: number | null;

  @Field(() => [RejectedRateType], {
    description: "The lines that were left out, the first 1,000 of them.",
  })
  rejected!: RejectedRateType[];

  @Field(() => [RateWarningType], {
    description: "What is to be known of lines that count all the same.",
  })
  warnings!: RateWarningType[];

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
    const request = {
      csv: input.csv ?? null,
      uploadId: input.uploadId ?? null,
      dryRun: input.dryRun ?? false,
      strict: input.strict ?? false,
    };
    const ports = context.ports.catalogue;
    context.waitLonger();
    const { outcome, errors } = await importExchangeRates(ports, viewer, request, context.now());
    return instance(ImportExchangeRatesPayload, {
      added: outcome?.added ?? null,
      changed: outcome?.changed ?? null,
      unchanged: outcome?.unchanged ?? null,
      rejectedCount: outcome?.rejected.length ?? null,
      rejected: toRejected(outcome?.rejected ?? [], context.locale),
      warnings: toWarnings(outcome?.warnings ?? [], context.locale),
      userErrors: toUserErrors(ImportExchangeRatesUserError, errors, context.locale),
    });
  }
}
