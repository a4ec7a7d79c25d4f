import type { IdKind } from "../core/ids.js";
import type { GraphqlContext } from "./context.js";

/** Reads one object for the viewer; null when there is none, or it is another tenant's. */
export type NodeReader = (context: GraphqlContext, uuid: string) => Promise<object | null>;

/** One line per kind that `node` and `nodes` know. The same statements run whoever owns the id. */
export const nodeKinds: Readonly<Partial<Record<IdKind, NodeReader>>> = {};
