import { Field, Float, Int, ObjectType } from "type-graphql";
import type { MessageLocale } from "../../core/errors.js";
import type { StepEstimate } from "../../core/plan/estimate/plan-estimate.js";
import type { PlanSpec } from "../../core/plan/plan.js";
import type { EstimatedPlan } from "../../manage/plans/estimate-plan.js";
import { instance } from "../instance.js";
import { MoneyType, toMoney } from "../money.type.js";
import { PlanProblemType, toPlanProblem } from "./plan-problem.type.js";

@ObjectType("VendorShare", { description: "How much of a step's attempts go to one vendor." })
export class VendorShareType {
  @Field(() => Float, { description: "Its share of the step's attempts, 0 to 1." })
  share!: number;

  vendorSlug!: string;
}

@ObjectType("StepEstimate", { description: "What one step of a plan would do." })
export class StepEstimateType {
  @Field(() => Int, { description: "The place of the step in the plan, from 1." })
  position!: number;

  @Field(() => Float, { description: "Of all sends, the share that comes to it, 0 to 1." })
  reachRate!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      "Of the sends that come to it, the share that a message of this step reaches; null when " +
      "none comes or too little was measured.",
  })
  deliveryRate!: number | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      "What it adds to the cost of an average send: the steps' costs add up to costPerSend. Null " +
      "when too little was measured.",
  })
  cost!: MoneyType | null;

  @Field(() => Int, {
    description: "How many seconds each vendor gets: the plan's, or the median of adaptive waits.",
  })
  waitSec!: number;

  @Field(() => [VendorShareType], {
    description: "How its attempts are spread; empty when no send comes to it.",
  })
  vendorShare!: VendorShareType[];
}

@ObjectType("PlanEstimate", {
  description:
    "What a plan would do, from measured routes and today's prices; nothing is sent. Figures are " +
    "null where too little was measured to tell them. Every recipient is taken to have a number " +
    "and, where the plan sends e-mail, an address.",
})
export class PlanEstimateType {
  @Field(() => [PlanProblemType], {
    description: "What would go wrong if it sent now; empty when nothing would.",
  })
  problems!: PlanProblemType[];

  @Field(() => Int, {
    description: "Measured attempts that it rests on; older ones count less.",
  })
  sampleCount!: number;

  @Field(() => Float, { nullable: true, description: "Of sends: a message reaches the handset." })
  deliveryRate!: number | null;

  @Field(() => Float, { nullable: true, description: "Lower end of its 95 % interval." })
  deliveryRateLow!: number | null;

  @Field(() => Float, { nullable: true, description: "Upper end of its 95 % interval." })
  deliveryRateHigh!: number | null;

  @Field(() => Float, { nullable: true, description: "Of sends: the code is typed in." })
  successRate!: number | null;

  @Field(() => MoneyType, { nullable: true, description: "What a send costs on average." })
  costPerSend!: MoneyType | null;

  @Field(() => MoneyType, { nullable: true, description: "What 95 % of sends do not exceed." })
  costPerSendP95!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The cost of all sends for each that is verified.",
  })
  costPerVerified!: MoneyType | null;

  @Field(() => Int, {
    nullable: true,
    description: "Median time from the request to the first message that arrives.",
  })
  timeToDeliverMsP50!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "The time that 95 % of the sends that are delivered keep to.",
  })
  timeToDeliverMsP95!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Of sends: two messages or more would reach the handset.",
  })
  duplicateRate!: number | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "costPerSend times the monthly volume; null without a volume.",
  })
  monthlyCost!: MoneyType | null;

  @Field(() => [StepEstimateType], { description: "Step by step, in the plan's order." })
  steps!: StepEstimateType[];
}

/** An estimate as the API shows it. */
export function toPlanEstimate(estimated: EstimatedPlan, locale: MessageLocale): PlanEstimateType {
  const { spec, problems, estimate, monthlyVolume, currency } = estimated;
  const money = moneyIn(currency);
  const { delivery, costMicros } = estimate;
  return instance(PlanEstimateType, {
    problems: problems.map((problem) => toPlanProblem(problem, locale)),
    sampleCount: estimate.sampleCount,
    deliveryRate: delivery?.rate ?? null,
    deliveryRateLow: delivery?.low ?? null,
    deliveryRateHigh: delivery?.high ?? null,
    successRate: estimate.successRate,
    costPerSend: money(costMicros),
    costPerSendP95: money(estimate.costMicrosP95),
    costPerVerified: money(estimate.costPerVerifiedMicros),
    timeToDeliverMsP50: rounded(estimate.timeToDeliverMsP50),
    timeToDeliverMsP95: rounded(estimate.timeToDeliverMsP95),
    duplicateRate: estimate.duplicateRate,
    monthlyCost:
      costMicros === null || monthlyVolume === null ? null : money(costMicros * monthlyVolume),
    steps: estimate.steps.map((step) => toStep(step, spec, money)),
  });
}

type ShowMoney = (micros: number | null) => MoneyType | null;

function moneyIn(currency: string): ShowMoney {
  return (micros) => (micros === null ? null : toMoney(BigInt(Math.round(micros)), currency));
}

function toStep(step: StepEstimate, spec: PlanSpec, money: ShowMoney): StepEstimateType {
  const { vendors = [] } = spec.steps[step.position - 1] ?? {};
  return instance(StepEstimateType, {
    position: step.position,
    reachRate: step.reachRate,
    deliveryRate: step.deliveryRate,
    cost: money(step.costMicros),
    waitSec: step.waitSec,
    vendorShare: step.vendors.map(({ vendorIndex, share }) =>
      instance(VendorShareType, { share, vendorSlug: vendors[vendorIndex]?.vendor ?? "" }),
    ),
  });
}

function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms);
}
