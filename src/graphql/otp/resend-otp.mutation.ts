import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Channel } from "../../core/otp/status.js";
import { ChannelEnum } from "../channel.enum.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { ownSend, shownSend } from "./own-send.js";
import { SendType } from "./send.type.js";
import { SendProgress } from "./send-progress.type.js";

@InputType("ResendOtpInput", { description: "A send whose code is wanted again." })
export class ResendOtpInput {
  @Field(() => ID, { description: "The send." })
  sendId!: string;

  @Field(() => String, {
    description:
      "Your name for this request, 1 to 128 characters: the same request again changes " +
      "nothing, for 7 days.",
  })
  idempotencyKey!: string;

  @Field(() => ChannelEnum, {
    nullable: true,
    description: "The channel that the end user wants; null = as the plan goes.",
  })
  channel?: Channel | null;
}

const ResendOtpUserError = userErrorType("resendOtp", { retryAfter: true });

@ObjectType("ResendOtpPayload", { description: "What became of the request for another message." })
class ResendOtpPayload {
  @Field(() => SendType, {
    nullable: true,
    description: "The send; null for a client token, and when there is none.",
  })
  send!: SendType | null;

  @Field(() => SendProgress, {
    nullable: true,
    description: "The send's progress, for a client token; null for a key.",
  })
  progress!: SendProgress | null;

  @Field(() => [ResendOtpUserError], { description: "What is wrong; empty when all went well." })
  userErrors!: InstanceType<typeof ResendOtpUserError>[];
}

@Resolver()
export class ResendOtpMutation {
  @Mutation(() => ResendOtpPayload, {
    description:
      "Sends the code once more, by another vendor or channel where the plan says so. Needs " +
      "SEND, or the send's client token.",
  })
  async resendOtp(
    @Arg("input", () => ResendOtpInput, { description: "Which send, and by which channel." })
    input: ResendOtpInput,
    @Ctx() context: GraphqlContext,
  ): Promise<ResendOtpPayload> {
    const { tenantId, sendId } = ownSend(context, input.sendId);
    const result = await context.ports.otp.resendOtp(tenantId, {
      sendId,
      idempotencyKey: input.idempotencyKey,
      channel: input.channel ?? null,
    });
    return instance(ResendOtpPayload, {
      ...(await shownSend(context, result.send)),
      userErrors: toUserErrors(ResendOtpUserError, result.errors, context.locale),
    });
  }
}
