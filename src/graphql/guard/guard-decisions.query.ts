import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { encodeCursor } from "../../core/cursor.js";
import { requireTenant } from "../auth.js";
import {
  afterDescription,
  type Connection,
  connectionType,
  firstDescription,
  readPage,
  toConnection,
} from "../connection.js";
import type { GraphqlContext } from "../context.js";
import { momentPosition } from "../moment-position.js";
import { GuardDecisionType, toGuardDecision } from "./guard-decision.type.js";

const GuardDecisionConnection = connectionType<GuardDecisionType>(
  "GuardDecision",
  () => GuardDecisionType,
);

@Resolver()
export class GuardDecisionsResolver {
  @Query(() => GuardDecisionConnection, {
    description: "What the tenant's guard rules found in sends, newest first.",
  })
  async guardDecisions(
    @Arg("blockedOnly", () => Boolean, {
      nullable: true,
      defaultValue: true,
      description: "True for those only that refused the send.",
    })
    blockedOnly: boolean | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: firstDescription })
    first: number,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after: string | null,
    @Ctx() context: GraphqlContext,
  ): Promise<Connection<GuardDecisionType>> {
    const viewer = requireTenant(context);
    const isBlockedOnly = blockedOnly ?? true;
    const kind = isBlockedOnly ? "guard:blocked" : "guard";
    const page = readPage(first, after, kind);
    const { guard } = context.ports.guard;
    const read = await guard.decisions(
      viewer,
      isBlockedOnly,
      page.limit,
      momentPosition(page.after),
    );
    return toConnection({
      ...read,
      isAfter: page.after !== null,
      toNode: (row) => toGuardDecision(row, context.locale),
      cursorOf: (row) => encodeCursor([row.at.getTime(), row.id], kind),
      count: () => guard.countDecisions(viewer, isBlockedOnly),
    });
  }
}
