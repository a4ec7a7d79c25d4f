import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { encodeCursor } from "../../core/cursor.js";
import { holdsScope, requireKey } from "../auth.js";
import { BudgetType, toBudget } from "../budget/budget.type.js";
import { budgetsOfPlan } from "../budget/budget-loaders.js";
import {
  afterDescription,
  type Connection,
  connectionType,
  firstDescription,
  readPage,
  toConnection,
} from "../connection.js";
import { type GraphqlContext, load } from "../context.js";
import { cursorWhole } from "../cursor-part.js";
import { currentRevision, mustBeThere } from "./plan-loaders.js";
import { PlanRevisionType, toPlanRevision } from "./plan-revision.type.js";
import { PlanType } from "./plan.type.js";

const PlanRevisionConnection = connectionType<PlanRevisionType>(
  "PlanRevision",
  () => PlanRevisionType,
);

@Resolver(() => PlanType)
export class PlanResolver {
  @FieldResolver(() => PlanRevisionType, { description: "The revision that sends use." })
  async current(@Root() plan: PlanType, @Ctx() context: GraphqlContext): Promise<PlanRevisionType> {
    const row = await load(context, currentRevision, plan.uuid);
    return toPlanRevision(mustBeThere(row, "a plan's revision"));
  }

  @FieldResolver(() => PlanRevisionConnection, {
    description: "Every revision of the plan, newest first.",
  })
  async revisions(
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: firstDescription })
    first: number,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after: string | null,
    @Root() plan: PlanType,
    @Ctx() context: GraphqlContext,
  ): Promise<Connection<PlanRevisionType>> {
    const kind = `revisions:${plan.uuid}`;
    const page = readPage(first, after, kind);
    const afterNumber = page.after === null ? null : cursorWhole(page.after[0]);
    const { plans } = context.ports.plans;
    const read = await plans.revisions(requireKey(context), plan.uuid, page.limit, afterNumber);
    return toConnection({
      ...read,
      isAfter: page.after !== null,
      toNode: toPlanRevision,
      cursorOf: (row) => encodeCursor([row.number], kind),
      // Numbers have no gaps.
      count: () => Promise.resolve(plan.revision),
    });
  }

  @FieldResolver(() => [BudgetType], {
    description: "The budgets of this plan alone; empty without the scope BILLING_READ.",
  })
  async budgets(@Root() plan: PlanType, @Ctx() context: GraphqlContext): Promise<BudgetType[]> {
    if (!holdsScope(context, "BILLING_READ")) {
      return [];
    }
    const rows = await load(context, budgetsOfPlan, plan.uuid);
    return rows.map((row) => toBudget(row, context.now()));
  }
}
