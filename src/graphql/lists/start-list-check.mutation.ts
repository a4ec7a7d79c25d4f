import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import { fail, type Result } from "../../core/errors.js";
import { decodeId } from "../../core/ids.js";
import { parseMicros } from "../../core/money.js";
import type { ListCheckRow } from "../../manage/lists/ports.js";
import { startListCheck } from "../../manage/lists/request-list-check.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { DecimalScalar } from "../scalars/decimal.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { visibleListCheck } from "./list-check-access.js";
import { ListCheckType, toListCheck } from "./list-check.type.js";

const StartListCheckUserError = userErrorType("startListCheck");

@ObjectType("StartListCheckPayload", { description: "What startListCheck did." })
export class StartListCheckPayload {
  @Field(() => ListCheckType, {
    nullable: true,
    description: "The check, which goes on in the background; null when it was refused.",
  })
  listCheck!: ListCheckType | null;

  @Field(() => [StartListCheckUserError], { description: "Why it was refused; empty when not." })
  userErrors!: InstanceType<typeof StartListCheckUserError>[];
}

@Resolver()
export class StartListCheckMutation {
  @Mutation(() => StartListCheckPayload, {
    description:
      "Starts a check whose estimate is known. Refused when a budget of the whole account has no " +
      "room for what it costs at most. Needs the scope SEND.",
  })
  async startListCheck(
    @Arg("id", () => ID, { description: "The list check's id." }) id: string,
    @Arg("maxCost", () => DecimalScalar, {
      nullable: true,
      description:
        "The most that its look-ups may cost, in their currency; null = as it was asked for.",
    })
    maxCost: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<StartListCheckPayload> {
    requireTenant(context, "SEND");
    const result = await start(context, id, maxCost ?? null);
    return instance(StartListCheckPayload, {
      listCheck: result.ok ? toListCheck(result.value, context) : null,
      userErrors: result.ok
        ? []
        : toUserErrors(StartListCheckUserError, result.errors, context.locale),
    });
  }
}

async function start(
  context: GraphqlContext,
  id: string,
  maxCost: string | null,
): Promise<Result<ListCheckRow>> {
  const viewer = requireTenant(context, "SEND");
  const row = await visibleListCheck(context, decodeId("listCheck", id));
  if (row === null) {
    return fail("NOT_FOUND", ["id"], { thing: "list check" });
  }
  const maxCostMicros = maxCost === null ? null : parseMicros(maxCost);
  if (maxCost !== null && (maxCostMicros === null || maxCostMicros < 0n)) {
    return fail("INVALID_MONEY", ["maxCost"], { min: 0 });
  }
  return startListCheck(context.ports.lists, viewer, row, maxCostMicros, context.now());
}
