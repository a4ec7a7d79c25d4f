import { Field, Float, InputType, Int, ObjectType } from "type-graphql";
import type { MessageLocale } from "../../core/errors.js";
import {
  type SuggestionFacts,
  suggestionRationale,
  suggestionTitle,
} from "../../core/messages/suggestion-words.js";
import type { Channel } from "../../core/otp/status.js";
import type { Objective, StepOrder } from "../../core/plan/plan.js";
import type { SuggestedPlan } from "../../manage/plans/suggest-plans.js";
import { ChannelEnum } from "../channel.enum.js";
import { instance } from "../instance.js";
import { MoneyType } from "../money.type.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { DecimalScalar } from "../scalars/decimal.js";
import { MessageTemplateType } from "./message-template.type.js";
import { PlanEstimateType, toPlanEstimate } from "./plan-estimate.type.js";
import { ObjectiveEnum, StepOrderEnum } from "./plan-enums.js";
import { CodePolicyType, ResendPolicyType, toCodePolicy } from "./plan-revision.type.js";
import { PlanStepType, toPlanStep } from "./plan-step.type.js";

@InputType("SuggestPlansInput", { description: "What is wanted of a plan." })
export class SuggestPlansInputType {
  @Field(() => [CountryCodeScalar], { description: "Where it is to send." })
  countries!: string[];

  @Field(() => [ChannelEnum], {
    nullable: true,
    description: "The only channels to use; null = whichever are measured, e-mail left out.",
  })
  channels?: Channel[] | null;

  @Field(() => Int, { description: "Sends a month, 1 to 1,000,000,000." })
  monthlyVolume!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "The most that they may cost together, in the tenant's currency.",
  })
  monthlyBudget?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: "The least share of sends whose code is to be typed in, 0 to 1.",
  })
  minSuccessRate?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The time that 95 % of the delivered sends are to keep to, 1 to 3,600,000 milliseconds.",
  })
  maxTimeToDeliverMsP95?: number | null;
}

@ObjectType("PlanRevisionDraft", {
  description: "What a revision would say; createPlan takes it with a key and a name.",
})
export class PlanRevisionDraftType {
  @Field(() => [CountryCodeScalar], {
    nullable: true,
    description: "The only countries that it serves; null = every country with an offer.",
  })
  countries!: readonly string[] | null;

  @Field(() => StepOrderEnum, { description: "With which step it begins." })
  order!: StepOrder;

  @Field(() => [MessageTemplateType], {
    description: "The tenant's own texts; standard ones go out where there is none.",
  })
  messages!: MessageTemplateType[];

  @Field(() => [PlanStepType], { description: "The steps, in order." })
  steps!: PlanStepType[];

  @Field(() => CodePolicyType, { description: "How codes look and how long they are good." })
  code!: CodePolicyType;

  @Field(() => ResendPolicyType, { description: "How often an end user may ask again." })
  resend!: ResendPolicyType;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The most that all attempts of one send may cost together; null = no such cap.",
  })
  maxCostPerSend!: MoneyType | null;

  @Field(() => Int, { description: "How many automatic attempts one send makes at most." })
  maxAttempts!: number;

  @Field(() => Int, {
    description:
      "After how many seconds, from the send or its latest resend, no new attempt starts.",
  })
  deadlineSec!: number;

  @Field(() => ObjectiveEnum, { description: "What counts more when vendors are weighed." })
  objective!: Objective;
}

@ObjectType("PlanSuggestion", {
  description: "A plan that no other looked at beats in success, cost and time at once.",
})
export class PlanSuggestionType {
  @Field(() => String, { description: "What it is the best in." })
  title!: string;

  @Field(() => String, {
    description: "What it does, what it comes to, and which wishes it does not keep.",
  })
  rationale!: string;

  @Field(() => PlanRevisionDraftType, { description: "The plan." })
  plan!: PlanRevisionDraftType;

  @Field(() => PlanEstimateType, { description: "What it would do." })
  estimate!: PlanEstimateType;
}

/** A suggestion as the API shows it. */
export function toPlanSuggestion(
  suggested: SuggestedPlan,
  locale: MessageLocale,
): PlanSuggestionType {
  const { spec } = suggested.estimated;
  return instance(PlanSuggestionType, {
    title: suggestionTitle(suggested.word, locale),
    rationale: suggestionRationale(factsOf(suggested), locale),
    plan: instance(PlanRevisionDraftType, {
      countries: spec.countries,
      order: spec.order,
      messages: [],
      steps: spec.steps.map((step, index) => toPlanStep(step, index + 1)),
      code: toCodePolicy(spec.code),
      resend: instance(ResendPolicyType, spec.resend),
      maxCostPerSend: null,
      maxAttempts: spec.maxAttempts,
      deadlineSec: spec.deadlineSec,
      objective: spec.objective,
    }),
    estimate: toPlanEstimate(suggested.estimated, locale),
  });
}

function factsOf({ word, looked, estimated, givenUp, gaps }: SuggestedPlan): SuggestionFacts {
  const { spec, estimate, monthlyVolume, currency } = estimated;
  const { successRate, costMicros, timeToDeliverMsP95 } = estimate;
  const isKnown = successRate !== null && costMicros !== null && timeToDeliverMsP95 !== null;
  return {
    word,
    looked,
    steps: spec.steps.map(({ channel, vendors, strategy, waitSec }) => ({
      channel,
      vendors: vendors.map(({ vendor }) => vendor),
      isSmart: strategy === "SMART",
      waitSec,
    })),
    isSmartOrder: spec.order === "SMART",
    figures: isKnown
      ? {
          successRate,
          costMicros,
          timeToDeliverMsP95,
          monthlyMicros: costMicros * (monthlyVolume ?? 0),
        }
      : null,
    currency,
    givenUp,
    gaps,
  };
}
