import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { KeyValueInput } from "../key-value.type.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { DecimalScalar } from "../scalars/decimal.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { SendType, toSend } from "./send.type.js";

@InputType("SendOtpInput", { description: "A code to send." })
export class SendOtpInput {
  @Field(() => String, { description: "The key of the plan to send it through." })
  planKey!: string;

  @Field(() => String, {
    description:
      "Your name for this request, 1 to 128 characters: the same request again returns the " +
      "first send, for 7 days.",
  })
  idempotencyKey!: string;

  @Field(() => String, {
    nullable: true,
    description: "The phone number; without its country code only with defaultCountry.",
  })
  phone?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The e-mail address. At least one of phone and email is needed; steps that need the " +
      "other are skipped.",
  })
  email?: string | null;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The country of a number without a country code.",
  })
  defaultCountry?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The language of the message; null = the tenant's.",
  })
  locale?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What the code is for; a new send for the same purpose replaces an open one.",
  })
  purpose?: string | null;

  @Field(() => String, { nullable: true, description: "Your own name for the send." })
  externalId?: string | null;

  @Field(() => [KeyValueInput], {
    nullable: true,
    description: "What to attach to it, 20 entries at most.",
  })
  metadata?: KeyValueInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Your own code, as the plan's code policy wants it; null = we make one.",
  })
  code?: string | null;

  @Field(() => String, { nullable: true, description: "The end user's IP address." })
  endUserIp?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "The most that all its attempts may cost, in the tenant's currency.",
  })
  maxCost?: string | null;
}

const SendOtpUserError = userErrorType("sendOtp", { retryAfter: true });

@ObjectType("SendOtpPayload", {
  description:
    "A malformed request stores nothing: send is null. A sound request that money, a guard " +
    "rule or a missing route refuses is stored as BLOCKED: send and userErrors are both set. " +
    "Only a stored send binds its idempotency key.",
})
class SendOtpPayload {
  @Field(() => SendType, { nullable: true, description: "The send; null when nothing was stored." })
  send!: SendType | null;

  @Field(() => String, {
    nullable: true,
    description:
      "A short-lived token for the end user's screen, good for this send only; null without a " +
      "send that runs.",
  })
  clientToken!: string | null;

  @Field(() => [SendOtpUserError], { description: "What is wrong; empty when all went well." })
  userErrors!: InstanceType<typeof SendOtpUserError>[];
}

@Resolver()
export class SendOtpMutation {
  @Mutation(() => SendOtpPayload, {
    description:
      "Sends a code. Answers once the send, its first attempt and the money held for it are " +
      "stored, and never waits for a vendor. Needs SEND.",
  })
  async sendOtp(
    @Arg("input", () => SendOtpInput, { description: "What to send, and to whom." })
    input: SendOtpInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SendOtpPayload> {
    const { tenantId } = requireTenant(context, "SEND");
    const result = await context.ports.otp.sendOtp(tenantId, {
      planKey: input.planKey,
      idempotencyKey: input.idempotencyKey,
      phone: input.phone ?? null,
      email: input.email ?? null,
      defaultCountry: input.defaultCountry ?? null,
      locale: input.locale ?? null,
      purpose: input.purpose ?? null,
      externalId: input.externalId ?? null,
      metadata: input.metadata ?? null,
      code: input.code ?? null,
      endUserIp: input.endUserIp ?? null,
      maxCost: input.maxCost ?? null,
    });
    return instance(SendOtpPayload, {
      send: result.send === null ? null : toSend(result.send),
      clientToken: result.clientToken,
      userErrors: toUserErrors(SendOtpUserError, result.errors, context.locale),
    });
  }
}
