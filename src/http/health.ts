import type { FastifyInstance } from "fastify";

export interface HealthChecks {
  /** Each rejects when what it names cannot be used; they run at once. */
  readonly checks: Readonly<Record<string, () => Promise<unknown>>>;
  /** true from the first sign of shutdown, so that a load balancer sends nobody any more. */
  isDraining(): boolean;
}

const checkTimeoutMs = 2000;

/**
 * Serves /healthz (the process answers; restart it if not) and /readyz (it can do its work: 200, or
 * 503 with the names of what fails).
 */
export function registerHealth(app: FastifyInstance, health: HealthChecks): void {
  app.get("/healthz", { logLevel: "warn" }, async () => ({ status: "ok" }));
  app.get("/readyz", { logLevel: "warn" }, async (request, reply) => {
    if (health.isDraining()) {
      return reply.code(503).send({ status: "draining" });
    }
    const names = Object.keys(health.checks);
    const results = await Promise.allSettled(
      Object.values(health.checks).map((check) => withTimeout(check())),
    );
    const failing = names.filter((_, index) => results[index]?.status === "rejected");
    for (const result of results) {
      if (result.status === "rejected") {
        request.log.warn({ err: result.reason }, "not ready");
      }
    }
    return failing.length === 0
      ? { status: "ready" }
      : reply.code(503).send({ status: "not ready", failing });
  });
}

async function withTimeout(work: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer in ${checkTimeoutMs} ms`)),
      checkTimeoutMs,
    );
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
