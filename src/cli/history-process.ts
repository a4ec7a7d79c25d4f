import { fork } from "node:child_process";
import { once } from "node:events";
import os from "node:os";
import { fileURLToPath } from "node:url";
import type { HistoryNews, HistoryOrder } from "./run-history.js";

/** The demo's past while it is played beside the server. */
export interface HistoryProcess {
  /** Ends it where it is; the next start begins anew. */
  stop(): Promise<void>;
}

const entry = fileURLToPath(new URL("./run-history.js", import.meta.url));
// Sends of today go first.
const nicer = 5;

/**
 * Plays the demo's past in a process of its own.
 *
 * @param say    hears how far it is
 * @param failed hears why it ended before it was done
 */
export function startHistory(
  order: HistoryOrder,
  say: (line: string) => void,
  failed: (why: string) => void,
): HistoryProcess {
  const child = fork(entry, {
    serialization: "advanced",
    // Most of what is made lives for one step; with little room for it, half the time goes into
    // looking through what does not.
    execArgv: ["--max-semi-space-size=64"],
  });
  let isOver = false;
  const ended = (why: string): void => {
    if (!isOver) {
      isOver = true;
      failed(why);
    }
  };
  child.once("error", (error) => ended(error.message));
  child.once("exit", (code, signal) => ended(`it ended with ${signal ?? `code ${code}`}`));
  if (child.pid !== undefined) {
    os.setPriority(child.pid, Math.min(19, os.getPriority() + nicer));
  }
  child.on("message", (news: HistoryNews) => {
    if ("line" in news) {
      say(news.line);
    } else if (news.failure !== null) {
      ended(news.failure);
    } else {
      isOver = true;
    }
  });
  child.send(order);
  return {
    async stop() {
      isOver = true;
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, "exit");
        child.kill("SIGKILL");
        await exited;
      }
    },
  };
}
