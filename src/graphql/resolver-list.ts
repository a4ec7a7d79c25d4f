import { NodeResolver } from "./node.query.js";

type ResolverClass = new () => object;

/** One line per resolver class. */
export const resolverList: readonly ResolverClass[] = [NodeResolver];
