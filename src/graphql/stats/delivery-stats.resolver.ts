import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { type GraphqlContext, load } from "../context.js";
import { badRequest } from "../errors.js";
import { DeliveryStatsType, StatsBucketType, toStatsBucket } from "./delivery-stats.type.js";
import { timelineOfCell } from "./stat-loaders.js";

const bucketsMax = 100;

@Resolver(() => DeliveryStatsType)
export class DeliveryStatsResolver {
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
