import { Field, ID, InputType, Int } from "type-graphql";
import type { Channel } from "../../core/otp/status.js";
import type {
  AdvanceTrigger,
  CodeAlphabet,
  Objective,
  StepOrder,
  StrategyName,
  WaitFor,
} from "../../core/plan/plan.js";
import { ChannelEnum } from "../channel.enum.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { DecimalScalar } from "../scalars/decimal.js";
import { StrategyEnum } from "../strategy.enum.js";
import { MessageTemplateInput } from "./message-template.input.js";
import {
  AdvanceTriggerEnum,
  CodeAlphabetEnum,
  ObjectiveEnum,
  StepOrderEnum,
  WaitForEnum,
} from "./plan-enums.js";

@InputType("StepVendorInput", { description: "One vendor of a step." })
export class StepVendorInput {
  @Field(() => String, { description: "The vendor's slug." })
  vendor!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The tenant's own account to use; null = the marketplace's account.",
  })
  accountId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "Its share under strategy WEIGHTED, 0 to 1000; not used under others.",
  })
  weight?: number | null;
}

@InputType("PlanStepInput", { description: "One step of a plan: one channel." })
export class PlanStepInput {
  @Field(() => ChannelEnum, { description: "The channel that the step sends on." })
  channel!: Channel;

  @Field(() => [StepVendorInput], {
    description: "The vendors to try, 1 to 12, in the order that strategy PRIORITY uses.",
  })
  vendors!: StepVendorInput[];

  @Field(() => StrategyEnum, {
    nullable: true,
    defaultValue: "PRIORITY",
    description: "How the step picks among its vendors.",
  })
  strategy?: StrategyName | null;

  @Field(() => [AdvanceTriggerEnum], {
    nullable: true,
    defaultValue: ["REJECTED", "UNDELIVERED"],
    description: "What makes the engine move on before the wait is over.",
  })
  advanceOn?: AdvanceTrigger[] | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many seconds each vendor gets, 3 to 600; null = adaptive.",
  })
  waitSec?: number | null;

  @Field(() => WaitForEnum, {
    nullable: true,
    defaultValue: "DELIVERED",
    description: "What the step waits for.",
  })
  waitFor?: WaitFor | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many attempts the step makes at most, 1 to 12; null = one per vendor.",
  })
  maxAttempts?: number | null;

  @Field(() => [CountryCodeScalar], {
    nullable: true,
    description: "The only countries that the step serves; null = all of the plan's.",
  })
  countries?: string[] | null;
}

@InputType("CodePolicyInput", { description: "How codes look and how long they are good." })
export class CodePolicyInput {
  @Field(() => Int, {
    nullable: true,
    defaultValue: 6,
    description: "How many characters a code has, 4 to 10.",
  })
  length?: number | null;

  @Field(() => CodeAlphabetEnum, {
    nullable: true,
    defaultValue: "DIGITS",
    description: "What a code is made of.",
  })
  alphabet?: CodeAlphabet | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 300,
    description: "How many seconds a code is good for, 30 to 3600.",
  })
  ttlSec?: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 5,
    description: "How many times a code may be checked, 1 to 10.",
  })
  maxChecks?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "True to give every attempt a code of its own.",
  })
  perAttempt?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The hash of an Android app, 11 characters: every SMS ends with it, so that the app's SMS " +
      "Retriever reads the code, from messages of at most 140 bytes. Not with smsDomain.",
  })
  smsAppHash?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The host name of a site: every SMS ends with “@example.com #123456”, so that iOS and " +
      "browsers offer the code there and nowhere else. Not with smsAppHash.",
  })
  smsDomain?: string | null;
}

@InputType("ResendPolicyInput", { description: "How often an end user may ask again." })
export class ResendPolicyInput {
  @Field(() => Int, {
    nullable: true,
    defaultValue: 3,
    description: "How many times at most, 0 to 10.",
  })
  maxResends?: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 30,
    description: "How many seconds have to pass in between, 0 to 600.",
  })
  cooldownSec?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: "True to start a resend with another vendor.",
  })
  switchVendor?: boolean | null;
}

@InputType("PlanInput", { description: "A plan as it is to be." })
export class PlanInputType {
  @Field(() => String, {
    description:
      "The name by which sendOtp uses it: a lower-case letter, then lower-case letters, " +
      "digits and hyphens, 63 at most.",
  })
  key!: string;

  @Field(() => String, { description: "The name for people, 120 characters at most." })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: "Why it is made or changed, 500 characters at most.",
  })
  note?: string | null;

  @Field(() => [PlanStepInput], { description: "The steps in order, 1 to 8." })
  steps!: PlanStepInput[];

  @Field(() => CodePolicyInput, {
    nullable: true,
    description: "How codes look and how long they are good.",
  })
  code?: CodePolicyInput | null;

  @Field(() => ResendPolicyInput, {
    nullable: true,
    description: "How often an end user may ask again.",
  })
  resend?: ResendPolicyInput | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "The most that one send may cost, in the tenant's currency; null = no cap.",
  })
  maxCostPerSend?: string | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 4,
    description: "How many automatic attempts one send makes at most, 1 to 12.",
  })
  maxAttempts?: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 180,
    description: "After how many seconds no new attempt starts, 10 to 3600.",
  })
  deadlineSec?: number | null;

  @Field(() => [CountryCodeScalar], {
    nullable: true,
    description: "The only countries that it serves; null = every country with an offer.",
  })
  countries?: string[] | null;

  @Field(() => ObjectiveEnum, {
    nullable: true,
    defaultValue: "BALANCED",
    description: "What counts more when vendors are weighed.",
  })
  objective?: Objective | null;

  @Field(() => StepOrderEnum, {
    nullable: true,
    defaultValue: "AS_WRITTEN",
    description: "With which step it begins.",
  })
  order?: StepOrder | null;

  @Field(() => [MessageTemplateInput], {
    nullable: true,
    description:
      "The tenant's own texts; null or a missing one = the standard text, in English, " +
      "Indonesian, Portuguese, Spanish, Hindi, Arabic, French or German.",
  })
  messages?: MessageTemplateInput[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The language of messages where a send names none that there is a text in, as a BCP 47 " +
      "tag; null = the tenant's.",
  })
  messageLocale?: string | null;
}
