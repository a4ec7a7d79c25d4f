import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import type { GuardKind, GuardMode } from "../../core/guard/guard-rule.js";
import { setGuardRule } from "../../manage/guard/set-guard-rule.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { GuardKindEnum, GuardModeEnum } from "./guard-enums.js";
import { GuardRuleType, toGuardRule } from "./guard-rule.type.js";

const SetGuardRuleUserError = userErrorType("setGuardRule");

@InputType("SetGuardRuleInput", { description: "A guard rule as it is to be." })
export class SetGuardRuleInput {
  @Field(() => GuardKindEnum, { description: "What it looks at." })
  kind!: GuardKind;

  @Field(() => GuardModeEnum, { description: "What it does with what it finds." })
  mode!: GuardMode;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The country that it is for; null for all that have no rule of their own.",
  })
  country?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "PREFIX_RATE: how many sends may pass per window; UNVERIFIED_RATE: the least " +
      "share of codes that have to be typed in, in percent; null for what is measured as usual.",
  })
  limit?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "The window of PREFIX_RATE in seconds; with a limit, and only then.",
  })
  windowSec?: number | null;
}

@ObjectType("SetGuardRulePayload", { description: "What setGuardRule did." })
export class SetGuardRulePayload {
  @Field(() => GuardRuleType, {
    nullable: true,
    description: "The rule as it is now; null when it was not set.",
  })
  guardRule!: GuardRuleType | null;

  @Field(() => [SetGuardRuleUserError], { description: "Why it was not done; empty when it was." })
  userErrors!: InstanceType<typeof SetGuardRuleUserError>[];
}

@Resolver()
export class SetGuardRuleResolver {
  @Mutation(() => SetGuardRulePayload, {
    description:
      "Sets the guard rule of a kind and country, or changes it; the next send obeys it. Needs " +
      "PLAN_WRITE.",
  })
  async setGuardRule(
    @Arg("input", () => SetGuardRuleInput, { description: "The rule as it is to be." })
    input: SetGuardRuleInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SetGuardRulePayload> {
    const viewer = requireTenant(context, "PLAN_WRITE");
    const { kind, mode, country = null, limit = null, windowSec = null } = input;
    const request = { kind, mode, country, limit, windowSec };
    const result = await setGuardRule(context.ports.guard, viewer, request, context.now());
    return instance(SetGuardRulePayload, {
      guardRule: result.ok ? toGuardRule(result.value) : null,
      userErrors: result.ok
        ? []
        : toUserErrors(SetGuardRuleUserError, result.errors, context.locale),
    });
  }
}
