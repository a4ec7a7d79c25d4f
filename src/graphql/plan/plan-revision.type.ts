import { Field, ID, Int, ObjectType } from "type-graphql";
import { encodeId } from "../../core/ids.js";
import type {
  CodeAlphabet,
  CodePolicy,
  Objective,
  PlanSpec,
  StepOrder,
} from "../../core/plan/plan.js";
import type { RevisionRow } from "../../manage/plans/ports.js";
import { instance } from "../instance.js";
import { Node } from "../node.type.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { CodeAlphabetEnum, ObjectiveEnum, StepOrderEnum } from "./plan-enums.js";
import { PlanStepType, toPlanStep } from "./plan-step.type.js";

@ObjectType("CodePolicy", { description: "How codes look and how long they are good." })
export class CodePolicyType {
  @Field(() => Int, { description: "How many characters a code has." })
  length!: number;

  @Field(() => CodeAlphabetEnum, { description: "What a code is made of." })
  alphabet!: CodeAlphabet;

  @Field(() => Int, { description: "How many seconds a code is good for, counted from the send." })
  ttlSec!: number;

  @Field(() => Int, { description: "How many times a code may be checked." })
  maxChecks!: number;

  @Field(() => Boolean, {
    description: "True when every attempt has a code of its own, for exact attribution.",
  })
  perAttempt!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "The Android app that every SMS names in its last line; null = none.",
  })
  smsAppHash!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The site that the last line of every SMS binds the code to; null = none.",
  })
  smsDomain!: string | null;
}

@ObjectType("ResendPolicy", { description: "How often an end user may ask for the code again." })
export class ResendPolicyType {
  @Field(() => Int, { description: "How many times at most." })
  maxResends!: number;

  @Field(() => Int, { description: "How many seconds have to pass in between." })
  cooldownSec!: number;

  @Field(() => Boolean, { description: "True when a resend starts with another vendor." })
  switchVendor!: boolean;
}

@ObjectType("PlanRevision", {
  implements: Node,
  description: "What a plan said from one change to the next; never changed itself.",
})
export class PlanRevisionType implements Node {
  @Field(() => ID, { description: "The revision's id." })
  id!: string;

  @Field(() => Int, { description: "Its number within the plan, from 1." })
  number!: number;

  @Field(() => DateTimeScalar, { description: "When it was made." })
  createdAt!: Date;

  @Field(() => String, { description: "The name of the key that made it." })
  createdBy!: string;

  @Field(() => String, { nullable: true, description: "Why it was made; null when nobody said." })
  note!: string | null;

  @Field(() => [PlanStepType], { description: "The steps, in order." })
  steps!: PlanStepType[];

  @Field(() => CodePolicyType, { description: "How codes look and how long they are good." })
  code!: CodePolicyType;

  @Field(() => ResendPolicyType, { description: "How often an end user may ask again." })
  resend!: ResendPolicyType;

  @Field(() => Int, { description: "How many automatic attempts one send makes at most." })
  maxAttempts!: number;

  @Field(() => Int, {
    description:
      "After how many seconds, from the send or its latest resend, no new attempt starts.",
  })
  deadlineSec!: number;

  @Field(() => [CountryCodeScalar], {
    nullable: true,
    description: "The only countries that it serves; null = every country with an offer.",
  })
  countries!: readonly string[] | null;

  @Field(() => ObjectiveEnum, { description: "What counts more when vendors are weighed." })
  objective!: Objective;

  @Field(() => StepOrderEnum, { description: "With which step it begins." })
  order!: StepOrder;

  @Field(() => String, {
    nullable: true,
    description:
      "The language of messages where a send names none that there is a text in; null = the " +
      "tenant's.",
  })
  messageLocale!: string | null;

  /** For the fields that need the tenant or the catalogue. */
  spec!: PlanSpec;
}

/** A revision as the API shows it. */
export function toPlanRevision(row: RevisionRow): PlanRevisionType {
  const { spec } = row;
  return instance(PlanRevisionType, {
    id: encodeId("revision", row.id),
    number: row.number,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
    note: row.note,
    steps: spec.steps.map((step, index) => toPlanStep(step, index + 1)),
    code: toCodePolicy(spec.code),
    resend: instance(ResendPolicyType, spec.resend),
    maxAttempts: spec.maxAttempts,
    deadlineSec: spec.deadlineSec,
    countries: spec.countries,
    objective: spec.objective,
    order: spec.order,
    messageLocale: spec.messageLocale ?? null,
    spec,
  });
}

/** A code policy as the API shows it. */
export function toCodePolicy({ autofill, ...policy }: CodePolicy): CodePolicyType {
  return instance(CodePolicyType, {
    ...policy,
    smsAppHash: autofill?.kind === "app" ? autofill.hash : null,
    smsDomain: autofill?.kind === "site" ? autofill.domain : null,
  });
}
