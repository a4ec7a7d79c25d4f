import type { LookupFunction } from "node:net";
import { Pool, type Dispatcher } from "undici";
import type { HttpClient, HttpRequest, HttpResult } from "./http-client.js";
import {
  type DestinationRules,
  publicDestination,
  type ResolvedAddress,
} from "./public-destination.js";

/** Limits of the shared client; what is left out is 64 connections, 3 s and 256 KiB. */
export interface HttpClientOptions {
  /** Connections kept per vendor address. */
  readonly connectionsMax?: number;
  readonly connectTimeoutMs?: number;
  /** An answer longer than this is cut, and counts as none. */
  readonly answerBytesMax?: number;
  /** Where requests to addresses of tenants may go; left out: to public ones alone. */
  readonly destinations?: DestinationRules;
}

/** The port of adapters, for whoever owns it. */
export interface ClosableHttpClient extends HttpClient {
  /** Cuts what is under way and closes all connections. */
  close(): Promise<void>;
}

const poolsMax = 200;

/**
 * The network for all adapters: one pool of kept connections per vendor address, no redirects, no
 * retries.
 *
 * A request fails as `not_sent` only while no byte of it can have left this process; from then on
 * it is `no_answer`. The time-out covers waiting for a connection, connecting, sending and the
 * whole answer. Reasons name an error code, never an address or a header. At most 200 addresses are
 * kept open; beyond, the one used longest ago is closed.
 */
export function undiciHttpClient(options: HttpClientOptions = {}): ClosableHttpClient {
  const pools = new Map<string, Pool>();
  const answerBytesMax = options.answerBytesMax ?? 256 * 1024;
  const poolOf = (origin: string, addresses?: readonly ResolvedAddress[]): Pool => {
    const name = addresses === undefined ? origin : `${origin} ${pinnedName(addresses)}`;
    let pool = pools.get(name);
    if (pool === undefined) {
      pool = openPool(origin, options, addresses);
      pools.set(name, pool);
      closeOldest(pools);
    } else if (pools.size > 1) {
      pools.delete(name);
      pools.set(name, pool);
    }
    return pool;
  };
  const dispatch = async (origin: string, path: string, request: HttpRequest, to: Exchange) => {
    const rules = options.destinations ?? { allowsLoopback: false };
    const addresses = await publicDestination(new URL(origin), rules);
    if (addresses === null) {
      to.fail("the address is not public");
    } else {
      poolOf(origin, addresses).dispatch(dispatchOptions(path, request), to);
    }
  };
  return {
    request: (request) =>
      new Promise((resolve) => {
        const pathAt = request.url.indexOf("/", "https://".length);
        const origin = pathAt < 0 ? request.url : request.url.slice(0, pathAt);
        const path = pathAt < 0 ? "/" : request.url.slice(pathAt);
        const exchange = new Exchange(resolve, request.timeoutMs, answerBytesMax);
        if (request.isTenantsAddress === true) {
          dispatch(origin, path, request, exchange).catch((error: Error) =>
            exchange.fail(reasonOf(error)),
          );
          return;
        }
        try {
          poolOf(origin).dispatch(dispatchOptions(path, request), exchange);
        } catch {
          exchange.fail("invalid request");
        }
      }),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
      pools.clear();
    },
  };
}

function openPool(
  origin: string,
  options: HttpClientOptions,
  addresses: readonly ResolvedAddress[] | undefined,
): Pool {
  return new Pool(origin, {
    connections: options.connectionsMax ?? 64,
    pipelining: 1,
    connect: {
      timeout: options.connectTimeoutMs ?? 3000,
      ...(addresses === undefined ? {} : { lookup: pinnedTo(addresses) }),
    },
    keepAliveTimeout: 10_000,
    // Each exchange has a time-out of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

function pinnedName(addresses: readonly ResolvedAddress[]): string {
  return addresses
    .map(({ address }) => address)
    .toSorted()
    .join(" ");
}

/** A name that stands for what was checked, and for nothing else. */
function pinnedTo(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_, { all }, done) => {
    const [first] = addresses;
    if (all === true || first === undefined) {
      done(null, [...addresses]);
    } else {
      done(null, first.address, first.family);
    }
  };
}

function closeOldest(pools: Map<string, Pool>): void {
  const [oldest] = pools;
  if (pools.size > poolsMax && oldest !== undefined) {
    pools.delete(oldest[0]);
    // Lets what is under way there end; a pool that cannot close has nothing open.
    oldest[1].close().catch(() => {});
  }
}

function dispatchOptions(path: string, request: HttpRequest): Dispatcher.DispatchOptions {
  return { path, method: request.method, headers: request.headers, body: request.body };
}

/** One request and what comes of it. It resolves once, whatever happens in whatever order. */
class Exchange implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | null = null;
  private isDone = false;
  private isSent = false;
  private status = 0;
  private headers: Readonly<Record<string, string>> = {};
  private readonly chunks: Buffer[] = [];
  private bytes = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly resolve: (result: HttpResult) => void,
    timeoutMs: number,
    private readonly answerBytesMax: number,
  ) {
    this.timer = setTimeout(() => this.fail("time-out"), timeoutMs);
  }

  /** Called when a connection is there, just before the first byte is written. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.isDone) {
      controller.abort(new Error("given up"));
      return;
    }
    this.isSent = true;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.status = status;
    this.headers = flatHeaders(headers);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > this.answerBytesMax) {
      this.fail("answer too large");
      return;
    }
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [first] = this.chunks;
    const whole = this.chunks.length === 1 ? first : Buffer.concat(this.chunks);
    const body = whole?.toString("utf8") ?? "";
    this.finish({ kind: "answered", status: this.status, headers: this.headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(reasonOf(error));
  }

  fail(reason: string): void {
    if (this.isDone) {
      return;
    }
    this.finish({ kind: this.isSent ? "no_answer" : "not_sent", reason });
    this.controller?.abort(new Error(reason));
  }

  private finish(result: HttpResult): void {
    if (!this.isDone) {
      this.isDone = true;
      clearTimeout(this.timer);
      this.resolve(result);
    }
  }
}

function flatHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) {
      flat[name] = typeof value === "string" ? value : value.join(", ");
    }
  }
  return flat;
}

// The message may hold an address with credentials in it; the code never does.
function reasonOf(error: Error): string {
  const code = (error as NodeJS.ErrnoException).code;
  return typeof code === "string" ? code : "connection failed";
}
