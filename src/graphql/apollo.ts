import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { GraphQLError, type GraphQLSchema } from "graphql";
import type { GraphqlContext } from "./context.js";
import { maskError, type ReportFault, tellIn } from "./errors.js";
import { documentLimits } from "./limits/document-limits.js";
import { requestLimits } from "./limits/limit-values.js";
import { costProblem } from "./limits/operation-cost.js";

export interface ApolloParts {
  readonly schema: GraphQLSchema;
  readonly report: ReportFault;
  readonly introspection: boolean;
}

/** The executor of queries and mutations over HTTP; not started. */
export function createApollo(parts: ApolloParts): ApolloServer<GraphqlContext> {
  const { schema, report, introspection } = parts;
  return new ApolloServer<GraphqlContext>({
    schema,
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    // The process owns its shutdown.
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: requestLimits.tokens },
    validationRules: [documentLimits],
    formatError: (_formatted, error) => maskError(error, report),
    logger: silent,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      limitsPlugin(schema),
    ],
  });
}

function limitsPlugin(schema: GraphQLSchema): ApolloServerPlugin<GraphqlContext> {
  const listener: GraphQLRequestListener<GraphqlContext> = {
    async didResolveOperation({ document, operation, request }) {
      const variables = request.variables ?? {};
      const problem =
        operation === undefined ? null : costProblem(schema, document, operation, variables);
      if (problem !== null) {
        const extensions = { http: { status: 400 } };
        throw new GraphQLError(problem.message, { originalError: problem, extensions });
      }
    },
    async didEncounterErrors({ errors, contextValue }) {
      tellIn(contextValue.locale, errors);
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}

/** Faults are reported by the mask, once; what Apollo logs besides says nothing more. */
const silent = { debug() {}, info() {}, warn() {}, error() {} };
