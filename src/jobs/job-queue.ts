import { setTimeout as sleep } from "node:timers/promises";
import { Logger, run, type Runner, type TaskList } from "graphile-worker";
import type pg from "pg";

/** A job as a task sees it. */
export interface Job {
  readonly payload: unknown;
  /** The queue's name for who runs it. */
  readonly worker: string;
  /** No other try comes after this one. */
  readonly isLastTry: boolean;
  /** Aborts when the process stops. */
  readonly signal: AbortSignal;
}

/** What runs jobs, by the name that they were enqueued with. */
export type Tasks = Readonly<Record<string, (job: Job) => Promise<void>>>;

export interface JobQueueParts {
  /** The owner's, for the queue alone: it keeps one connection to listen on. */
  readonly pool: pg.Pool;
  readonly tasks: Tasks;
  readonly failed: (error: unknown, what: string) => void;
  /** How many run at a time. One, where a job may use a processor and a connection to the full. */
  readonly concurrency?: number;
}

const pollMs = 2_000;
// How long a stop waits for a job before it aborts it.
const graceMs = 200;
const pauseAfterFailureMs = 1_000;

/**
 * Runs jobs that were enqueued in the transaction of their cause: at once when one is enqueued, and
 * again after a pause when one fails. A queue that broke with its database begins anew. `stop`
 * aborts what is under way; its next try comes in another process, or after the next start.
 */
export function startJobQueue(parts: JobQueueParts): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = keepRunning(parts, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function keepRunning(parts: JobQueueParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await runUntilStopped(await begin(parts), signal);
    } catch (error) {
      parts.failed(error, "the job queue");
      await sleep(pauseAfterFailureMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

function begin({ pool, tasks, failed, concurrency = 1 }: JobQueueParts): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [name, taskOf(name, task, failed)]),
  );
  return run({
    pgPool: pool,
    taskList,
    parsedCronItems: [],
    concurrency,
    pollInterval: pollMs,
    gracefulShutdownAbortTimeout: graceMs,
    noHandleSignals: true,
    // Failures of jobs are told below, those of the queue by what it throws.
    logger: new Logger(() => () => undefined),
  });
}

function taskOf(
  name: string,
  task: Tasks[string],
  failed: JobQueueParts["failed"],
): NonNullable<TaskList[string]> {
  return async (payload: unknown, { job, abortSignal: signal }) => {
    try {
      const isLastTry = job.attempts >= job.max_attempts;
      await task({ payload, worker: job.locked_by ?? "", isLastTry, signal });
    } catch (error) {
      if (!signal.aborted) {
        failed(error, `the job ${name}`);
      }
      throw error;
    }
  };
}

/** Returns when it was stopped; throws when it ended by itself. */
async function runUntilStopped(runner: Runner, signal: AbortSignal): Promise<void> {
  const stop = (): void => void runner.stop().catch(() => undefined);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) {
    stop();
  }
  try {
    await runner.promise;
  } finally {
    signal.removeEventListener("abort", stop);
  }
  if (!signal.aborted) {
    throw new Error("the job queue ended by itself");
  }
}
