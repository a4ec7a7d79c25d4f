import { readFileSync } from "node:fs";
import fastify from "fastify";
import { uuidv7 } from "uuidv7";
import { InMemoryBus } from "../../src/events/in-memory-bus.js";
import { LogTail } from "../../src/events/tail.js";
import type { Identity } from "../../src/http/identify.js";
import { mintClientToken, readClientToken } from "../../src/flow/client-token.js";
import type { OtpService } from "../../src/flow/otp.js";
import type { SendRow } from "../../src/flow/rows.js";
import { type Role, type Scope, scopesOfRole } from "../../src/flow/viewer.js";
import { createSchema } from "../../src/graphql/schema.js";
import type { ResolverPorts } from "../../src/graphql/resolver-ports.js";
import { registerGraphql } from "../../src/http/graphql-endpoint.js";
import { FakeReads } from "./fake-reads.js";

export const tenantA = "0190a000-0000-7000-8000-00000000000a";
export const tenantB = "0190a000-0000-7000-8000-00000000000b";
const tokenKey = Buffer.alloc(32, 7);

export interface ServerOptions {
  readonly requestsPerSecond?: number;
  readonly introspection?: boolean;
  readonly otp?: Partial<OtpService>;
  readonly cursorEveryMs?: number;
}

/** The real endpoint on a free port, over fakes for what lies behind it. */
export async function startGraphqlServer(options: ServerOptions = {}) {
  const reads = new FakeReads();
  const faults: unknown[] = [];
  const bus = new InMemoryBus((error) => faults.push(error));
  const tail = new LogTail({
    readEventsAfter: (positions, limit) => reads.readEventsAfter(positions, limit),
    reads,
    now: () => performance.now(),
    onError: (error) => faults.push(error),
    ...(options.cursorEveryMs === undefined
      ? {}
      : { cursorEveryMs: options.cursorEveryMs, pollMsMin: 10, pollMsMax: 20 }),
  });
  const keys = new Map<string, Identity>();
  const ports = {
    otp: (options.otp ?? {}) as OtpService,
    reads,
    tail,
    bus,
  } as unknown as ResolverPorts;
  const app = fastify();
  const endpoint = await registerGraphql(app, {
    schema: createSchema(),
    ports,
    identify: (secret, now) => {
      const viewer = readClientToken({ tokenKey }, secret, now);
      const client =
        viewer === null ? null : { viewer, expiresAt: viewer.expiresAt, rateKey: secret };
      return Promise.resolve(keys.get(secret) ?? client);
    },
    introspection: options.introspection ?? true,
    sessions: null,
    requestsPerSecond: options.requestsPerSecond ?? 10_000,
    report: (reportId, fault) => faults.push({ reportId, fault }),
    now: () => new Date(),
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return {
    url: `${url}/graphql`,
    wsUrl: `${url.replace("http", "ws")}/graphql`,
    reads,
    bus,
    tail,
    keys,
    faults,
    endpoint,
    addKey: (role: Role, tenantId: string | null = tenantA, scopes?: readonly Scope[]) =>
      addKey(keys, role, tenantId, scopes ?? scopesOfRole[role]),
    clientToken: (send: SendRow) => mintClientToken({ tokenKey }, send),
    async close() {
      tail.close();
      await endpoint.close();
      await app.close();
    },
  };
}

export type TestServer = Awaited<ReturnType<typeof startGraphqlServer>>;

function addKey(
  keys: Map<string, Identity>,
  role: Role,
  tenantId: string | null,
  scopes: readonly Scope[],
): { readonly secret: string; readonly keyId: string } {
  const keyId = uuidv7();
  const secret = `sk_${keyId}`;
  keys.set(secret, {
    viewer: { kind: "key", keyId, keyName: role, tenantId, role, scopes: new Set(scopes) },
    expiresAt: null,
    rateKey: keyId,
  });
  return { secret, keyId };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly data?: Record<string, never> | null;
    readonly errors?: readonly {
      readonly message: string;
      readonly path?: readonly (string | number)[];
      readonly extensions: Record<string, unknown>;
    }[];
  };
}

/** One operation over HTTP. */
export async function post(
  server: TestServer,
  secret: string | null,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(server.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Answer["body"];
  return { status: response.status, headers: response.headers, body };
}

/** The public contract as clients were promised it. */
export function readContract(): string {
  return readFileSync(new URL("../graphql/contract.graphql", import.meta.url), "utf8");
}
