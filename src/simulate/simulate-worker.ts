import { parentPort } from "node:worker_threads";
import { runPolicy } from "./policy-run.js";
import type { WorkerNews, WorkerOrder } from "./simulate.js";

// The entry of a worker thread of a simulation: one job after the other, as it is told.

parentPort?.on("message", ({ index, job }: WorkerOrder) => {
  const { scenario, policy, seed } = job;
  const run = runPolicy(scenario, policy, seed, (share) => tell({ index, share }));
  tell({ index, run });
});

function tell(news: WorkerNews): void {
  parentPort?.postMessage(news);
}
