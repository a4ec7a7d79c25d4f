import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import { decodeId } from "../../core/ids.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { nobody } from "./event-filter.input.js";
import { SendType, toSend } from "./send.type.js";

const CancelSendUserError = userErrorType("cancelSend");

@ObjectType("CancelSendPayload", { description: "The send that was called off." })
class CancelSendPayload {
  @Field(() => SendType, { nullable: true, description: "The send; null when there is none." })
  send!: SendType | null;

  @Field(() => [CancelSendUserError], { description: "What is wrong; empty when all went well." })
  userErrors!: InstanceType<typeof CancelSendUserError>[];
}

@Resolver()
export class CancelSendMutation {
  @Mutation(() => CancelSendPayload, {
    description:
      "Calls a send off: attempts that wait are cancelled, and its code no longer counts. " +
      "Needs SEND.",
  })
  async cancelSend(
    @Arg("id", () => ID, { description: "The send." }) id: string,
    @Ctx() context: GraphqlContext,
  ): Promise<CancelSendPayload> {
    const { tenantId } = requireTenant(context, "SEND");
    const sendId = decodeId("send", id) ?? nobody;
    const result = await context.ports.otp.cancelSend(tenantId, sendId);
    return instance(CancelSendPayload, {
      send: result.send === null ? null : toSend(result.send),
      userErrors: toUserErrors(CancelSendUserError, result.errors, context.locale),
    });
  }
}
