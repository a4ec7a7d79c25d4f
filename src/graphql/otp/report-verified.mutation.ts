import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { decodeId } from "../../core/ids.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { nobody } from "./event-filter.input.js";
import { SendType, toSend } from "./send.type.js";

@InputType("ReportVerifiedInput", { description: "A check that you made yourself." })
export class ReportVerifiedInput {
  @Field(() => ID, { description: "The send whose code was right." })
  sendId!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the code was typed in; null = now.",
  })
  verifiedAt?: Date | null;
}

const ReportVerifiedUserError = userErrorType("reportVerified");

@ObjectType("ReportVerifiedPayload", { description: "The send that counts as verified." })
class ReportVerifiedPayload {
  @Field(() => SendType, { nullable: true, description: "The send; null when there is none." })
  send!: SendType | null;

  @Field(() => [ReportVerifiedUserError], {
    description: "What is wrong; empty when all went well.",
  })
  userErrors!: InstanceType<typeof ReportVerifiedUserError>[];
}

@Resolver()
export class ReportVerifiedMutation {
  @Mutation(() => ReportVerifiedPayload, {
    description:
      "Tells that you checked the code yourself and it was right, so that rates and routing " +
      "stay true. Needs SEND.",
  })
  async reportVerified(
    @Arg("input", () => ReportVerifiedInput, { description: "Which send, and when." })
    input: ReportVerifiedInput,
    @Ctx() context: GraphqlContext,
  ): Promise<ReportVerifiedPayload> {
    const { tenantId } = requireTenant(context, "SEND");
    const sendId = decodeId("send", input.sendId) ?? nobody;
    const at = input.verifiedAt ?? null;
    const result = await context.ports.otp.reportVerified(tenantId, sendId, at);
    return instance(ReportVerifiedPayload, {
      send: result.send === null ? null : toSend(result.send),
      userErrors: toUserErrors(ReportVerifiedUserError, result.errors, context.locale),
    });
  }
}
