import { Arg, Ctx, FieldResolver, Float, Int, Resolver, Root } from "type-graphql";
import { requireKey } from "../auth.js";
import { type GraphqlContext, load } from "../context.js";
import { badRequest } from "../errors.js";
import { DeliveryStatsType, StatsBucketType, toStatsBucket } from "./delivery-stats.type.js";
import { timelineOfCell } from "./stat-loaders.js";

const bucketsMax = 100;

@Resolver(() => DeliveryStatsType)
export class DeliveryStatsResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    description:
      "How far delivered is borne out by codes entered, against peers, 0 to 1: as routing trusts " +
      "receipts there now, most by the last hours. Null while few codes were to be expected.",
  })
  async receiptTrust(
    @Root() stats: DeliveryStatsType,
    @Ctx() context: GraphqlContext,
  ): Promise<number | null> {
    const { suppressed, scope, cell } = stats;
    const { tenantId } = requireKey(context);
    return suppressed
      ? null
      : context.ports.catalogue.receiptTrust(cell, scope.audience === "OWN" ? tenantId : null);
  }

  @FieldResolver(() => [StatsBucketType], {
    description:
      "The window cut into parts of whole minutes or, of the longer windows, whole hours, in the " +
      "order of time. Each part of the market's has to pass the threshold by itself.",
  })
  async timeline(
    @Root() stats: DeliveryStatsType,
    @Ctx() context: GraphqlContext,
    @Arg("buckets", () => Int, {
      nullable: true,
      defaultValue: 24,
      description: "How many parts, 1 to 100; as many as the window has minutes at most.",
    })
    buckets?: number | null,
  ): Promise<readonly StatsBucketType[]> {
    const count = buckets ?? 24;
    if (count < 1 || count > bucketsMax) {
      throw badRequest(["buckets"], `must be from 1 to ${bucketsMax}.`);
    }
    const key = { ...stats.scope, cell: stats.cell, buckets: count };
    return (await load(context, timelineOfCell, key)).map(toStatsBucket);
  }
}
