import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import { encodeCursor } from "../../core/cursor.js";
import { decodeId } from "../../core/ids.js";
import { requireKey, requireTenant } from "../auth.js";
import {
  afterDescription,
  type Connection,
  connectionType,
  firstDescription,
  readPage,
  toConnection,
} from "../connection.js";
import { type GraphqlContext, load } from "../context.js";
import { cursorUuid } from "../cursor-part.js";
import { badRequest } from "../errors.js";
import { searchOf } from "../list-args.js";
import { planById } from "./plan-loaders.js";
import { PlanType, toPlan } from "./plan.type.js";

const PlanConnection = connectionType<PlanType>("Plan", () => PlanType);

@Resolver()
export class PlansResolver {
  @Query(() => PlanConnection, { description: "The tenant's plans, newest first." })
  async plans(
    @Arg("archived", () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: "True for archived plans only, false for the others only.",
    })
    archived: boolean,
    @Arg("search", () => String, {
      nullable: true,
      description: "Only plans with this in their name or key, in capitals or not.",
    })
    search: string | null | undefined,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: firstDescription })
    first: number,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after: string | null,
    @Ctx() context: GraphqlContext,
  ): Promise<Connection<PlanType>> {
    const viewer = requireTenant(context);
    const which = { isArchived: archived, search: searchOf(search) };
    const kind = archived ? "plans:archived" : "plans";
    const page = readPage(first, after, kind);
    const afterId = page.after === null ? null : cursorUuid(page.after[0]);
    const { plans } = context.ports.plans;
    return toConnection({
      ...(await plans.plans(viewer, which, page.limit, afterId)),
      isAfter: page.after !== null,
      toNode: toPlan,
      cursorOf: (row) => encodeCursor([row.id], kind),
      count: () => plans.countPlans(viewer, which),
    });
  }

  @Query(() => PlanType, {
    nullable: true,
    description: "One plan by its id or its key; null when there is none that is yours.",
  })
  async plan(
    @Arg("id", () => ID, { nullable: true, description: "The plan's id." }) id: string | null,
    @Arg("key", () => String, { nullable: true, description: "The plan's key." })
    key: string | null,
    @Ctx() context: GraphqlContext,
  ): Promise<PlanType | null> {
    const viewer = requireKey(context);
    // An argument that is left out is undefined, whatever its type says.
    const [byId, byKey] = [id ?? null, key ?? null];
    if ((byId === null) === (byKey === null)) {
      throw badRequest(null, "Give exactly one of id and key.");
    }
    const uuid = byId === null ? null : decodeId("plan", byId);
    const row =
      byKey !== null
        ? await context.ports.plans.plans.planByKey(viewer, byKey)
        : uuid === null
          ? null
          : await load(context, planById, uuid);
    return row === null ? null : toPlan(row);
  }
}
