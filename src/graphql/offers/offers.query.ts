import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { afterDescription, type Connection, firstDescription } from "../connection.js";
import type { GraphqlContext } from "../context.js";
import { OfferFilterInput, OfferOrderInput } from "./offer.input.js";
import type { OfferType } from "./offer.type.js";
import { OfferConnection, offersOfMarket } from "./offer-pages.js";

@Resolver()
export class OffersQuery {
  @Query(() => OfferConnection, {
    description:
      "What the market offers, as you see it: list prices and those of your own accounts.",
  })
  offers(
    @Ctx() context: GraphqlContext,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: firstDescription })
    first: number,
    @Arg("filter", () => OfferFilterInput, {
      nullable: true,
      description: "Which offers to list.",
    })
    filter?: OfferFilterInput | null,
    @Arg("orderBy", () => OfferOrderInput, {
      nullable: true,
      description: "The order; null = the cheapest first.",
    })
    orderBy?: OfferOrderInput | null,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after?: string | null,
  ): Promise<Connection<OfferType>> {
    return offersOfMarket(context, { first, filter, after, orderBy });
  }
}
