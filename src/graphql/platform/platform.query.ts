import { Ctx, Query, Resolver } from "type-graphql";
import { requireOperator } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { PlatformHealthType, toPlatformHealth } from "./platform-health.type.js";

@Resolver()
export class PlatformQuery {
  @Query(() => PlatformHealthType, {
    description: "How the marketplace's own processes are; for operators.",
  })
  async platform(@Ctx() context: GraphqlContext): Promise<PlatformHealthType> {
    requireOperator(context);
    return toPlatformHealth(await context.ports.platform.read(context.now()));
  }
}
