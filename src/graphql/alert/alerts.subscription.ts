import { Ctx, Resolver, Root, Subscription } from "type-graphql";
import { marketplaceTenantId } from "../../core/alert.js";
import type { AlertRow } from "../../manage/alerts/ports.js";
import { requireKey } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { AlertType, toAlert } from "./alert.type.js";

@Resolver()
export class AlertsSubscriptionResolver {
  @Subscription(() => AlertType, {
    description:
      "The tenant's alerts as they are raised, and once more as they are resolved; for an " +
      "operator those of the marketplace.",
    subscribe: ({ context }: { context: GraphqlContext }) =>
      context.ports.alerts.tail.follow(requireKey(context).tenantId ?? marketplaceTenantId),
  })
  alerts(@Root() row: AlertRow, @Ctx() context: GraphqlContext): AlertType {
    return toAlert(row, context.locale);
  }
}
