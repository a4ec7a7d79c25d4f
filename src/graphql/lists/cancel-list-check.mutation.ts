import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import { fail } from "../../core/errors.js";
import { decodeId } from "../../core/ids.js";
import { cancelListCheck } from "../../manage/lists/request-list-check.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { visibleListCheck } from "./list-check-access.js";
import { ListCheckType, toListCheck } from "./list-check.type.js";

const CancelListCheckUserError = userErrorType("cancelListCheck");

@ObjectType("CancelListCheckPayload", { description: "What cancelListCheck did." })
export class CancelListCheckPayload {
  @Field(() => ListCheckType, {
    nullable: true,
    description: "The check that was stopped; null when it was refused.",
  })
  listCheck!: ListCheckType | null;

  @Field(() => [CancelListCheckUserError], { description: "Why it was refused; empty when not." })
  userErrors!: InstanceType<typeof CancelListCheckUserError>[];
}

@Resolver()
export class CancelListCheckMutation {
  @Mutation(() => CancelListCheckPayload, {
    description:
      "Stops a check that is not over: no money is held for a look-up after this. What was " +
      "looked up so far is billed and stays known for 30 days. Needs the scope SEND.",
  })
  async cancelListCheck(
    @Arg("id", () => ID, { description: "The list check's id." }) id: string,
    @Ctx() context: GraphqlContext,
  ): Promise<CancelListCheckPayload> {
    const viewer = requireTenant(context, "SEND");
    const row = await visibleListCheck(context, decodeId("listCheck", id));
    const result =
      row === null
        ? fail("NOT_FOUND", ["id"], { thing: "list check" })
        : await cancelListCheck(context.ports.lists, viewer, row.id, context.now());
    return instance(CancelListCheckPayload, {
      listCheck: result.ok ? toListCheck(result.value, context) : null,
      userErrors: result.ok
        ? []
        : toUserErrors(CancelListCheckUserError, result.errors, context.locale),
    });
  }
}
