import fastify from "fastify";
import { afterEach, describe, expect, it } from "vitest";
import { registerHealth } from "../../src/http/health.js";
import { createMetrics, registerMetrics } from "../../src/http/metrics.js";

const app = { current: fastify() };
afterEach(() => app.current.close());

function serve(checks: Record<string, () => Promise<unknown>>, draining = false) {
  app.current = fastify();
  registerHealth(app.current, { checks, isDraining: () => draining });
  return app.current;
}

const broken = () => Promise.reject(new Error("connection refused"));
const fine = () => Promise.resolve();

describe("/healthz", () => {
  it("answers while the database does not", async () => {
    const answer = await serve({ database: broken }).inject("/healthz");

    expect(answer.statusCode).toBe(200);
  });
});

describe("/readyz", () => {
  it("is ready when every check passes", async () => {
    const answer = await serve({ database: fine }).inject("/readyz");

    expect([answer.statusCode, answer.json()]).toEqual([200, { status: "ready" }]);
  });

  it("names what fails, and not why", async () => {
    const answer = await serve({ database: broken, sandbox: fine }).inject("/readyz");

    expect([answer.statusCode, answer.json()]).toEqual([
      503,
      { status: "not ready", failing: ["database"] },
    ]);
  });

  it("is not ready while it drains", async () => {
    const answer = await serve({ database: fine }, true).inject("/readyz");

    expect([answer.statusCode, answer.json()]).toEqual([503, { status: "draining" }]);
  });
});

describe("/metrics", () => {
  it("shows what was counted, in seconds, and the pools as they are now", async () => {
    const pool = { totalCount: 1, idleCount: 1, waitingCount: 0 };
    const metrics = createMetrics({ engine: pool }, () => new Map([["lock-sends", 4]]));
    app.current = fastify();
    registerMetrics(app.current, metrics);
    metrics.countSends("QUEUED", 3);
    metrics.countAttempts("acme", "SMS", "ACCEPTED");
    metrics.observeSubmit("acme", 40);
    metrics.observeBatch("sends", 7);
    metrics.watchSubscribers(() => 2);
    pool.totalCount = 5;

    const answer = await app.current.inject("/metrics");

    expect(answer.headers["content-type"]).toMatch(/^text\/plain/);
    const lines = answer.body.split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        'sandi_sends_total{result="QUEUED"} 3',
        'sandi_attempts_total{vendor="acme",channel="SMS",outcome="ACCEPTED"} 1',
        'sandi_submit_seconds_sum{vendor="acme"} 0.04',
        'sandi_submit_seconds_bucket{le="0.05",vendor="acme"} 1',
        'sandi_submit_seconds_bucket{le="0.025",vendor="acme"} 0',
        'sandi_batch_rows_bucket{le="10",kind="sends"} 1',
        'sandi_batch_rows_bucket{le="5",kind="sends"} 0',
        "sandi_subscribers 2",
        'sandi_pool_connections{pool="engine",state="busy"} 4',
        'sandi_database_round_trips_total{statement="lock-sends"} 4',
      ]),
    );
  });
});
