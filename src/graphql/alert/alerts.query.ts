import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { type CursorPart, encodeCursor } from "../../core/cursor.js";
import type { AlertPosition } from "../../manage/alerts/ports.js";
import { requireKey } from "../auth.js";
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
import { AlertType, toAlert } from "./alert.type.js";

const AlertConnection = connectionType<AlertType>("Alert", () => AlertType);
const uuidPattern = /^[0-9a-f-]{36}$/;

@Resolver()
export class AlertsResolver {
  @Query(() => AlertConnection, {
    description: "The tenant's alerts, newest first; for an operator those of the marketplace.",
  })
  async alerts(
    @Arg("openOnly", () => Boolean, {
      nullable: true,
      defaultValue: true,
      description: "True for those only that are neither resolved nor acknowledged.",
    })
    openOnly: boolean,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: firstDescription })
    first: number,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after: string | null,
    @Ctx() context: GraphqlContext,
  ): Promise<Connection<AlertType>> {
    const viewer = requireKey(context);
    const kind = openOnly ? "alerts:open" : "alerts";
    const page = readPage(first, after, kind);
    const { alerts } = context.ports.alerts;
    const read = await alerts.alerts(viewer, openOnly, page.limit, positionOf(page.after));
    return toConnection({
      ...read,
      isAfter: page.after !== null,
      toNode: (row) => toAlert(row, context.locale),
      cursorOf: (row) => encodeCursor([row.raisedAt.getTime(), row.id], kind),
      count: () => alerts.countAlerts(viewer, openOnly),
    });
  }
}

function positionOf(after: readonly CursorPart[] | null): AlertPosition | null {
  if (after === null) {
    return null;
  }
  const [raisedAtMs, id] = after;
  const isSound =
    typeof raisedAtMs === "number" &&
    Number.isSafeInteger(raisedAtMs) &&
    raisedAtMs >= 0 &&
    raisedAtMs < 8.64e15 &&
    typeof id === "string" &&
    uuidPattern.test(id);
  if (!isSound) {
    throw badRequest(["after"], "is not a cursor of this list.");
  }
  return { raisedAt: new Date(raisedAtMs), id };
}
