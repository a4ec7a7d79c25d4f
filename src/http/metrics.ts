import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What the parts of the server report; made once, in app.ts. Durations are in milliseconds. */
export interface Metrics {
  /** `result` is a send's first status, or why there is none: QUEUED, BLOCKED, an error code. */
  countSends(result: string, count?: number): void;
  /** `outcome` is ACCEPTED, a failure class, or what a receipt said: DELIVERED, UNDELIVERED … */
  countAttempts(vendor: string, channel: string, outcome: string, count?: number): void;
  /** Choosing the vendor of one attempt. */
  observeDecision(ms: number): void;
  /** One call of a vendor. */
  observeSubmit(vendor: string, ms: number): void;
  /** From the acceptance of a send to its first delivery. */
  observeEndToEnd(channel: string, ms: number): void;
  /** `reason` is bad_signature, stale or malformed. */
  countRefusedCallback(vendor: string, reason: string): void;
  /** How late a due send was woken. */
  observeTimerLateness(ms: number): void;
  /** Rows of one write batch. */
  observeBatch(kind: string, size: number): void;
  /** What the pump guard said: refused, let_through or would_refuse. */
  countGuardJudged(verdict: string): void;
  /** Asked at each look at the metrics; 0 before. */
  watchSubscribers(count: () => number): void;
  /** All of it in the Prometheus text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** The counts of a connection pool, as pg.Pool has them. */
export interface PoolCounts {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/**
 * @param pools      by name; read whenever the metrics are asked for
 * @param roundTrips how often each hot statement was run so far; read like the pools
 */
export function createMetrics(
  pools: Readonly<Record<string, PoolCounts>>,
  roundTrips: () => ReadonlyMap<string, number> = () => new Map(),
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const sends = counter(registry, "sandi_sends_total", "Sends by their first status.", ["result"]);
  const attempts = counter(
    registry,
    "sandi_attempts_total",
    "What became of attempts: the vendor's answer or receipt, by class.",
    ["vendor", "channel", "outcome"],
  );
  const refusedCallbacks = counter(
    registry,
    "sandi_refused_callbacks_total",
    "Callbacks that were forged, stale or unreadable.",
    ["vendor", "reason"],
  );
  const judged = counter(
    registry,
    "sandi_guard_judged_total",
    "Sends to numbers that look pumped: refused, let through to keep looking, or only told.",
    ["verdict"],
  );
  const decision = seconds(registry, "sandi_decision_seconds", "Choosing a vendor.", fast, []);
  const submit = seconds(registry, "sandi_submit_seconds", "One vendor call.", slow, ["vendor"]);
  const endToEnd = seconds(
    registry,
    "sandi_end_to_end_seconds",
    "From the acceptance of a send to its first delivery.",
    slow,
    ["channel"],
  );
  const lateness = seconds(
    registry,
    "sandi_timer_lateness_seconds",
    "How late a due send was woken.",
    fast,
    [],
  );
  const batches = new Histogram({
    name: "sandi_batch_rows",
    help: "Rows of one write batch.",
    labelNames: ["kind"],
    buckets: [1, 2, 5, 10, 20, 50, 100, 200],
    registers: [registry],
  });
  const subscribers = watchSubscribers(registry);
  watchPools(registry, pools);
  watchRoundTrips(registry, roundTrips);
  return {
    countSends: (result, count = 1) => sends.inc({ result }, count),
    countAttempts: (vendor, channel, outcome, count = 1) =>
      attempts.inc({ vendor, channel, outcome }, count),
    countRefusedCallback: (vendor, reason) => refusedCallbacks.inc({ vendor, reason }),
    countGuardJudged: (verdict) => judged.inc({ verdict }),
    observeDecision: (ms) => decision.observe(ms / 1000),
    observeSubmit: (vendor, ms) => submit.observe({ vendor }, ms / 1000),
    observeEndToEnd: (channel, ms) => endToEnd.observe({ channel }, ms / 1000),
    observeTimerLateness: (ms) => lateness.observe(ms / 1000),
    observeBatch: (kind, size) => batches.observe({ kind }, size),
    watchSubscribers(count) {
      subscribers.count = count;
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** Serves them at /metrics. */
export function registerMetrics(app: FastifyInstance, metrics: Metrics): void {
  app.get("/metrics", { logLevel: "warn" }, async (_request, reply) => {
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

const fast = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];
const slow = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300];

function counter<Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: Label[],
): Counter<Label> {
  return new Counter({ name, help, labelNames, registers: [registry] });
}

function seconds<Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  buckets: number[],
  labelNames: Label[],
): Histogram<Label> {
  return new Histogram({ name, help, labelNames, buckets, registers: [registry] });
}

/** `count` is asked at each look. */
function watchSubscribers(registry: Registry): { count: () => number } {
  const subscribers = { count: () => 0 };
  new Gauge({
    name: "sandi_subscribers",
    help: "Open subscriptions.",
    registers: [registry],
    collect() {
      this.set(subscribers.count());
    },
  });
  return subscribers;
}

function watchPools(registry: Registry, pools: Readonly<Record<string, PoolCounts>>): void {
  new Gauge({
    name: "sandi_pool_connections",
    help: "Database connections by pool and state; waiting counts callers without one.",
    labelNames: ["pool", "state"],
    registers: [registry],
    collect() {
      for (const [pool, counts] of Object.entries(pools)) {
        this.set({ pool, state: "busy" }, counts.totalCount - counts.idleCount);
        this.set({ pool, state: "idle" }, counts.idleCount);
        this.set({ pool, state: "waiting" }, counts.waitingCount);
      }
    },
  });
}

function watchRoundTrips(registry: Registry, roundTrips: () => ReadonlyMap<string, number>): void {
  new Counter({
    name: "sandi_database_round_trips_total",
    help: "Round trips of the hot path to the database, by statement.",
    labelNames: ["statement"],
    registers: [registry],
    collect() {
      this.reset();
      for (const [statement, count] of roundTrips()) {
        this.inc({ statement }, count);
      }
    },
  });
}
