import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { decodeId } from "../../core/ids.js";
import { parseMicros, parsePositiveMicros } from "../../core/money.js";
import { checkInputMax, checkNumbers } from "../../manage/checks/check-numbers.js";
import type { LookUpRequest } from "../../manage/checks/look-up-request.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { badRequest } from "../errors.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { NumberCheckType, toNumberCheck } from "./number-check.type.js";
import { NumberLookUpInput } from "./number-look-up.input.js";

const inputsMax = 100;

@Resolver()
export class CheckNumbersQuery {
  @Query(() => [NumberCheckType], {
    description:
      "Checks numbers and e-mail addresses, in the order given. Free, but for look-ups that are " +
      "asked for: these need the scope SEND, are billed by the vendor, and are kept for 30 days.",
  })
  async checkNumbers(
    @Arg("inputs", () => [String], {
      description: "Phone numbers and e-mail addresses as people write them: 1 to 100.",
    })
    inputs: string[],
    @Arg("defaultCountry", () => CountryCodeScalar, {
      nullable: true,
      description: "The country of numbers without a country code; null = such are not valid.",
    })
    defaultCountry: string | null | undefined,
    @Arg("lookUp", () => NumberLookUpInput, {
      nullable: true,
      description:
        "Asks a vendor about the numbers that are valid and were not looked up there within 7 " +
        "days; null = none is asked. Their money is held in the budgets and booked in the ledger.",
    })
    lookUp: NumberLookUpInput | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<NumberCheckType[]> {
    const spends = lookUp !== null && lookUp !== undefined;
    const viewer = requireTenant(context, ...(spends ? (["SEND"] as const) : []));
    checkInputs(inputs);
    const result = await checkNumbers(
      context.ports.checks,
      viewer,
      {
        inputs,
        defaultCountry: defaultCountry ?? null,
        lookUp: spends ? toRequest(lookUp) : null,
      },
      () => context.now(),
    );
    if (!result.ok) {
      throw badRequest(["lookUp", result.field], result.rule);
    }
    return result.value.verdicts.map((verdict) => toNumberCheck(verdict, context.locale));
  }
}

function checkInputs(inputs: readonly string[]): void {
  if (inputs.length < 1 || inputs.length > inputsMax) {
    throw badRequest(["inputs"], `must hold 1 to ${inputsMax} entries.`);
  }
  const long = inputs.findIndex((input) => input.length > checkInputMax);
  if (long >= 0) {
    throw badRequest(["inputs", String(long)], `must have at most ${checkInputMax} characters.`);
  }
}

function toRequest({ accountId, maxCost, currency, priceEach }: NumberLookUpInput): LookUpRequest {
  const maxCostMicros = parseMicros(maxCost);
  if (maxCostMicros === null || maxCostMicros < 0n) {
    throw badRequest(["lookUp", "maxCost"], "must be an amount from 0.");
  }
  const each = priceEach ?? null;
  const priceEachMicros = each === null ? null : parsePositiveMicros(each);
  if (each !== null && priceEachMicros === null) {
    throw badRequest(["lookUp", "priceEach"], "must be an amount above 0.");
  }
  const account = decodeId("account", accountId);
  return { accountId: account, maxCostMicros, currency, priceEachMicros, list: null };
}
