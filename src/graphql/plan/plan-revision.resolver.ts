import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { requireTenant } from "../auth.js";
import { type GraphqlContext, load } from "../context.js";
import { MoneyType, toMoney } from "../money.type.js";
import { MessageTemplateType, toMessageTemplate } from "./message-template.type.js";
import { mustBeThere, planTenant, problemsOfRevision } from "./plan-loaders.js";
import { PlanProblemType, toPlanProblem } from "./plan-problem.type.js";
import { PlanRevisionType } from "./plan-revision.type.js";

@Resolver(() => PlanRevisionType)
export class PlanRevisionResolver {
  @FieldResolver(() => MoneyType, {
    nullable: true,
    description: "The most that all attempts of one send may cost together; null = no such cap.",
  })
  async maxCostPerSend(
    @Root() revision: PlanRevisionType,
    @Ctx() context: GraphqlContext,
  ): Promise<MoneyType | null> {
    const micros = revision.spec.maxCostPerSendMicros;
    return micros === null ? null : toMoney(micros, (await tenantOf(context)).currency);
  }

  @FieldResolver(() => [MessageTemplateType], {
    description: "The tenant's own texts; standard ones go out where there is none.",
  })
  async messages(
    @Root() revision: PlanRevisionType,
    @Ctx() context: GraphqlContext,
  ): Promise<MessageTemplateType[]> {
    const { messages, code } = revision.spec;
    if (messages.length === 0) {
      return [];
    }
    const { brand } = await tenantOf(context);
    return messages.map((template) => toMessageTemplate(template, code, brand));
  }

  @FieldResolver(() => [PlanProblemType], {
    description: "What would go wrong with this revision if it sent now; empty when nothing would.",
  })
  async problems(
    @Root() revision: PlanRevisionType,
    @Ctx() context: GraphqlContext,
  ): Promise<PlanProblemType[]> {
    const key = { id: revision.id, spec: revision.spec };
    const problems = await load(context, problemsOfRevision, key);
    return problems.map((problem) => toPlanProblem(problem, context.locale));
  }
}

async function tenantOf(context: GraphqlContext) {
  const { tenantId } = requireTenant(context);
  return mustBeThere(await load(context, planTenant, tenantId), "a viewer's tenant");
}
