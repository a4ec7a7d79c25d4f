import type { ApolloServer } from "@apollo/server";
import type { GraphQLFormattedError, GraphQLSchema } from "graphql";
import type { MessageLocale } from "../core/errors.js";
import type { Viewer } from "../flow/viewer.js";
import { createApollo } from "./apollo.js";
import { createContext, type GraphqlContext, type LiveConnection } from "./context.js";
import { badRequest, limited, maskError, type ReportFault, unavailable } from "./errors.js";
import { requestLimits } from "./limits/limit-values.js";
import { createSubscribe, type Subscribe } from "./live-groups.js";
import { createPrepareLive, type PrepareLive } from "./live-operation.js";
import type { ResolverPorts } from "./resolver-ports.js";

/** What the API is made of. */
export interface GraphqlServerParts {
  readonly schema: GraphQLSchema;
  readonly ports: ResolverPorts;
  readonly introspection: boolean;
  readonly report: ReportFault;
  readonly now: () => Date;
}

/** Who sends an operation, and how. */
export interface Caller {
  /** null = no key, or one that is not valid. */
  readonly viewer: Viewer | null;
  readonly locale: MessageLocale;
  /** The WebSocket behind it; null over HTTP. */
  readonly live: LiveConnection | null;
  /** Called by an operation that may take minutes; absent = nobody's patience ends. */
  readonly waitLonger?: () => void;
  /** True = the caller is gone, or was told something else; absent = it stays. */
  readonly isLeft?: () => boolean;
}

/** The API without a network: all that HTTP and WebSocket need to serve it. */
export interface GraphqlServer {
  /** Queries and mutations over HTTP; its owner starts and stops it. */
  readonly apollo: ApolloServer<GraphqlContext>;
  /** Reads and checks what a WebSocket message asks for. */
  readonly prepareLive: PrepareLive;
  readonly subscribe: Subscribe;
  /** Longest request, in bytes. */
  readonly bodyBytesMax: number;
  /** After so long the caller of a query or mutation is told to ask again. */
  readonly queryMsMax: number;
  /** The same for one that says that it takes long. */
  readonly longMsMax: number;
  contextOf(caller: Caller): GraphqlContext;
  /** What a client may read of any fault. */
  mask(fault: unknown, locale?: MessageLocale): GraphQLFormattedError;
}

/** Joins executor, limits, contexts and mask; the one door into this folder for `http`. */
export function createGraphqlServer(parts: GraphqlServerParts): GraphqlServer {
  const { schema, ports, introspection, report, now } = parts;
  return {
    apollo: createApollo({ schema, report, introspection }),
    prepareLive: createPrepareLive(schema, introspection),
    subscribe: createSubscribe(schema),
    bodyBytesMax: requestLimits.bodyBytes,
    queryMsMax: requestLimits.queryMs,
    longMsMax: requestLimits.longMs,
    contextOf: (caller) => createContext({ ...caller, ports, now }),
    mask: (fault, locale) => maskError(fault, report, locale),
  };
}

/** Why a request is refused before any of it runs; `mask` tells it to the client. */
export const refusals = {
  tooOften: (perSecond: number, waitMs: number) =>
    limited(`${perSecond} requests per second`, waitMs),
  tookTooLong: () => unavailable(1_000),
  bodyTooLarge: () =>
    badRequest(null, `it breaks the limit “body”: ${requestLimits.bodyBytes} bytes at most.`),
  notOfType: (type: string) => badRequest(null, `its content type must be ${type}.`),
  unreadable: () => badRequest(null, "its body is not JSON."),
} as const;
