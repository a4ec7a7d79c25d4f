import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { type CursorPart, encodeCursor } from "../../core/cursor.js";
import type { GuardPosition } from "../../manage/guard/ports.js";
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
import { badRequest } from "../errors.js";
import { GuardDecisionType, toGuardDecision } from "./guard-decision.type.js";

const GuardDecisionConnection = connectionType<GuardDecisionType>(
  "GuardDecision",
  () => GuardDecisionType,
);
const uuidPattern = /^[0-9a-f-]{36}$/;

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
    const read = await guard.decisions(viewer, isBlockedOnly, page.limit, positionOf(page.after));
    return toConnection({
      ...read,
      isAfter: page.after !== null,
      toNode: (row) => toGuardDecision(row, context.locale),
      cursorOf: (row) => encodeCursor([row.at.getTime(), row.id], kind),
      count: () => guard.countDecisions(viewer, isBlockedOnly),
    });
  }
}

function positionOf(after: readonly CursorPart[] | null): GuardPosition | null {
  if (after === null) {
    return null;
  }
  const [atMs, id] = after;
  const isSound =
    typeof atMs === "number" &&
    Number.isSafeInteger(atMs) &&
    atMs >= 0 &&
    atMs < 8.64e15 &&
    typeof id === "string" &&
    uuidPattern.test(id);
  if (!isSound) {
    throw badRequest(["after"], "is not a cursor of this list.");
  }
  return { at: new Date(atMs), id };
}
