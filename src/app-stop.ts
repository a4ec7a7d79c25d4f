/** In what order a server stops; a part of app.ts. */
import type { FastifyInstance } from "fastify";
import type { Vendors } from "./app-vendors.js";
import type { Walk } from "./flow/create-walk.js";
import type { Ground } from "./ground.js";
import type { GraphqlEndpoint } from "./http/graphql-endpoint.js";
import type { ShutdownStep } from "./http/shutdown.js";

/** What runs beside requests. */
export interface Job {
  stop(): Promise<void>;
}

interface Running {
  readonly jobs: readonly Job[];
  readonly web: { readonly server: FastifyInstance; readonly endpoint: GraphqlEndpoint };
  readonly walk: Walk;
  readonly vendors: Vendors;
  readonly readers: () => Promise<void>;
  readonly ground: Ground;
}

/** First nothing new is taken on, then what is under way ends, then its ground goes. */
export function stopSteps(running: Running): ShutdownStep[] {
  const { jobs, web, walk, vendors, readers, ground } = running;
  return [
    { name: "timers", timeoutMs: 10_000, run: () => stopAll(jobs) },
    { name: "subscriptions", timeoutMs: 5_000, run: () => web.endpoint.close() },
    { name: "http", timeoutMs: 10_000, run: () => web.server.close() },
    { name: "submissions", timeoutMs: 15_000, run: () => walk.drained() },
    { name: "connections", timeoutMs: 8_000, run: () => vendors.connections.close() },
    { name: "readers", timeoutMs: 5_000, run: readers },
    { name: "vendors", timeoutMs: 2_000, run: () => vendors.http.close() },
    { name: "ground", timeoutMs: 25_000, run: () => ground.close() },
  ];
}

async function stopAll(jobs: readonly Job[]): Promise<void> {
  await Promise.all(jobs.map((job) => job.stop()));
}
