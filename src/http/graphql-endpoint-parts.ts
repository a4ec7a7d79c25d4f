import type { GraphqlServerParts } from "../graphql/server.js";
import type { Identify } from "./identify.js";
import type { Sessions } from "./session.js";

/** What the GraphQL endpoint is made of. */
export interface GraphqlEndpointParts extends GraphqlServerParts {
  readonly identify: Identify;
  /** Where a page's cookie stands for a key; null = nowhere. */
  readonly sessions: Sessions | null;
  /** Per key, or per address without one; the burst is twice that. */
  readonly requestsPerSecond: number;
}
