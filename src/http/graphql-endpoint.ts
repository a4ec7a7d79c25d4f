import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { messageLocaleOf } from "../core/locale.js";
import { createGraphqlServer, type GraphqlServer, refusals } from "../graphql/server.js";
import type { GraphqlEndpointParts } from "./graphql-endpoint-parts.js";
import { createGraphqlSocket, type GraphqlSocket } from "./graphql-socket.js";
import { bearerSecret, type Identity } from "./identify.js";
import { Patience } from "./patience.js";
import { RequestRate } from "./request-rate.js";

export interface GraphqlEndpoint {
  readonly subscriberCount: number;
  /** Closes subscriptions with 1001 and stops taking operations. */
  close(): Promise<void>;
}

declare module "fastify" {
  interface FastifyRequest {
    identity: Identity | null;
    patience: Patience | null;
  }
}

const path = "/graphql";

/** Serves the schema on /graphql: POST and GET through Apollo, WebSocket through graphql-ws. */
export async function registerGraphql(
  app: FastifyInstance,
  parts: GraphqlEndpointParts,
): Promise<GraphqlEndpoint> {
  const { identify, sessions, now, requestsPerSecond } = parts;
  const graphql = createGraphqlServer(parts);
  await graphql.apollo.start();
  const rate = new RequestRate(requestsPerSecond, 2 * requestsPerSecond, () => performance.now());
  const handle = fastifyApolloHandler(graphql.apollo, {
    context: async (request, reply) =>
      graphql.contextOf({
        viewer: request.identity?.viewer ?? null,
        locale: localeOf(request),
        live: null,
        waitLonger: () => request.patience?.extend(graphql.longMsMax),
        isLeft: () => reply.raw.destroyed || reply.raw.writableEnded,
      }),
  });
  app.decorateRequest("identity", null);
  app.decorateRequest("patience", null);
  app.route({
    method: ["GET", "POST"],
    url: path,
    bodyLimit: graphql.bodyBytesMax,
    onRequest: async (request, reply) => {
      // Any page may ask with a token that it was given: the cookie counts only with a header that
      // the preflight below does not allow to other origins.
      reply.header("access-control-allow-origin", "*");
      const { headers } = request;
      const secret =
        bearerSecret(headers.authorization) ?? sessions?.secretOf(headers, false) ?? null;
      request.identity = secret === null ? null : await identify(secret, now());
      const waitMs = rate.take(request.identity?.rateKey ?? `address ${request.ip}`);
      if (waitMs > 0) {
        throw refusals.tooOften(requestsPerSecond, waitMs);
      }
    },
    handler: (request, reply) => {
      const patience = new Patience(graphql.queryMsMax, refusals.tookTooLong);
      request.patience = patience;
      return patience.wait(handle.call(app, request, reply));
    },
    errorHandler: (error, request, reply) => answerError(error, request, reply, graphql),
  });
  app.options(path, (_request, reply) => answerPreflight(reply));
  const socket = createGraphqlSocket({ ...parts, graphql, rate });
  attach(app, socket);
  return {
    get subscriberCount() {
      return socket.subscriberCount;
    },
    async close() {
      await socket.close();
      await graphql.apollo.stop();
    },
  };
}

function localeOf(request: FastifyRequest) {
  return messageLocaleOf(request.headers["accept-language"]);
}

function answerError(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
  graphql: GraphqlServer,
): void {
  const told = "statusCode" in error ? (requestProblem(error) ?? error) : error;
  const masked = graphql.mask(told, localeOf(request));
  const retryAfterMs = masked.extensions?.["retryAfterMs"];
  if (typeof retryAfterMs === "number") {
    reply.header("retry-after", String(Math.max(1, Math.ceil(retryAfterMs / 1_000))));
  }
  const status = statusOf(masked.extensions?.["code"], error);
  reply
    .code(status)
    .type("application/json; charset=utf-8")
    .send({ errors: [masked] });
}

function statusOf(code: unknown, error: FastifyError | Error): number {
  switch (code) {
    case "LIMITED":
      return 429;
    case "UNAVAILABLE":
      return 503;
    case "BAD_REQUEST":
      return "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : 400;
    default:
      return 500;
  }
}

/** What fastify says of a body that it cannot read. */
function requestProblem(error: FastifyError): Error | null {
  if (error.statusCode === 413) {
    return refusals.bodyTooLarge();
  }
  if (error.statusCode === 415) {
    return refusals.notOfType("application/json");
  }
  return error.statusCode !== undefined && error.statusCode < 500 ? refusals.unreadable() : null;
}

function answerPreflight(reply: FastifyReply): FastifyReply {
  return reply
    .headers({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": "authorization, content-type, accept-language",
      "access-control-max-age": "86400",
    })
    .code(204)
    .send();
}

function attach(app: FastifyInstance, socket: GraphqlSocket): void {
  app.server.on("upgrade", (request, stream, head) => {
    if (new URL(request.url ?? "/", "http://server").pathname === path) {
      socket.upgrade(request, stream, head);
    } else {
      stream.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
    }
  });
}
