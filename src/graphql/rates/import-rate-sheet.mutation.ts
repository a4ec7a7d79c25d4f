import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import { encodeId } from "../../core/ids.js";
import type { RateMode } from "../../core/rates/plan-rate-change.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { importRateSheet } from "../../manage/rates/import-rate-sheet.js";
import { requireOperator, requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { enumType } from "../enum-type.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { RateSheetChangeType, toRateSheetChange } from "./rate-sheet-change.type.js";
import { SheetInput, sheetRequest } from "./sheet.input.js";
import { sheetLines, SheetPayload } from "./sheet-payload.type.js";

const ImportRateSheetUserError = userErrorType("importRateSheet");

const RateSheetModeEnum = enumType<RateMode>(
  "RateSheetMode",
  "What becomes of offers that a sheet does not list.",
  {
    MERGE: "They stay as they are.",
    REPLACE:
      "They are withdrawn, and so are prices to come that the sheet does not list; an offer " +
      "whose line is rejected stays.",
  },
);

@InputType("ImportRateSheetInput", {
  description:
    "A rate sheet: CSV with a first line that names the columns channel, country (empty = " +
    "everywhere), mcc, mnc, price, currency, billedOn, declaredDeliveryRate, upstream, " +
    "effectiveFrom (empty = now).",
})
class ImportRateSheetInput extends SheetInput {
  @Field(() => String, { description: "The vendor's slug." })
  vendor!: string;

  @Field(() => ID, {
    nullable: true,
    description: "Your own account whose prices these are; null = list prices, for operators.",
  })
  accountId?: string | null;

  @Field(() => RateSheetModeEnum, {
    nullable: true,
    defaultValue: "MERGE",
    description: "What becomes of offers that the sheet does not list.",
  })
  mode?: RateMode | null;
}

@ObjectType("ImportRateSheetPayload", {
  description: "What an import did, or would do; counts are of offers.",
})
class ImportRateSheetPayload extends SheetPayload {
  @Field(() => ID, { nullable: true, description: "The import; null when nothing was stored." })
  importId!: string | null;

  @Field(() => Int, { nullable: true, description: "New offers." })
  added!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Offers with another price, now or to come, or other terms.",
  })
  changed!: number | null;

  @Field(() => Int, { nullable: true, description: "Offers that are as the sheet says already." })
  unchanged!: number | null;

  @Field(() => Int, { nullable: true, description: "Offers that REPLACE took off the market." })
  withdrawn!: number | null;

  @Field(() => [RateSheetChangeType], {
    description:
      "Of a dry run, what would change: the 50 largest price moves, largest first, the first 50 " +
      "new offers, the first 50 that would be withdrawn. Empty when it is stored.",
  })
  preview!: RateSheetChangeType[];

  @Field(() => [ImportRateSheetUserError], {
    description: "Why nothing was stored; empty when all went well.",
  })
  userErrors!: InstanceType<typeof ImportRateSheetUserError>[];
}

@Resolver()
export class ImportRateSheetMutation {
  @Mutation(() => ImportRateSheetPayload, {
    description:
      "Works a vendor's rate sheet into its prices: list prices by an operator, prices of your " +
      "own account with VENDOR_CONNECT. Sound lines are stored, the others reported. What has " +
      "begun never changes: a price that is said to have begun earlier begins now. Answers when " +
      "it is done, seconds for 100,000 lines; should the answer get lost, `rateSheetImports` " +
      "tells what was stored, and the same sheet once more changes nothing.",
  })
  async importRateSheet(
    @Arg("input", () => ImportRateSheetInput, { description: "The sheet." })
    input: ImportRateSheetInput,
    @Ctx() context: GraphqlContext,
  ): Promise<ImportRateSheetPayload> {
    const viewer = requireImporter(context, input);
    const request = {
      vendor: input.vendor,
      accountId: input.accountId ?? null,
      mode: input.mode ?? "MERGE",
      ...sheetRequest(input),
    };
    const ports = context.ports.catalogue;
    context.waitLonger();
    const { outcome, errors } = await importRateSheet(ports, viewer, request, context.now());
    const importId = outcome?.importId ?? null;
    return instance(ImportRateSheetPayload, {
      importId: importId === null ? null : encodeId("rateSheetImport", importId),
      added: outcome?.added ?? null,
      changed: outcome?.changed ?? null,
      unchanged: outcome?.unchanged ?? null,
      withdrawn: outcome?.withdrawn ?? null,
      ...sheetLines(outcome, context.locale),
      preview: (outcome?.preview ?? []).map(toRateSheetChange),
      userErrors: toUserErrors(ImportRateSheetUserError, errors, context.locale),
    });
  }
}

/** List prices are everybody's; an account's are whose it is. */
function requireImporter(context: GraphqlContext, { accountId }: ImportRateSheetInput): KeyViewer {
  return typeof accountId === "string"
    ? requireTenant(context, "VENDOR_CONNECT")
    : requireOperator(context);
}
