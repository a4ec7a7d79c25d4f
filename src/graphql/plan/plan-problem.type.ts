import { Field, Int, ObjectType } from "type-graphql";
import type { MessageLocale } from "../../core/errors.js";
import type { PlanProblemCode } from "../../core/plan/problem-code.js";
import {
  type PlanProblem,
  planProblemMessage,
  type ProblemSeverity,
} from "../../core/plan/problem.js";
import { instance } from "../instance.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { PlanProblemCodeEnum, ProblemSeverityEnum } from "./plan-enums.js";

@ObjectType("PlanProblem", {
  description: "Something to know about a plan before anything is sent.",
})
export class PlanProblemType {
  @Field(() => ProblemSeverityEnum, { description: "How much it matters." })
  severity!: ProblemSeverity;

  @Field(() => PlanProblemCodeEnum, { description: "What is wrong, for programs." })
  code!: PlanProblemCode;

  @Field(() => String, { description: "A sentence for people, in their language." })
  message!: string;

  @Field(() => Int, {
    nullable: true,
    description: "The step that it is about, from 1; null when it is about no single one.",
  })
  step!: number | null;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The country that it is about; null = wherever the step serves.",
  })
  country!: string | null;
}

/** A problem as the API shows it. */
export function toPlanProblem(problem: PlanProblem, locale: MessageLocale): PlanProblemType {
  const { severity, code, step, country } = problem;
  const message = planProblemMessage(problem, locale);
  return instance(PlanProblemType, { severity, code, message, step, country });
}
