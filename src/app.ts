import fastify, { type FastifyBaseLogger } from "fastify";
import type { Config } from "./config.js";
import { registerHealth } from "./http/health.js";
import { createMetrics, registerMetrics } from "./http/metrics.js";
import { createShutdown } from "./http/shutdown.js";
import type { Log } from "./log.js";
import { migrate } from "./store/migrate.js";
import { createPools } from "./store/pool.js";
import { startDatabase } from "./store/start-database.js";

export interface App {
  /** Stops taking work, finishes what runs, and closes everything; false when something hung. */
  stop(): Promise<boolean>;
}

/**
 * Builds everything, joins ports to adapters and listens; what was started is stopped again when a
 * later part fails.
 *
 * @param say hears lines for the person who started it
 */
export async function startApp(
  config: Config,
  log: Log,
  say: (line: string) => void,
): Promise<App> {
  const database = await startDatabase(config, say);
  try {
    await migrate(database.target);
    const pools = createPools(database.target, (err) => log.warn({ err }, "connection lost"));
    const metrics = createMetrics({ engine: pools.engine, app: pools.app, owner: pools.owner });
    let draining = false;
    const server = fastify({ loggerInstance: log as FastifyBaseLogger });
    registerMetrics(server, metrics);
    registerHealth(server, {
      checks: { database: () => pools.engine.query("select 1") },
      isDraining: () => draining,
    });
    await server.listen({ host: config.host, port: config.port });
    const stop = createShutdown(
      [
        { name: "http", timeoutMs: 10_000, run: () => server.close() },
        { name: "pools", timeoutMs: 5000, run: () => pools.close() },
        { name: "database", timeoutMs: 35_000, run: () => database.stop() },
      ],
      log,
    );
    return {
      stop() {
        draining = true;
        return stop();
      },
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
}
