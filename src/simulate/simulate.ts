import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Scenario } from "../market/scenario.js";
import type { PlayedName } from "./policy-list.js";
import { type PolicyRun, runPolicy } from "./policy-run.js";

/** One run that is to be made. */
export interface Job {
  readonly scenario: Scenario;
  readonly policy: PlayedName;
  readonly seed: number;
}

/** What a worker tells: how far it is, or what came out. */
export type WorkerNews =
  | { readonly index: number; readonly share: number }
  | { readonly index: number; readonly run: PolicyRun };

/** What a worker is told: the next job. */
export interface WorkerOrder {
  readonly index: number;
  readonly job: Job;
}

/** How far everything is. */
export interface Progress {
  readonly finished: number;
  readonly total: number;
  /** 0..1 of the whole work. */
  readonly share: number;
}

/** Every policy under every seed in every scenario, seed by seed. */
export function jobsOf(
  scenarios: readonly Scenario[],
  policies: readonly PlayedName[],
  seeds: readonly number[],
): Job[] {
  return scenarios.flatMap((scenario) =>
    seeds.flatMap((seed) => policies.map((policy) => ({ scenario, policy, seed }))),
  );
}

/** As many threads as there are processors, but no more than jobs. */
export function threadsFor(jobs: readonly Job[]): number {
  return Math.max(1, Math.min(availableParallelism(), jobs.length));
}

/**
 * Makes all runs; the result is in the order of the jobs and the same for any number of threads,
 * but for the times that decisions take.
 *
 * @param threads 1 = in this thread
 */
export async function simulate(
  jobs: readonly Job[],
  threads: number,
  onProgress: (progress: Progress) => void,
): Promise<PolicyRun[]> {
  const shares = jobs.map(() => 0);
  const tell = (index: number, share: number): void => {
    shares[index] = share;
    onProgress({
      finished: shares.filter((one) => one === 1).length,
      total: jobs.length,
      share: shares.reduce((sum, one) => sum + one, 0) / jobs.length,
    });
  };
  if (threads <= 1) {
    return jobs.map(({ scenario, policy, seed }, index) => {
      const run = runPolicy(scenario, policy, seed, (share) => tell(index, 0.999 * share));
      tell(index, 1);
      return run;
    });
  }
  return inThreads(jobs, threads, tell);
}

async function inThreads(
  jobs: readonly Job[],
  threads: number,
  tell: (index: number, share: number) => void,
): Promise<PolicyRun[]> {
  const runs = new Map<number, PolicyRun>();
  const todo = jobs.map((job, index): WorkerOrder => ({ index, job }));
  const workers: Worker[] = [];
  try {
    await Promise.all(
      Array.from({ length: threads }, () => {
        const worker = new Worker(new URL("./simulate-worker.js", import.meta.url));
        workers.push(worker);
        return work(worker, todo, (news) => {
          if ("run" in news) {
            runs.set(news.index, news.run);
          }
          tell(news.index, "run" in news ? 1 : 0.999 * news.share);
        });
      }),
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return jobs.map((_, index) => {
    const run = runs.get(index);
    if (run === undefined) {
      throw new Error(`job ${index} was not done`);
    }
    return run;
  });
}

/** Hands a worker one order after the other until none is left. */
function work(
  worker: Worker,
  todo: WorkerOrder[],
  hear: (news: WorkerNews) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = (): void => {
      const order = todo.shift();
      if (order === undefined) {
        resolve();
      } else {
        worker.postMessage(order);
      }
    };
    worker.on("message", (news: WorkerNews) => {
      hear(news);
      if ("run" in news) {
        next();
      }
    });
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`a worker ended with code ${code}`)));
    next();
  });
}
