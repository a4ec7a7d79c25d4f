import { randomUUID } from "node:crypto";
import { createWalk, type Walk, type WalkPorts } from "../../src/flow/create-walk.js";
import { every } from "../../src/jobs/every.js";
import { startTimerLoop } from "../../src/jobs/timer-loop.js";
import { Life, mortal } from "./mortal.js";

/** One walk with its timers, as one server process has them. */
export interface WalkProcess {
  readonly walk: Walk;
  readonly processId: string;
  readonly life: Life;
  /** Stops the timers and waits for what is under way, unless the process is dead. */
  stop(): Promise<void>;
}

/** Starts a walk whose process may die at any call to its store or its vendors. */
export function startWalkProcess(
  ports: Omit<WalkPorts, "processId">,
  options: { readonly life?: Life; readonly hasTimers?: boolean } = {},
): WalkProcess {
  const life = options.life ?? new Life();
  const processId = randomUUID();
  const store = mortal(ports.store, life);
  const walk = createWalk({
    ...ports,
    store,
    gateway: mortal(ports.gateway, life),
    health: mortal(ports.health, life),
    processId,
  });
  const failed = (error: unknown): void => {
    if (!life.isOver) {
      ports.failed(error, "timers");
    }
  };
  const jobs =
    options.hasTimers === false
      ? []
      : [
          startTimerLoop({
            wake: (limit) => walk.wake(limit),
            nextWake: () => store.findNextWake(),
            now: () => ports.clock.now(),
            failed,
          }),
          every(200, () => walk.sweepInbox(), failed),
        ];
  return {
    walk,
    processId,
    life,
    async stop() {
      const stopped = Promise.all(jobs.map((job) => job.stop()));
      if (!life.isOver) {
        await stopped;
        await walk.drained();
      }
    },
  };
}
