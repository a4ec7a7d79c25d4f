/** Joins what each process says of itself to its parts; a part of app.ts. */
import { randomUUID } from "node:crypto";
import type { Walk } from "./flow/create-walk.js";
import type { FlowMetrics } from "./flow/metrics.js";
import type { ResolverPorts } from "./graphql/resolver-ports.js";
import type { Ground } from "./ground.js";
import { every } from "./jobs/every.js";
import type { ProcessBeat } from "./manage/platform/ports.js";
import { ProcessTally } from "./manage/platform/process-tally.js";
import { beatEveryMs, readPlatform, silentMs } from "./manage/platform/read-platform.js";
import { createPlatformStore } from "./store/platform-store.js";

/** What a beat is made of besides what was counted. */
interface Watched {
  readonly walk: Pick<Walk, "pendingSubmissions">;
  /** Open subscriptions. */
  readonly subscribers: () => number;
}

interface PlatformParts {
  readonly port: ResolverPorts["platform"];
  /** The same metrics, which also count for the next beat. */
  measured(metrics: FlowMetrics): FlowMetrics;
  /** Says how this process is, until it stops. */
  start(
    watched: Watched,
    failed: (error: unknown, what?: string) => void,
  ): { stop(): Promise<void> };
}

/** A reading answers everybody who asks within this time. */
const readMs = 1_000;

/** Begins to count what this process does. */
export function openPlatform(ground: Ground, now: () => Date): PlatformParts {
  const store = createPlatformStore(ground.pools.engine);
  const startedAt = now();
  const tally = new ProcessTally(startedAt);
  const processId = randomUUID();
  return {
    port: { read: sharedReading((at) => readPlatform(store, at)) },
    measured: (metrics) => counting(metrics, tally),
    start(watched, failed) {
      const beat = (): Promise<void> => {
        const at = now();
        const said = { processId, startedAt, beatAt: at, ...tally.turn(at) };
        const deadBefore = new Date(at.getTime() - silentMs);
        return store.saveBeat({ ...said, ...gauges(ground, watched) }, deadBefore);
      };
      void beat().catch(failed);
      const beats = every(beatEveryMs, beat, failed);
      return {
        async stop() {
          await beats.stop();
          await store.removeBeat(processId).catch(failed);
        },
      };
    },
  };
}

/** Many pages look at once; the count of open timers is read for all of them. */
function sharedReading<T>(read: (at: Date) => Promise<T>): (at: Date) => Promise<T> {
  let latest: { readonly at: number; readonly reading: Promise<T> } | null = null;
  return (at) => {
    if (latest === null || Math.abs(at.getTime() - latest.at) >= readMs) {
      const reading = read(at);
      latest = { at: at.getTime(), reading };
      reading.catch(() => {
        latest = null;
      });
    }
    return latest.reading;
  };
}

function counting(metrics: FlowMetrics, tally: ProcessTally): FlowMetrics {
  return {
    ...metrics,
    sendStored(status) {
      tally.sendStored();
      metrics.sendStored(status);
    },
    timerLate(ms) {
      tally.timerLate(ms);
      metrics.timerLate(ms);
    },
  };
}

type Gauges = Pick<
  ProcessBeat,
  "submitQueue" | "subscribers" | "poolWaiting" | "poolBusy" | "poolSize"
>;

function gauges({ pools }: Ground, { walk, subscribers }: Watched): Gauges {
  const watched = [pools.engine, pools.app];
  const sum = (read: (pool: (typeof watched)[number]) => number): number =>
    watched.reduce((total, pool) => total + read(pool), 0);
  return {
    submitQueue: walk.pendingSubmissions(),
    subscribers: subscribers(),
    poolWaiting: sum((pool) => pool.waitingCount),
    poolBusy: sum((pool) => pool.totalCount - pool.idleCount),
    poolSize: sum((pool) => pool.options.max),
  };
}
