import type { GraphqlServerParts } from "../graphql/server.js";
import type { Identify } from "./identify.js";

/** What the GraphQL endpoint is made of. */
export interface GraphqlEndpointParts extends GraphqlServerParts {
  readonly identify: Identify;
  /** Per key, or per address without one; the burst is twice that. */
  readonly requestsPerSecond: number;
}
