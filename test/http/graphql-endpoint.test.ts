import "reflect-metadata";
import fastify, { type FastifyInstance } from "fastify";
import { GraphQLObjectType, GraphQLSchema, GraphQLString } from "graphql";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { GraphqlContext } from "../../src/graphql/context.js";
import { requestLimits } from "../../src/graphql/limits/limit-values.js";
import type { ResolverPorts } from "../../src/graphql/resolver-ports.js";
import { type GraphqlEndpoint, registerGraphql } from "../../src/http/graphql-endpoint.js";
import { type Deferred, deferred } from "../support/deferred.js";

let app: FastifyInstance;
let endpoint: GraphqlEndpoint;
let begun: Deferred<void>;
let answer: Deferred<string>;

/** Two fields that answer when the test says so; `long` says that it takes its time. */
function schema(): GraphQLSchema {
  const waiting = async () => {
    begun.resolve();
    return answer.promise;
  };
  return new GraphQLSchema({
    query: new GraphQLObjectType<unknown, GraphqlContext>({
      name: "Query",
      fields: {
        usual: { type: GraphQLString, resolve: waiting },
        long: {
          type: GraphQLString,
          resolve: (_source, _args, context) => {
            context.waitLonger();
            return waiting();
          },
        },
      },
    }),
  });
}

beforeEach(async () => {
  [begun, answer] = [deferred(), deferred<string>()];
  app = fastify();
  endpoint = await registerGraphql(app, {
    schema: schema(),
    ports: {
      bus: { publish: () => undefined, subscribe: () => () => undefined },
    } as unknown as ResolverPorts,
    introspection: true,
    report: (_id, fault) => {
      throw fault;
    },
    now: () => new Date(),
    identify: () => Promise.resolve(null),
    sessions: null,
    requestsPerSecond: 100,
  });
  await app.ready();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(async () => {
  vi.useRealTimers();
  answer.resolve("late");
  await endpoint.close();
  await app.close();
});

async function ask(field: string) {
  const response = app.inject({
    method: "POST",
    url: "/graphql",
    headers: { "content-type": "application/json" },
    payload: JSON.stringify({ query: `{ ${field} }` }),
  });
  const answered = response.then(({ statusCode, body }) => ({
    statusCode,
    body: JSON.parse(body) as unknown,
  }));
  await begun.promise;
  return { answered };
}

describe("POST /graphql", () => {
  it("answers UNAVAILABLE when an operation takes longer than any should", async () => {
    const { answered } = await ask("usual");

    vi.advanceTimersByTime(requestLimits.queryMs);

    expect(await answered).toMatchObject({
      statusCode: 503,
      body: { errors: [{ extensions: { code: "UNAVAILABLE", retryAfterMs: 1_000 } }] },
    });
  });

  it("waits minutes for one that says that it works through a file", async () => {
    const { answered } = await ask("long");

    vi.advanceTimersByTime(requestLimits.longMs - 1);
    answer.resolve("done");

    expect(await answered).toEqual({ statusCode: 200, body: { data: { long: "done" } } });
  });
});
