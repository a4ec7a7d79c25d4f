import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { decodeAnyId } from "../core/ids.js";
import { requireKey } from "./auth.js";
import type { GraphqlContext } from "./context.js";
import { badRequest } from "./errors.js";
import { Node } from "./node.type.js";
import { nodeKinds } from "./node-list.js";

const idsMax = 100;

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: "Any object by its id; null when there is none, or it is not yours.",
  })
  node(
    @Arg("id", () => ID, { description: "The object's id." }) id: string,
    @Ctx() context: GraphqlContext,
  ): Promise<object | null> {
    requireKey(context);
    return readNode(context, id);
  }

  @Query(() => [Node], {
    nullable: "items",
    description: "Objects by their ids, in the same order; null where there is none that is yours.",
  })
  nodes(
    @Arg("ids", () => [ID], { description: "The objects' ids, 100 at most." }) ids: string[],
    @Ctx() context: GraphqlContext,
  ): Promise<(object | null)[]> {
    requireKey(context);
    if (ids.length > idsMax) {
      throw badRequest(["ids"], `must have ${idsMax} entries at most.`);
    }
    return Promise.all(ids.map((id) => readNode(context, id)));
  }
}

async function readNode(context: GraphqlContext, id: string): Promise<object | null> {
  const decoded = decodeAnyId(id);
  const read = decoded === null ? undefined : nodeKinds[decoded.kind];
  return decoded === null || read === undefined ? null : read(context, decoded.uuid);
}
