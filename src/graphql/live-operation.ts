import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { NoSchemaIntrospectionCustomRule } from "graphql";
import type { GraphqlContext } from "./context.js";
import { documentLimits } from "./limits/document-limits.js";
import { requestLimits } from "./limits/limit-values.js";
import { costProblem } from "./limits/operation-cost.js";

/** An operation as a WebSocket message carries it. */
export interface LiveRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

export type PrepareLive = (
  request: LiveRequest,
  context: GraphqlContext,
) => ExecutionArgs | readonly GraphQLError[];

const documentsMax = 500;

/**
 * Reads and checks operations under the same limits as over HTTP;
 * texts that were seen are not read again.
 */
export function createPrepareLive(schema: GraphQLSchema, introspection: boolean): PrepareLive {
  // A guess at what was meant tells of the schema as introspection does.
  const hideSuggestions = !introspection;
  const documents = new Map<string, DocumentNode>();
  const rules = [
    ...specifiedRules,
    documentLimits,
    ...(introspection ? [] : [NoSchemaIntrospectionCustomRule]),
  ];
  function read(query: string): DocumentNode | readonly GraphQLError[] {
    const known = documents.get(query);
    if (known !== undefined) {
      return known;
    }
    const document = parse(query, { maxTokens: requestLimits.tokens });
    const errors = validate(schema, document, rules, { hideSuggestions });
    if (errors.length > 0) {
      return errors;
    }
    const [oldest] = documents.keys();
    if (documents.size >= documentsMax && oldest !== undefined) {
      documents.delete(oldest);
    }
    documents.set(query, document);
    return document;
  }
  return (request, contextValue) => {
    try {
      const document = read(request.query);
      if (!("kind" in document)) {
        return document;
      }
      const variableValues = request.variables ?? {};
      const operation = getOperationAST(document, request.operationName);
      if (operation === null || operation === undefined) {
        return [new GraphQLError("The document has no such operation.")];
      }
      const problem = costProblem(schema, document, operation, variableValues);
      if (problem !== null) {
        return [new GraphQLError(problem.message, { originalError: problem })];
      }
      const operationName = request.operationName ?? null;
      return {
        schema,
        document,
        operationName,
        variableValues,
        contextValue,
        hideSuggestions,
      };
    } catch (error) {
      if (error instanceof GraphQLError) {
        return [error];
      }
      throw error;
    }
  };
}
