import { Field, Int, ObjectType } from "type-graphql";
import type { Channel } from "../../core/otp/status.js";
import type { AdvanceTrigger, PlanStep, StrategyName, WaitFor } from "../../core/plan/plan.js";
import { ChannelEnum } from "../channel.enum.js";
import { instance } from "../instance.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { StrategyEnum } from "../strategy.enum.js";
import { AdvanceTriggerEnum, WaitForEnum } from "./plan-enums.js";

@ObjectType("StepVendor", { description: "One vendor of a step, with the account to use there." })
export class StepVendorType {
  @Field(() => Int, {
    nullable: true,
    description: "Its share under strategy WEIGHTED, 0 to 1000; null under others.",
  })
  weight!: number | null;

  /** As the specification names it, for the link to the account. */
  vendorSlug!: string;
  accountUuid!: string | null;
}

@ObjectType("PlanStep", {
  description:
    "One channel. Within a step the engine auto-switches between vendors; moving to the next " +
    "step is failover.",
})
export class PlanStepType {
  @Field(() => Int, { description: "The place of the step in the plan, from 1." })
  position!: number;

  @Field(() => ChannelEnum, { description: "The channel that the step sends on." })
  channel!: Channel;

  @Field(() => [StepVendorType], {
    description: "The vendors to try, in the order that strategy PRIORITY uses.",
  })
  vendors!: StepVendorType[];

  @Field(() => StrategyEnum, { description: "How the step picks among its vendors." })
  strategy!: StrategyName;

  @Field(() => [AdvanceTriggerEnum], {
    description: "What makes the engine move on before the wait is over.",
  })
  advanceOn!: readonly AdvanceTrigger[];

  @Field(() => Int, {
    nullable: true,
    description:
      "How many seconds each vendor of the step gets to reach waitFor; null = adaptive, from " +
      "measured latency.",
  })
  waitSec!: number | null;

  @Field(() => WaitForEnum, { description: "What the step waits for." })
  waitFor!: WaitFor;

  @Field(() => Int, { description: "How many attempts the step makes at most." })
  maxAttempts!: number;

  @Field(() => [CountryCodeScalar], {
    nullable: true,
    description: "The only countries that the step serves; null = all that the plan serves.",
  })
  countries!: readonly string[] | null;
}

/** A step as the API shows it; position from 1. */
export function toPlanStep(step: PlanStep, position: number): PlanStepType {
  const vendors = step.vendors.map(({ vendor, accountId, weight }) =>
    instance(StepVendorType, { weight, vendorSlug: vendor, accountUuid: accountId }),
  );
  return instance(PlanStepType, { ...step, vendors, position });
}
