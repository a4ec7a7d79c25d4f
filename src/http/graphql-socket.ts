import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { execute, type FormattedExecutionResult, GraphQLError } from "graphql";
import { type Context, handleProtocols, makeServer, type ServerOptions } from "graphql-ws";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import { messageLocaleOf } from "../core/locale.js";
import { type GraphqlServer, refusals } from "../graphql/server.js";
import type { GraphqlEndpointParts } from "./graphql-endpoint-parts.js";
import { bearerSecret } from "./identify.js";
import { closeCodes, LiveConnections, type SignedIn } from "./live-connections.js";
import type { RequestRate } from "./request-rate.js";

export interface GraphqlSocketParts extends GraphqlEndpointParts {
  readonly graphql: GraphqlServer;
  readonly rate: RequestRate;
}

export interface GraphqlSocket {
  readonly subscriberCount: number;
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void;
  /** Closes every connection with 1001. */
  close(): Promise<void>;
}

interface Extra {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** Null = sent, else to be waited for, because much is unsent. */
  readonly send: (data: string) => Promise<void> | null;
  signedIn: SignedIn | null;
}

type SocketContext = Context<Record<string, unknown>, Extra>;

const keepAliveMs = 12_000;
const closeWaitMs = 2_000;

/**
 * GraphQL over WebSocket: the graphql-transport-ws protocol with our limits, mask and close codes.
 */
export function createGraphqlSocket(parts: GraphqlSocketParts): GraphqlSocket {
  const { graphql } = parts;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: graphql.bodyBytesMax,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  const onError = (error: unknown) => graphql.mask(error);
  const live = new LiveConnections(parts.ports.bus, parts.identify, parts.now, onError);
  const subscriptions = { count: 0 };
  const protocol = makeServer<Record<string, unknown>, Extra>(
    protocolOptions(parts, live, subscriptions),
  );
  return {
    get subscriberCount() {
      return subscriptions.count;
    },
    upgrade(request, stream, head) {
      sockets.handleUpgrade(request, stream, head, (socket) => {
        const send = sender(socket, stream);
        const extra: Extra = { socket, request, send, signedIn: null };
        const closed = protocol.opened(adapt(socket, send, onError), extra);
        socket.once("close", (code, reason) => {
          if (extra.signedIn !== null) {
            live.remove(extra.signedIn);
          }
          closed(code, String(reason)).catch(onError);
        });
      });
    },
    async close() {
      live.stop();
      await Promise.all([...sockets.clients].map(closeSocket));
      sockets.close();
    },
  };
}

/** What may lie here unsent before a reader counts as slow. */
const unsentBytesMax = 64 * 1024;

/**
 * What is sent in one turn of the event loop leaves in one write; once much is unsent, sends wait
 * for the kernel, so that a slow reader is felt.
 */
function sender(socket: WebSocket, stream: Duplex): Extra["send"] {
  let isCorked = false;
  const collect = (): void => {
    if (!isCorked) {
      isCorked = true;
      stream.cork();
      setImmediate(() => {
        isCorked = false;
        stream.uncork();
      });
    }
  };
  return (data) => {
    if (socket.readyState !== socket.OPEN) {
      return null;
    }
    collect();
    if (socket.bufferedAmount < unsentBytesMax) {
      socket.send(data);
      return null;
    }
    return new Promise((resolve) => socket.send(data, () => resolve()));
  };
}

/** What graphql-ws needs of a socket. */
function adapt(socket: WebSocket, send: Extra["send"], onError: (error: unknown) => void) {
  let isAlive = true;
  const timer = setInterval(() => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    isAlive = false;
    socket.ping();
  }, keepAliveMs);
  timer.unref();
  socket.on("pong", () => {
    isAlive = true;
  });
  socket.once("close", () => clearInterval(timer));
  // A frame that breaks the protocol or a limit: ws closes the connection by itself.
  socket.on("error", () => undefined);
  return {
    protocol: socket.protocol,
    send: (data: string) => send(data) ?? Promise.resolve(),
    close: (code?: number, reason?: string) => socket.close(code, reason),
    onMessage(listener: (text: string) => Promise<void>) {
      socket.on("message", (data: RawData, isBinary: boolean) => {
        if (isBinary) {
          socket.close(4400, "Invalid message received");
          return;
        }
        listener(textOf(data)).catch((error: unknown) => {
          onError(error);
          socket.close(4500, "Internal server error");
        });
      });
    },
  };
}

