import type { Log } from "../log.js";

export interface ShutdownStep {
  readonly name: string;
  /** Steps run one after another, in the order in which they were given. */
  run(): Promise<unknown>;
  /** A step that takes longer is left behind, and the next one begins. */
  readonly timeoutMs: number;
}

/**
 * Runs the steps once, however often it is called, and tells whether all went well: a step that
 * fails or hangs is logged and does not keep the later ones from running.
 */
export function createShutdown(steps: readonly ShutdownStep[], log: Log): () => Promise<boolean> {
  let running: Promise<boolean> | undefined;
  return () => {
    running ??= runAll(steps, log);
    return running;
  };
}

/**
 * Calls `stop` at the first SIGTERM or SIGINT and ends the process with code 0, or 1 when it
 * failed; a second signal ends it at once.
 */
export function stopOnSignals(stop: () => Promise<boolean>, log: Log): void {
  let firstAt: number | null = null;
  const onSignal = (signal: NodeJS.Signals) => {
    if (firstAt !== null) {
      // npm passes on the signal that a terminal has already sent to all of its children.
      if (performance.now() - firstAt > sameSignalMs) {
        process.exit(1);
      }
      return;
    }
    firstAt = performance.now();
    log.info({ signal }, "stopping; once more to stop at once");
    stop().then(
      (clean) => process.exit(clean ? 0 : 1),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}

const sameSignalMs = 500;

async function runAll(steps: readonly ShutdownStep[], log: Log): Promise<boolean> {
  let clean = true;
  for (const step of steps) {
    try {
      await withinTime(step);
      log.debug({ step: step.name }, "stopped");
    } catch (err) {
      clean = false;
      log.error({ err, step: step.name }, "could not stop cleanly");
    }
  }
  return clean;
}

async function withinTime(step: ShutdownStep): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${step.name} took more than ${step.timeoutMs} ms`)),
      step.timeoutMs,
    );
  });
  try {
    await Promise.race([step.run(), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
