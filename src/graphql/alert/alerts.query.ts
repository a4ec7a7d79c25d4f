import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { encodeCursor } from "../../core/cursor.js";
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
import { momentPosition } from "../moment-position.js";
import { AlertType, toAlert } from "./alert.type.js";

const AlertConnection = connectionType<AlertType>("Alert", () => AlertType);

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
    const read = await alerts.alerts(viewer, openOnly, page.limit, momentPosition(page.after));
    return toConnection({
      ...read,
      isAfter: page.after !== null,
      toNode: (row) => toAlert(row, context.locale),
      cursorOf: (row) => encodeCursor([row.raisedAt.getTime(), row.id], kind),
      count: () => alerts.countAlerts(viewer, openOnly),
    });
  }
}
