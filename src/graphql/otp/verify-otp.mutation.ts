import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import type { VerifyResult } from "../../flow/otp.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { ownSend, shownSend } from "./own-send.js";
import { SendType } from "./send.type.js";
import { VerifyResultEnum } from "./send-enums.js";
import { SendProgress } from "./send-progress.type.js";

@InputType("VerifyOtpInput", { description: "A code that somebody typed in." })
export class VerifyOtpInput {
  @Field(() => ID, { description: "The send whose code it should be." })
  sendId!: string;

  @Field(() => String, { description: "What was typed in." })
  code!: string;
}

const VerifyOtpUserError = userErrorType("verifyOtp", { retryAfter: true });

@ObjectType("VerifyOtpPayload", { description: "What became of a check." })
class VerifyOtpPayload {
  @Field(() => VerifyResultEnum, {
    nullable: true,
    description: "The outcome; only VERIFIED is a success. Null when nothing was checked.",
  })
  result!: VerifyResult | null;

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

  @Field(() => Int, {
    nullable: true,
    description: "How many codes may still be tried; null when nothing was checked.",
  })
  checksLeft!: number | null;

  @Field(() => [VerifyOtpUserError], { description: "What is wrong; empty when it was checked." })
  userErrors!: InstanceType<typeof VerifyOtpUserError>[];
}

@Resolver()
export class VerifyOtpMutation {
  @Mutation(() => VerifyOtpPayload, {
    description:
      "Checks a code: counts the try first, then compares, and consumes the right code once. " +
      "Needs SEND, or the send's client token; a server trusts only what it asked with its " +
      "own key.",
  })
  async verifyOtp(
    @Arg("input", () => VerifyOtpInput, { description: "Which send, and what was typed in." })
    input: VerifyOtpInput,
    @Ctx() context: GraphqlContext,
  ): Promise<VerifyOtpPayload> {
    const { tenantId, sendId } = ownSend(context, input.sendId);
    const result = await context.ports.otp.verifyOtp(tenantId, sendId, input.code);
    return instance(VerifyOtpPayload, {
      result: result.result,
      ...(await shownSend(context, result.send)),
      checksLeft: result.checksLeft,
      userErrors: toUserErrors(VerifyOtpUserError, result.errors, context.locale),
    });
  }
}