/** `ws` hands text over as one buffer unless told otherwise. */
function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString("utf8") : "";
}

function protocolOptions(
  parts: GraphqlSocketParts,
  live: LiveConnections,
  subscriptions: { count: number },
): ServerOptions<Record<string, unknown>, Extra> {
  const { graphql } = parts;
  const maskAll = (ctx: SocketContext, errors: readonly GraphQLError[]) =>
    errors.map((error) => graphql.mask(error, localeOf(ctx)));
  return {
    execute,
    subscribe: graphql.subscribe,
    onConnect: (ctx) => signIn(ctx, parts, live),
    onSubscribe(ctx, id, payload) {
      const identity = ctx.extra.signedIn?.identity ?? null;
      const waitMs = identity === null ? 0 : parts.rate.take(identity.rateKey);
      if (waitMs > 0) {
        const refused = refusals.tooOften(parts.requestsPerSecond, waitMs);
        return [new GraphQLError(refused.message, { originalError: refused })];
      }
      const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
      const context = graphql.contextOf({
        viewer: identity?.viewer ?? null,
        locale: localeOf(ctx),
        live: {
          pingCursor(cursor) {
            const ping = { type: "ping", payload: { cursor, id } };
            ctx.extra.socket.send(JSON.stringify(ping), () => undefined);
          },
          next: (payload) => ctx.extra.send(`${head}${payload}}`),
          close: (code, reason) => ctx.extra.socket.close(code, reason),
        },
      });
      const prepared = graphql.prepareLive(payload, context);
      if (!("schema" in prepared)) {
        return prepared;
      }
      subscriptions.count += 1;
      return prepared;
    },
    onNext(ctx, _id, _payload, _args, result) {
      if (result.errors === undefined) {
        return;
      }
      const errors = maskAll(ctx, result.errors);
      closeWhenForbidden(ctx, result, errors);
      return { ...result, errors } as unknown as FormattedExecutionResult;
    },
    onError: (ctx, _id, _payload, errors) => maskAll(ctx, errors),
    onComplete() {
      subscriptions.count -= 1;
    },
  };
}

/** A subscription that may not be: its error goes out first, then the connection is closed. */
function closeWhenForbidden(
  ctx: SocketContext,
  result: { readonly data?: unknown },
  errors: readonly { readonly extensions?: Record<string, unknown> }[],
): void {
  const isRefused = result.data === undefined || result.data === null;
  if (isRefused && errors.some((error) => error.extensions?.["code"] === "FORBIDDEN")) {
    setImmediate(() => ctx.extra.socket.close(closeCodes.forbidden, "Forbidden"));
  }
}

async function signIn(
  ctx: SocketContext,
  parts: GraphqlEndpointParts,
  live: LiveConnections,
): Promise<boolean> {
  const { socket, request } = ctx.extra;
  const given = ctx.connectionParams?.["Authorization"] ?? ctx.connectionParams?.["authorization"];
  const { headers } = request;
  const secret =
    bearerSecret(given ?? headers.authorization) ??
    (given === undefined ? (parts.sessions?.secretOf(headers, true) ?? null) : null);
  const identity = secret === null ? null : await parts.identify(secret, parts.now());
  if (secret === null || identity === null) {
    socket.close(closeCodes.unauthenticated, "Unauthorized");
    return false;
  }
  if (socket.readyState !== socket.OPEN) {
    return false;
  }
  const close = (code: number, reason: string) => socket.close(code, reason);
  ctx.extra.signedIn = { identity, secret, close };
  live.add(ctx.extra.signedIn);
  return true;
}

function localeOf(ctx: SocketContext) {
  const given = ctx.connectionParams?.["Accept-Language"];
  const header = ctx.extra.request.headers["accept-language"];
  return messageLocaleOf(typeof given === "string" ? given : header);
}

async function closeSocket(socket: WebSocket): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => {
      socket.terminate();
      resolve();
    }, closeWaitMs);
    socket.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(closeCodes.shutdown, "Going away");
  });
}
