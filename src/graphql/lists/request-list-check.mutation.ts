import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { type DomainError, domainError } from "../../core/errors.js";
import { decodeId } from "../../core/ids.js";
import { parseMicros, parsePositiveMicros } from "../../core/money.js";
import { type ListCheckRequest, requestListCheck } from "../../manage/lists/request-list-check.js";
import { requireTenant } from "../auth.js";
import { NumberLookUpInput } from "../checks/number-look-up.input.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { ListCheckType, toListCheck } from "./list-check.type.js";

const RequestListCheckUserError = userErrorType("requestListCheck", { retryAfter: true });

@InputType("RequestListCheckInput", { description: "A list to check, and how." })
export class RequestListCheckInput {
  @Field(() => ID, {
    description:
      "The list, as it was put to /uploads: CSV in UTF-8, or an entry a line; 2,000,000 entries " +
      "at most. The column that is named phone, number, email or the like is checked, else the " +
      "first that holds numbers or addresses.",
  })
  uploadId!: string;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The country of numbers without a country code; null = such are not valid.",
  })
  defaultCountry?: string | null;

  @Field(() => NumberLookUpInput, {
    nullable: true,
    description:
      "Asks a vendor about each number that is valid and was not looked up there within 7 days, " +
      "once; null = none is asked.",
  })
  lookUp?: NumberLookUpInput | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      "True: it waits for startListCheck when the estimate is known. False: it goes on by " +
      "itself, within lookUp.maxCost, unless the budgets have no room for the estimate.",
  })
  estimateOnly?: boolean | null;
}

@ObjectType("RequestListCheckPayload", { description: "What requestListCheck did." })
export class RequestListCheckPayload {
  @Field(() => ListCheckType, {
    nullable: true,
    description: "The check, which is made in the background; null when it was refused.",
  })
  listCheck!: ListCheckType | null;

  @Field(() => [RequestListCheckUserError], { description: "Why it was refused; empty when not." })
  userErrors!: InstanceType<typeof RequestListCheckUserError>[];
}

@Resolver()
export class RequestListCheckMutation {
  @Mutation(() => RequestListCheckPayload, {
    description:
      "Asks for the check of a whole list; watch listCheckProgress, then read downloadUrl. What " +
      "it costs is estimated first. Needs the scope SEND; five of a tenant may be open.",
  })
  async requestListCheck(
    @Arg("input", () => RequestListCheckInput, { description: "What to check." })
    input: RequestListCheckInput,
    @Ctx() context: GraphqlContext,
  ): Promise<RequestListCheckPayload> {
    const viewer = requireTenant(context, "SEND");
    const { ports, locale } = context;
    const { lookUp = null, errors } = readLookUp(input.lookUp ?? null);
    const result =
      errors.length > 0
        ? ({ ok: false, errors } as const)
        : await requestListCheck(
            ports.lists,
            viewer,
            {
              uploadId: decodeId("upload", input.uploadId),
              defaultCountry: input.defaultCountry ?? null,
              lookUp,
              estimateOnly: input.estimateOnly === true,
            },
            context.now(),
          );
    return instance(RequestListCheckPayload, {
      listCheck: result.ok ? toListCheck(result.value, context) : null,
      userErrors: result.ok ? [] : toUserErrors(RequestListCheckUserError, result.errors, locale),
    });
  }
}

interface ReadLookUp {
  readonly lookUp?: ListCheckRequest["lookUp"];
  readonly errors: readonly DomainError[];
}

function readLookUp(input: NumberLookUpInput | null): ReadLookUp {
  if (input === null) {
    return { errors: [] };
  }
  const { accountId, currency, priceEach } = input;
  const maxCostMicros = parseMicros(input.maxCost);
  const each = priceEach ?? null;
  const priceEachMicros = each === null ? null : parsePositiveMicros(each);
  if (maxCostMicros === null || maxCostMicros < 0n) {
    return { errors: [domainError("INVALID_MONEY", ["lookUp", "maxCost"], { min: 0 })] };
  }
  if (each !== null && priceEachMicros === null) {
    const field = ["lookUp", "priceEach"];
    return { errors: [domainError("INVALID_MONEY", field, { min: "0.000001" })] };
  }
  const account = decodeId("account", accountId);
  return { lookUp: { accountId: account, maxCostMicros, currency, priceEachMicros }, errors: [] };
}
