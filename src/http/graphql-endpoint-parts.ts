import type { GraphQLSchema } from "graphql";
import type { ReportFault } from "../graphql/errors.js";
import type { ResolverPorts } from "../graphql/resolver-ports.js";
import type { Identify } from "./identify.js";

/** What the GraphQL endpoint is made of. */
export interface GraphqlEndpointParts {
  readonly schema: GraphQLSchema;
  readonly ports: ResolverPorts;
  readonly identify: Identify;
  readonly introspection: boolean;
  /** Per key, or per address without one; the burst is twice that. */
  readonly requestsPerSecond: number;
  readonly report: ReportFault;
  readonly now: () => Date;
}
